import type { AudienceQuestion, NoFigures } from '../../../../ipc/contract/insights.ts';
import type { Period } from '../buckets/period.ts';
import { untoldPeriods } from '../buckets/period-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { storedDay, storedTime } from '../../../platform/store/stored-values.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import { QUARTER_MS } from '../../../platform/time/local-time.ts';
import { type CameraPeriods, total } from './periods.ts';

/** Time in which a camera observed and whose counts may not be told on their own. */
export type Untold = Pick<Period, 'startMs' | 'endMs' | 'firstDay' | 'lastDay'>;

/**
 * Whether cameras observed is no secret, and nothing else decides here: neither counts nor whether there are any.
 * @returns for the chosen cameras, in the days of the question; of days that are not closed, told hours too
 */
export function untoldOf(store: Store, { cameras, from, to }: AudienceQuestion): Untold[] {
  return cameras.flatMap((id) => [
    ...untoldPeriods(store, id, from, to).filter(({ seconds }) => seconds.observed > 0),
    ...observedQuarters(store, id, from, to),
  ]);
}

/**
 * @param chosen what the chosen cameras tell
 * @returns null where they tell of visits
 */
export function noFiguresOf(chosen: readonly CameraPeriods[], untold: readonly Untold[]): NoFigures {
  if (chosen.some(({ periods }) => total(periods, 'visits') > 0)) return null;
  return untold.length > 0 ? 'untold' : 'unobserved';
}

function observedQuarters({ raw, db }: Store, camera: string, from: string, to: string): Untold[] {
  const query = db
    .selectFrom('audience_quarters')
    .select(['starts_at', 'day'])
    .where('camera', '=', camera)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('observed_seconds', '>', 0);
  return queryAll({ raw }, query).map(({ starts_at, day }) => {
    const startMs = storedTime(starts_at);
    const on = storedDay(day);
    return { startMs, endMs: startMs + QUARTER_MS, firstDay: on, lastDay: on };
  });
}
