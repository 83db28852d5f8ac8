import type { Site } from '../../../../ipc/contract/audience.ts';
import type { Increment, QuarterFigure } from '../counting/accumulator.ts';
import type { Store } from '../../../platform/store/store.ts';
import { execute, transaction } from '../../../platform/store/sync.ts';
import { localTime } from '../../../platform/time/local-time.ts';
import { keepCountingModels, type CountingModels } from './models.ts';

/** Whose counts they are. */
export interface CountedAt {
  camera: string;
  site: Site;
  /** The models that read. */
  models: CountingModels;
}

const COLUMNS = {
  visits: 'visits',
  passersBy: 'passers_by',
  masked: 'masked',
  headsets: 'headsets',
  observedSeconds: 'observed_seconds',
  darkSeconds: 'dark_seconds',
  blockedSeconds: 'blocked_seconds',
} as const satisfies Record<QuarterFigure, string>;

/**
 * Adds what a counter drained to the buckets, all of it or nothing. What comes for a day that is closed by now is kept, and
 * merged when that day is closed again.
 * @returns how many increments were written
 */
export function writeCounts(store: Store, at: CountedAt, increments: readonly Increment[]): number {
  if (increments.length === 0) return 0;
  return transaction(store, () => {
    keepCountingModels(store, at.models);
    for (const increment of increments) write(store, at, increment);
    for (const table of ['audience_hours', 'audience_dwells'] as const)
      execute(store, store.db.deleteFrom(table).where('camera', '=', at.camera).where('visits', '=', 0));
    return increments.length;
  });
}

function write(store: Store, { camera, site, models }: CountedAt, increment: Increment): void {
  const { timeZone } = site;
  const { day, offsetMinutes } = localTime(increment.atMs, timeZone);
  const place = { camera, starts_at: new Date(increment.atMs).toISOString(), day };
  const { db } = store;
  if (increment.of === 'quarter') {
    const column = COLUMNS[increment.figure];
    execute(
      store,
      db
        .insertInto('audience_quarters')
        .values({
          ...place,
          models: models.hash,
          site: site.id,
          time_zone: timeZone,
          offset_minutes: offsetMinutes,
          [column]: increment.by,
        })
        .onConflict((conflict) =>
          conflict
            .columns(['camera', 'starts_at', 'models'])
            .doUpdateSet((row) => ({ [column]: row(`audience_quarters.${column}`, '+', increment.by) })),
        ),
    );
  } else if (increment.of === 'cell') {
    const { age, gender, by } = increment;
    execute(
      store,
      db
        .insertInto('audience_hours')
        .values({ ...place, age, gender, visits: by })
        .onConflict((conflict) =>
          conflict
            .columns(['camera', 'starts_at', 'age', 'gender'])
            .doUpdateSet((row) => ({ visits: row('audience_hours.visits', '+', by) })),
        ),
    );
  } else {
    const { zone, bin, by } = increment;
    execute(
      store,
      db
        .insertInto('audience_dwells')
        .values({ ...place, zone, bin, visits: by })
        .onConflict((conflict) =>
          conflict
            .columns(['camera', 'starts_at', 'zone', 'bin'])
            .doUpdateSet((row) => ({ visits: row('audience_dwells.visits', '+', by) })),
        ),
    );
  }
}
