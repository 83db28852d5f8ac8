import { EXPRESSIONS } from '../../../../../artifact/labels.ts';
import type { Band } from '../../../../../inference/live/client-face/bands.ts';
import { bandsJoining } from '../../../../../inference/live/client-face/bands.ts';
import type { SessionModel } from '../recording/stored-session.ts';

/**
 * How expressions of a session are shown. Where several models predicted, which one predicted what is not kept: an expression
 * that one of them cannot show by itself is in the group, and the highest threshold counts.
 */
export function shownBy(
  models: readonly SessionModel[],
): { bands: readonly Band[] } & Pick<SessionModel, 'confidenceThreshold'> {
  const groups = models.flatMap(({ bands }) =>
    bands.filter(({ key }) => !EXPRESSIONS.some((label) => label === key)),
  );
  const joined = groups.flatMap(({ labels }) => labels);
  return {
    bands: bandsJoining(EXPRESSIONS.filter((label) => joined.includes(label))),
    confidenceThreshold: Math.max(...models.map(({ confidenceThreshold }) => confidenceThreshold)),
  };
}
