import type { AudienceCamera, AudienceSettings, Site } from '../../../ipc/contract/audience.ts';
import type { Store } from '../../store/store.ts';
import { all, change, first, together } from '../../store/sync.ts';
import { laterDay, localTime, MINUTE_MS } from '../time/local-time.ts';
import { isOver } from '../time/opening-hours.ts';
import { mergeUntil } from './merge.ts';
import { hoursOfOpenDay } from './open-hours.ts';
import { dropWaiting, waitingPeriod, writePeriod } from './period-rows.ts';

/** So long after its last opening hour a day is closed: by then, what was counted to the end is written. */
const GRACE_MS = 2 * MINUTE_MS;

/** Of one camera in one call: the core never works long at a time. */
const MOST_DAYS = 4;

/**
 * Closes days of all cameras whose opening hours are over, a few of each at a time: merges their hours until each kept period has at least k
 * visits, and deletes the finer rows. A day is closed wholly or not at all; one that a crash left open is closed the next time.
 * @returns which days were closed now; none when there is nothing left to close
 */
export function closeDays(
  store: Store,
  { cameras, sites, k }: Pick<AudienceSettings, 'cameras' | 'sites' | 'k'>,
  nowMs: number,
): { camera: string; day: string }[] {
  const closed = cameras.flatMap((camera) => {
    const site = sites.find(({ id }) => id === camera.site)!;
    return daysToClose(store, camera, site, nowMs)
      .filter((day) => closeDay(store, camera.id, site, day, k, nowMs))
      .map((day) => ({ camera: camera.id, day }));
  });
  if (closed.length > 0) emptyLog(store);
  return closed;
}

/** What was deleted still lies in SQLite's log until that is written back. */
export function emptyLog({ raw }: Pick<Store, 'raw'>): void {
  raw.pragma('wal_checkpoint(truncate)');
}

/** From the first day that has rows, or the one after the last that was closed. */
function daysToClose(store: Store, camera: AudienceCamera, site: Site, nowMs: number): string[] {
  const { db } = store;
  const closed = first(
    store,
    db
      .selectFrom('audience_days')
      .select(({ fn }) => fn.max('day').as('day'))
      .where('camera', '=', camera.id),
  )?.day;
  const started = first(
    store,
    db
      .selectFrom('audience_quarters')
      .select(({ fn }) => fn.min('day').as('day'))
      .where('camera', '=', camera.id),
  )?.day;
  const begin = closed ? laterDay(closed, 1) : started;
  if (!begin) return [];
  const days: string[] = [];
  const today = localTime(nowMs, site.timeZone).day;
  for (let day = begin; day <= today && isOver(site, day, nowMs - GRACE_MS); day = laterDay(day, 1)) {
    if (days.length === MOST_DAYS) break;
    days.push(day);
  }
  return days;
}

/** @returns false if it was closed before */
function closeDay(store: Store, camera: string, site: Site, day: string, k: number, nowMs: number): boolean {
  const { db } = store;
  return together(store, () => {
    const done = db
      .selectFrom('audience_days')
      .select('day')
      .where('camera', '=', camera)
      .where('day', '=', day);
    if (all(store, done).length > 0) return false;
    const waiting = waitingPeriod(store, camera);
    const hours = hoursOfOpenDay(store, camera, site, day);
    const { kept, rest } = mergeUntil(waiting ? [waiting, ...hours] : hours, k);
    dropWaiting(store, camera);
    for (const period of kept) writePeriod(store, camera, site, period, true);
    if (rest) writePeriod(store, camera, site, rest, false);
    for (const table of ['audience_quarters', 'audience_hours', 'audience_dwells'] as const)
      change(store, db.deleteFrom(table).where('camera', '=', camera).where('day', '=', day));
    const closedAt = new Date(nowMs).toISOString();
    change(store, db.insertInto('audience_days').values({ camera, day, closed_at: closedAt }));
    return true;
  });
}
