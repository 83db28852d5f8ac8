import type { Site } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { transaction } from '../../../platform/store/sync.ts';
import { ALL_DAYS } from '../deletion/delete-counts.ts';
import { mergeUntil } from './merge.ts';
import { joined, type Period } from './period.ts';
import {
  dropWaiting,
  hasFewer,
  keepPeriod,
  keptPeriods,
  takeStarting,
  waitingPeriod,
  writeWaiting,
} from './period-rows.ts';

/** So many are merged in one transaction: some milliseconds of work. */
const MAX_PERIODS = 20;

/**
 * Merges what was kept with a smaller k than today's, from the first period on and for good: merged anew for each answer,
 * two spans of days would differ by one of the old periods.
 * @returns whether more may be left
 */
export function mergeSome(store: Store, camera: string, site: Site, k: number): boolean {
  if (!hasFewer(store, camera, k)) return false;
  return transaction(store, () => {
    const periods = keptPeriods(store, camera, '', ALL_DAYS, false);
    const { kept, rest } = mergeUntil(periods, k);
    const before = new Set(periods.map(shapeOf));
    // By their starts: a period of late counts may have no length.
    const ends = [...kept.slice(1), ...(rest ? [rest] : [])].map(({ startMs }) => startMs);
    const merged = kept.flatMap((period, i) =>
      before.has(shapeOf(period)) ? [] : [[period.startMs, ends[i] ?? Infinity] as const],
    );
    for (const span of merged.slice(0, MAX_PERIODS))
      keepPeriod(store, camera, site, takeStarting(store, camera, ...span).reduce(joined));
    if (rest && merged.length <= MAX_PERIODS) {
      const few = takeStarting(store, camera, rest.startMs, Infinity).reduce(joined);
      const waiting = waitingPeriod(store, camera);
      dropWaiting(store, camera);
      writeWaiting(store, camera, site, waiting ? joined(few, waiting) : few);
    }
    return true;
  });
}

function shapeOf({ startMs, endMs, visits }: Period): string {
  return `${startMs} ${endMs} ${visits}`;
}
