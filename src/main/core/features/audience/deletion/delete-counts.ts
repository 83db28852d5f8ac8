import { FINE_TABLES } from '../../../platform/store/finer-counts.ts';
import { type Deletion, auditLimit } from '../../../platform/store/erase-deleted.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryAll, execute, queryFirst, transaction } from '../../../platform/store/sync.ts';

/** In one transaction: with their cells and dwell times, some milliseconds of work. */
const MAX_PERIODS = 100;

/** Later than every day. */
export const ALL_DAYS = '9999-12-31';

/** Deletes a part of what is to go, in one short transaction. @returns whether more may be left */
export function deleteSome(store: Store, { camera, before }: Deletion): boolean {
  const day = before ?? ALL_DAYS;
  return transaction(store, () => {
    const { db } = store;
    const some = queryAll(store, periodsBefore(store, camera, day).limit(MAX_PERIODS)).map(({ id }) => id);
    if (some.length > 0) {
      execute(store, db.deleteFrom('audience_periods').where('id', 'in', some));
      return true;
    }
    for (const table of FINE_TABLES) {
      const oldest = queryFirst(store, firstFineDay(store, table, camera))?.day;
      if (oldest === undefined || oldest >= day) continue;
      execute(store, db.deleteFrom(table).where('camera', '=', camera).where('day', '=', oldest));
      return true;
    }
    const audits = db.deleteFrom('audience_audits').where('camera', '=', camera);
    execute(store, audits.where('at', '<', auditLimit(day)));
    if (before === null) execute(store, db.deleteFrom('audience_days').where('camera', '=', camera));
    return false;
  });
}

/** Periods of a camera that a deletion of all days before this one takes. */
export function countBefore(store: Store, camera: string, day: string): number {
  const query = store.db
    .selectFrom('audience_periods')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('camera', '=', camera)
    .where('first_day', '<', day);
  return queryFirst(store, query)!.n;
}

/** Whether anything that was counted at a camera is older than this day. */
export function hasCountsBefore(store: Store, camera: string, day: string): boolean {
  return (
    queryAll(store, periodsBefore(store, camera, day).limit(1)).length > 0 ||
    queryAll(store, auditsBefore(store, camera, day).limit(1)).length > 0 ||
    FINE_TABLES.some((table) => (queryFirst(store, firstFineDay(store, table, camera))?.day ?? day) < day)
  );
}

/** Whether anything was counted at a camera. */
export function hasCounts(store: Store, camera: string): boolean {
  return hasCountsBefore(store, camera, ALL_DAYS);
}

/** Cameras of which anything is stored, whether they are set up or not. */
export function storedCameras(store: Store): string[] {
  const tables = [...FINE_TABLES, 'audience_periods', 'audience_audits', 'audience_days'] as const;
  const rows = tables.flatMap((table) =>
    queryAll(store, store.db.selectFrom(table).select('camera').distinct()),
  );
  return [...new Set(rows.map(({ camera }) => camera))];
}

function periodsBefore({ db }: Store, camera: string, day: string) {
  return db
    .selectFrom('audience_periods')
    .select('id')
    .where('camera', '=', camera)
    .where('first_day', '<', day);
}

function auditsBefore({ db }: Store, camera: string, day: string) {
  return db
    .selectFrom('audience_audits')
    .select('id')
    .where('camera', '=', camera)
    .where('at', '<', auditLimit(day));
}

function firstFineDay({ db }: Store, table: (typeof FINE_TABLES)[number], camera: string) {
  return db.selectFrom(table).select('day').where('camera', '=', camera).orderBy('day').limit(1);
}
