import type { AudienceCamera } from '../../../main/ipc/contract.ts';
import { insights, listText } from '../../messages/index.ts';

/** Which of the chosen cameras hours are left out for; null if none. @param unobserved ids */
export function missedText(
  unobserved: readonly string[],
  chosen: readonly Pick<AudienceCamera, 'id' | 'name'>[],
): string | null {
  const names = chosen.filter(({ id }) => unobserved.includes(id)).map(({ name }) => name);
  if (names.length === 0) return null;
  const missed = insights.missed({ cameras: listText(names) });
  return names.length < chosen.length ? `${missed} ${insights.missedHint}` : missed;
}
