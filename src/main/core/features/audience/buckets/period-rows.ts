import type { Site } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { storedDay, storedTime } from '../../../platform/store/stored-values.ts';
import { queryAll, execute, queryFirst } from '../../../platform/store/sync.ts';
import { localTime } from '../../../platform/time/local-time.ts';
import { joined, type Period } from './period.ts';
import { type ChosenPeriods, readPeriods } from './read-periods.ts';

/**
 * Periods of a camera whose days all lie in a range, in the order of time.
 * @param hasCounts as for `readPeriods`
 */
export function keptPeriods(
  store: Store,
  camera: string,
  firstDay: string,
  lastDay: string,
  hasCounts = true,
): Period[] {
  return readPeriods(store, keptRows(store, camera, firstDay, lastDay), hasCounts);
}

/** The rows of `keptPeriods`. */
export function keptRows(store: Store, camera: string, firstDay: string, lastDay: string): ChosenPeriods {
  return rowsOf(store, camera, true)
    .where('first_day', '>=', firstDay)
    .where('last_day', '>=', firstDay) // The index is by this one.
    .where('last_day', '<=', lastDay);
}

/** Kept periods of a camera that end in a day, without cells and dwell times. */
export function periodsEnding(store: Store, camera: string, day: string): Period[] {
  return readPeriods(store, rowsOf(store, camera, true).where('last_day', '=', day), false);
}

/** What a camera has of fewer than k visits, waiting for its next day. */
export function waitingPeriod(store: Store, camera: string): Period | undefined {
  return readPeriods(store, rowsOf(store, camera, false))[0];
}

/** Periods that a range of days does not report: they reach beyond it, or wait for the next day. */
export function unreportedPeriods(store: Store, camera: string, firstDay: string, lastDay: string): Period[] {
  const rows = store.db
    .selectFrom('audience_periods')
    .where('camera', '=', camera)
    .where('is_kept', 'in', [0, 1]) // The index is by this one.
    .where('last_day', '>=', firstDay)
    .where('first_day', '<=', lastDay)
    .where((row) =>
      row.or([row('first_day', '<', firstDay), row('last_day', '>', lastDay), row('is_kept', '=', 0)]),
    );
  return readPeriods(store, rows, false);
}

/** Whether a camera has kept periods of fewer than k visits, from when k was smaller. */
export function hasFewer(store: Store, camera: string, k: number): boolean {
  const fewer = rowsOf(store, camera, true).select('id').where('visits', '>', 0).where('visits', '<', k);
  return queryFirst(store, fewer.limit(1)) !== undefined;
}

/** Periods of a camera that share time with a span. */
export function periodsWithin(store: Store, camera: string, startMs: number, endMs: number): Period[] {
  return readPeriods(store, within(store, camera, startMs, endMs));
}

/** The moment at which the periods of a camera end. */
export function endOfPeriods(
  store: Store,
  camera: string,
): Pick<Period, 'startMs' | 'endMs' | 'firstDay' | 'lastDay' | 'opening'> | undefined {
  const query = rowsOf(store, camera, true)
    .select(['ends_at', 'last_day'])
    .orderBy('ends_at', 'desc')
    .limit(1);
  const last = queryFirst(store, query);
  if (!last) return undefined;
  const endMs = storedTime(last.ends_at);
  const day = storedDay(last.last_day);
  return { startMs: endMs, endMs, firstDay: day, lastDay: day, opening: [] };
}

/** Deletes the kept periods of one day in which nothing was observed: closing the day again makes them anew. */
export function dropEmpty({ raw, db }: Store, camera: string, day: string): void {
  const query = db
    .deleteFrom('audience_periods')
    .where('camera', '=', camera)
    .where('first_day', '=', day)
    .where('last_day', '=', day)
    .where((row) => row.and({ is_kept: 1, visits: 0, passers_by: 0, observed_seconds: 0 }));
  execute({ raw }, query);
}

/**
 * Keeps a period. Where kept ones share its time (the day was closed before, or the site's time zone has changed since), all
 * become one; of their absent time, what was observed after all is taken off.
 */
export function keepPeriod(store: Store, camera: string, site: Site, period: Period): void {
  const before = take(store, within(store, camera, period.startMs, period.endMs).where('is_kept', '=', 1));
  writePeriod(store, camera, site, before.reduce(added, period), true);
}

/** Deletes the kept periods of a camera that start in a span. @returns what they were */
export function takeStarting(store: Store, camera: string, fromMs: number, beforeMs: number): Period[] {
  const chosen = rowsOf(store, camera, true).where('starts_at', '>=', new Date(fromMs).toISOString());
  return take(
    store,
    beforeMs === Infinity ? chosen : chosen.where('starts_at', '<', new Date(beforeMs).toISOString()),
  );
}

function take(store: Store, chosen: ChosenPeriods): Period[] {
  const periods = readPeriods(store, chosen);
  execute(store, store.db.deleteFrom('audience_periods').where('id', 'in', chosen.select('id')));
  return periods;
}

function added(late: Period, before: Period): Period {
  const { observed, dark, blocked } = late.seconds;
  const whole = joined(late, before);
  const absent = Math.max(0, before.seconds.absent - observed - dark - blocked);
  return { ...whole, seconds: { ...whole.seconds, absent } };
}

/** Writes what has fewer than k visits: it waits for the camera's next day. */
export function writeWaiting(store: Store, camera: string, site: Site, period: Period): void {
  // A camera has one period for each start; this one is never shown by its time.
  let { startMs } = period;
  while (hasStart(store, camera, startMs)) startMs++;
  writePeriod(store, camera, site, { ...period, startMs }, false);
}

function hasStart(store: Store, camera: string, startMs: number): boolean {
  const query = store.db
    .selectFrom('audience_periods')
    .select('id')
    .where('camera', '=', camera)
    .where('starts_at', '=', new Date(startMs).toISOString());
  return queryAll(store, query).length > 0;
}

function within({ db }: Store, camera: string, startMs: number, endMs: number) {
  return db
    .selectFrom('audience_periods')
    .where('camera', '=', camera)
    .where('starts_at', '<', new Date(endMs).toISOString())
    .where('ends_at', '>', new Date(startMs).toISOString());
}

export function dropWaiting(store: Store, camera: string): void {
  const { db } = store;
  execute(store, db.deleteFrom('audience_periods').where('camera', '=', camera).where('is_kept', '=', 0));
}

/** @param isKept whether it has at least k visits, or nothing was seen in it */
function writePeriod(store: Store, camera: string, site: Site, period: Period, isKept: boolean): void {
  const { startMs, endMs, firstDay, lastDay, models, seconds, visits, passersBy, masked, headsets } = period;
  const { db } = store;
  const values = {
    camera,
    site: site.id,
    time_zone: period.timeZone,
    opening: period.opening && JSON.stringify(period.opening),
    starts_at: new Date(startMs).toISOString(),
    ends_at: new Date(endMs).toISOString(),
    offset_minutes: localTime(startMs, period.timeZone).offsetMinutes,
    first_day: firstDay,
    last_day: lastDay,
    models: JSON.stringify(models),
    observed_seconds: seconds.observed,
    dark_seconds: seconds.dark,
    blocked_seconds: seconds.blocked,
    absent_seconds: seconds.absent,
    visits,
    passers_by: passersBy,
    masked,
    headsets,
    is_kept: Number(isKept),
  };
  const id = execute(store, db.insertInto('audience_periods').values(values));
  const cells = period.cells.map((cell) => ({ period: id, ...cell }));
  if (cells.length > 0) execute(store, db.insertInto('audience_period_cells').values(cells));
  const dwells = period.dwells.map((dwell) => ({ period: id, ...dwell }));
  if (dwells.length > 0) execute(store, db.insertInto('audience_period_dwells').values(dwells));
}

function rowsOf({ db }: Store, camera: string, isKept: boolean) {
  return db.selectFrom('audience_periods').where('camera', '=', camera).where('is_kept', '=', Number(isKept));
}
