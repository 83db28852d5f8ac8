import type { AudienceCamera } from '../../../main/ipc/contract.ts';
import { insights } from '../../messages/insights.ts';

/** Which of the chosen cameras hours are left out for; null if none. @param unobserved ids */
export function missedText(
  unobserved: readonly string[],
  chosen: readonly Pick<AudienceCamera, 'id' | 'name'>[],
): string | null {
  const names = chosen.filter(({ id }) => unobserved.includes(id)).map(({ name }) => name);
  return names.length > 0 ? insights.missed(names, names.length < chosen.length) : null;
}
