import type { AudienceSettings } from '../../../ipc/contract/audience.ts';
import { noteInAudit } from '../../app/audit.ts';
import type { Store } from '../../store/store.ts';
import { all, change, together } from '../../store/sync.ts';
import { laterDay, localTime } from '../time/local-time.ts';
import { emptyLog } from './close-day.ts';

const FINE_TABLES = ['audience_quarters', 'audience_hours', 'audience_dwells'] as const;

/**
 * Deletes the counts of all days that are older than what is kept, and says so in the audit log.
 * @returns how many periods went
 */
export function deleteOld(
  store: Store,
  { cameras, sites, retentionDays }: Pick<AudienceSettings, 'cameras' | 'sites' | 'retentionDays'>,
  nowMs: number,
): number {
  const deleted = together(store, () => {
    let total = 0;
    for (const { id, site, name } of cameras) {
      const { timeZone } = sites.find((one) => one.id === site)!;
      const firstKept = laterDay(localTime(nowMs, timeZone).day, -retentionDays);
      const periods = deleteBefore(store, id, firstKept);
      total += periods;
      if (periods > 0)
        noteInAudit(
          store,
          'audience.retention',
          `camera ${name}: ${periods} periods before ${firstKept} deleted; ${retentionDays} days are kept`,
        );
    }
    return total;
  });
  if (deleted > 0) emptyLog(store);
  return deleted;
}

/** Deletes everything that was counted at a camera, and says so in the audit log. */
export function deleteCounts(store: Store, camera: { id: string; name: string }): void {
  together(store, () => {
    const { db } = store;
    const deleted = deleteBefore(store, camera.id, '9999-12-31');
    change(store, db.deleteFrom('audience_tallies').where('camera', '=', camera.id));
    change(store, db.deleteFrom('audience_days').where('camera', '=', camera.id));
    noteInAudit(store, 'audience.delete', `camera ${camera.name}: all counts deleted, ${deleted} periods`);
  });
}

/** Whether anything was counted at a camera. */
export function hasCounts(store: Store, camera: string): boolean {
  return (['audience_periods', 'audience_tallies', ...FINE_TABLES] as const).some(
    (table) =>
      all(store, store.db.selectFrom(table).select('camera').where('camera', '=', camera).limit(1)).length >
      0,
  );
}

function deleteBefore(store: Store, camera: string, day: string): number {
  const { db } = store;
  const periods = db
    .selectFrom('audience_periods')
    .select('id')
    .where('camera', '=', camera)
    .where('last_day', '<', day);
  const count = all(store, periods).length;
  change(store, db.deleteFrom('audience_periods').where('id', 'in', periods));
  for (const table of FINE_TABLES)
    change(store, db.deleteFrom(table).where('camera', '=', camera).where('day', '<', day));
  return count;
}
