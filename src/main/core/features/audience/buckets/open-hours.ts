import type { AgeCell, GenderCell, Site } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { storedTime } from '../../../platform/store/stored-values.ts';
import { queryAll } from '../../../platform/store/sync.ts';
import {
  dayStart,
  hourEnd,
  hourStart,
  laterDay,
  localTime,
  QUARTER_MS,
  quarterStart,
} from '../../../platform/time/local-time.ts';
import { openSpans } from '../time/opening-hours.ts';
import { secondsOf } from '../time/time-spans.ts';
import { joined, type Period, summedCounts } from './period.ts';
import { storedDwell } from './stored-dwell.ts';

/**
 * The hours of a day whose finer rows are still there, those in which the app did not run included: what of the opening
 * hours before `untilMs` nobody accounts for is absent.
 * @param isAccounted whether a quarter without rows lies in a period that is kept already
 * @returns in the order of time; hours that are closed and empty are left out
 */
export function hoursOfOpenDay(
  store: Store,
  camera: string,
  site: Site,
  day: string,
  untilMs = Infinity,
  isAccounted: (startMs: number) => boolean = () => false,
): Period[] {
  const { timeZone } = site;
  const rows = Map.groupBy(quarterRows(store, camera, day), ({ starts_at }) => storedTime(starts_at));
  const end = Math.min(untilMs, dayStart(laterDay(day, 1), timeZone));
  // Rows of the day may lie outside it since the site's time zone was changed.
  const starts = new Set([...rows.keys()].filter((startMs) => startMs < untilMs));
  for (let at = quarterStart(dayStart(day, timeZone)); at < end; at += QUARTER_MS)
    if (!isAccounted(at)) starts.add(at);
  const hours = new Map<number, Period>();
  for (const startMs of [...starts].sort((a, b) => a - b)) {
    const quarter = quarterPeriod(
      rows.get(startMs) ?? [],
      startMs,
      Math.min(untilMs, startMs + QUARTER_MS),
      site,
    );
    if (!quarter) continue;
    const hourMs = hourStart(startMs, timeZone);
    const before = hours.get(hourMs);
    hours.set(hourMs, before ? joined(before, quarter) : quarter);
  }
  const known = [...hours.keys()];
  const cells = byHour(cellRows(store, camera, day), known, timeZone);
  const dwells = byHour(dwellRows(store, camera, day), known, timeZone);
  return [...hours].map(([hourMs, hour]) => ({
    ...hour,
    startMs: hourMs,
    endMs: hourEnd(hourMs, timeZone),
    ...summedCounts(
      (cells.get(hourMs) ?? []).map(({ age, gender, visits }) => ({
        age: age as AgeCell,
        gender: gender as GenderCell,
        visits,
      })),
      (dwells.get(hourMs) ?? []).map(storedDwell),
    ),
  }));
}

type QuarterRow = ReturnType<typeof quarterRows>[number];

/** Rows of one quarter, one for each set of models, as a period; null where the site is closed and nothing was counted. */
function quarterPeriod(
  rows: readonly QuarterRow[],
  startMs: number,
  endMs: number,
  site: Site,
): Period | null {
  const spans = openSpans(site, startMs, endMs);
  if (rows.length === 0 && spans.length === 0) return null;
  const open = secondsOf(spans);
  const sum = (column: 'visits' | 'passers_by' | 'masked' | 'headsets') =>
    rows.reduce((total, row) => total + row[column], 0);
  const seconds = (column: 'observed_seconds' | 'dark_seconds' | 'blocked_seconds') =>
    rows.reduce((total, row) => total + row[column], 0);
  const seen = {
    observed: seconds('observed_seconds'),
    dark: seconds('dark_seconds'),
    blocked: seconds('blocked_seconds'),
  };
  const { day } = localTime(startMs, site.timeZone);
  return {
    startMs,
    endMs,
    firstDay: day,
    lastDay: day,
    timeZone: site.timeZone,
    // The site was open when it was counted, though its hours may have been changed since.
    opening: spans.length > 0 ? spans : [[startMs, endMs]],
    models: rows.map(({ models }) => models),
    seconds: { ...seen, absent: Math.max(0, open - seen.observed - seen.dark - seen.blocked) },
    visits: sum('visits'),
    passersBy: sum('passers_by'),
    masked: sum('masked'),
    headsets: sum('headsets'),
    cells: [],
    dwells: [],
  };
}

/** Rows by the hour that they lie in, or the last one before: hours begin elsewhere after a change of the time zone. */
function byHour<Row extends { starts_at: string }>(
  rows: Row[],
  hours: readonly number[],
  timeZone: string,
): Map<number, Row[]> {
  return Map.groupBy(rows, ({ starts_at }) => {
    const hourMs = hourStart(storedTime(starts_at), timeZone);
    return hours.findLast((startMs) => startMs <= hourMs) ?? hours[0] ?? hourMs;
  });
}

function quarterRows(store: Store, camera: string, day: string) {
  return queryAll(
    store,
    store.db.selectFrom('audience_quarters').selectAll().where('camera', '=', camera).where('day', '=', day),
  );
}

function cellRows(store: Store, camera: string, day: string) {
  return queryAll(
    store,
    store.db.selectFrom('audience_hours').selectAll().where('camera', '=', camera).where('day', '=', day),
  );
}

function dwellRows(store: Store, camera: string, day: string) {
  return queryAll(
    store,
    store.db.selectFrom('audience_dwells').selectAll().where('camera', '=', camera).where('day', '=', day),
  );
}
