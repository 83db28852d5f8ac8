import type { NoFigures } from '../../../../ipc/contract/insights.ts';
import { type CameraPeriods, total } from './periods.ts';
import type { UnreportedTime } from './unreported.ts';

/**
 * @param chosen what the chosen cameras tell
 * @returns null where they tell of visits
 */
export function noFiguresOf(
  chosen: readonly CameraPeriods[],
  unreported: readonly UnreportedTime[],
): NoFigures {
  if (chosen.some(({ periods }) => total(periods, 'visits') > 0)) return null;
  return unreported.some(({ periods, latest }) => periods.length + latest.length > 0)
    ? 'unreported'
    : 'unobserved';
}
