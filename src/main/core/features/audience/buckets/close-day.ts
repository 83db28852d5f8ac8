import type { AudienceCamera, AudienceSettings, Site } from '../../../../ipc/contract/audience.ts';
import { FINE_TABLES } from '../../../platform/store/finer-counts.ts';
import type { Store } from '../../../platform/store/store.ts';
import { queryAll, execute, queryFirst, transaction } from '../../../platform/store/sync.ts';
import { dayStart, laterDay, localTime, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { isOver } from '../time/opening-hours.ts';
import { isEmpty, mergeUntil } from './merge.ts';
import { hoursOfOpenDay } from './open-hours.ts';
import { joined, type Period } from './period.ts';
import {
  dropEmpty,
  dropWaiting,
  keepPeriod,
  endOfPeriods,
  periodsWithin,
  waitingPeriod,
  writeWaiting,
} from './period-rows.ts';

/** So long after its last opening hour a day is closed: by then, what was counted to the end is written. */
const GRACE_MS = 2 * MINUTE_MS;

/**
 * Closes the next day of each camera whose opening hours are over: merges its hours until each kept period has at least k
 * visits, and deletes the finer rows. A day is closed wholly or not at all; one that a crash left open is closed the next time.
 * @returns which days were closed now; none when there is nothing left to close
 */
export function closeDays(
  store: Store,
  { cameras, sites, k }: Pick<AudienceSettings, 'cameras' | 'sites' | 'k'>,
  nowMs: number,
): { camera: string; day: string }[] {
  return cameras.flatMap((camera) => {
    const site = sites.find(({ id }) => id === camera.site)!;
    const day = dayToClose(store, camera, site, nowMs);
    if (day === undefined || !closeDay(store, camera.id, site, day, k, nowMs)) return [];
    return [{ camera: camera.id, day }];
  });
}

/**
 * From the first day that has rows, or the one after the last that was closed; before them, closed days for which counts
 * came late: the clock was set back, or the site's time zone has changed.
 */
function dayToClose(store: Store, camera: AudienceCamera, site: Site, nowMs: number): string | undefined {
  const { db } = store;
  const closed = queryFirst(
    store,
    db
      .selectFrom('audience_days')
      .select(({ fn }) => fn.max('day').as('day'))
      .where('camera', '=', camera.id),
  )?.day;
  const open = openDays(store, camera.id);
  const begin = closed ? laterDay(closed, 1) : open[0];
  if (!begin) return undefined;
  const isDayOver = (day: string) => isOver(site, day, nowMs - GRACE_MS);
  const today = localTime(nowMs, site.timeZone).day;
  const late = open.find((day) => day < begin && isDayOver(day));
  return late ?? (begin <= today && isDayOver(begin) ? begin : undefined);
}

/** Days of which finer rows are there. */
export function openDays(store: Store, camera: string): string[] {
  const days = FINE_TABLES.flatMap((table) =>
    queryAll(store, store.db.selectFrom(table).select('day').distinct().where('camera', '=', camera)),
  );
  return [...new Set(days.map(({ day }) => day))].sort();
}

/** @returns false if it was closed before and nothing came late */
function closeDay(store: Store, camera: string, site: Site, day: string, k: number, nowMs: number): boolean {
  const { db } = store;
  return transaction(store, () => {
    const done = db
      .selectFrom('audience_days')
      .select('day')
      .where('camera', '=', camera)
      .where('day', '=', day);
    const wasClosed = queryAll(store, done).length > 0;
    if (wasClosed && !openDays(store, camera).includes(day)) return false;
    if (wasClosed) closeAgain(store, camera, site, day, k);
    else closeFirst(store, camera, site, day, k);
    for (const table of FINE_TABLES)
      execute(store, db.deleteFrom(table).where('camera', '=', camera).where('day', '=', day));
    const values = { camera, day, closed_at: new Date(nowMs).toISOString() };
    execute(store, db.replaceInto('audience_days').values(values));
    return true;
  });
}

function closeFirst(store: Store, camera: string, site: Site, day: string, k: number): void {
  const waiting = waitingPeriod(store, camera);
  const hours = hoursNotKept(store, camera, site, day);
  const { kept, rest } = mergeUntil(waiting ? [waiting, ...hours] : hours, k);
  dropWaiting(store, camera);
  for (const period of kept) keepPeriod(store, camera, site, period);
  if (rest) writeWaiting(store, camera, site, rest);
}

/** Counts that came late are kept as others are; fewer than k wait with what waits already. */
function closeAgain(store: Store, camera: string, site: Site, day: string, k: number): void {
  const hours = lateHours(store, camera, site, day).flatMap(withoutCorrections);
  const { kept, rest } = mergeUntil(hours, k);
  // A kept period may begin where what waits does, and two cannot begin at once: what waits is written last.
  const waiting = waitingPeriod(store, camera);
  dropWaiting(store, camera);
  for (const period of kept) keepPeriod(store, camera, site, period);
  const whole = waiting && rest ? joined(waiting, rest) : (waiting ?? rest);
  if (!whole) return;
  // They are reported with the hours that come next: a period from then to now would join all that lie between.
  const { startMs, endMs, firstDay, lastDay, opening } = waiting ?? endOfPeriods(store, camera) ?? whole;
  writeWaiting(store, camera, site, { ...whole, startMs, endMs, firstDay, lastDay, opening });
}

/** Of a day that was closed before anything was observed, all hours; of others those that have rows. */
function lateHours(store: Store, camera: string, site: Site, day: string): Period[] {
  const [startMs, endMs] = [dayStart(day, site.timeZone), dayStart(laterDay(day, 1), site.timeZone)];
  if (!periodsWithin(store, camera, startMs, endMs).every(isEmpty))
    return hoursOfOpenDay(store, camera, site, day, Infinity, () => true);
  dropEmpty(store, camera, day);
  return hoursNotKept(store, camera, site, day);
}

/**
 * What is put right in a day after it was closed is left out: its finer rows are gone. Beside visits that came late, a figure
 * of more faces than these visits is left out whole, since the two cannot be separated.
 */
function withoutCorrections(hour: Period): Period[] {
  const { visits, masked, headsets, cells, dwells } = hour;
  if (visits < 0 || hour.passersBy < 0) return [];
  const isOfVisits = (counts: readonly number[]) =>
    counts.every((count) => count >= 0) && counts.reduce((sum, count) => sum + count, 0) <= visits;
  const countsOf = (some: readonly { visits: number }[]) => some.map((count) => count.visits);
  const zones = Map.groupBy(dwells, ({ zone }) => zone).values();
  return [
    {
      ...hour,
      ...(isOfVisits([masked, headsets]) ? {} : { masked: 0, headsets: 0 }),
      cells: isOfVisits(countsOf(cells)) ? cells : [],
      dwells: [...zones].flatMap((ofZone) => (isOfVisits(countsOf(ofZone)) ? ofZone : [])),
    },
  ];
}

function hoursNotKept(store: Store, camera: string, site: Site, day: string): Period[] {
  const [startMs, endMs] = [dayStart(day, site.timeZone), dayStart(laterDay(day, 1), site.timeZone)];
  const kept = periodsWithin(store, camera, startMs, endMs);
  return hoursOfOpenDay(store, camera, site, day, Infinity, (at) =>
    kept.some((period) => at >= period.startMs && at < period.endMs),
  );
}
