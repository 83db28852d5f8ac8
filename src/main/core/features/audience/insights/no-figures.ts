import type { NoFigures } from '../../../../ipc/contract/insights.ts';
import { type CameraPeriods, total } from './periods.ts';
import type { UntoldTime } from './untold.ts';

/**
 * @param chosen what the chosen cameras tell
 * @returns null where they tell of visits
 */
export function noFiguresOf(chosen: readonly CameraPeriods[], untold: readonly UntoldTime[]): NoFigures {
  if (chosen.some(({ periods }) => total(periods, 'visits') > 0)) return null;
  return untold.some(({ periods, latest }) => periods.length + latest.length > 0) ? 'untold' : 'unobserved';
}
