import type { AudienceQuestion, AudienceSeries, SeriesPoint } from '../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../ipc/contract/audience.ts';
import type { Store } from '../../store/store.ts';
import { joined, observedShare, type Period } from '../buckets/period.ts';
import { suppress, suppressRow } from '../suppression/suppress.ts';
import { weekdayOf, weekOf } from '../time/local-time.ts';
import { slicesOf } from './hour-slices.ts';
import { type CameraPeriods, ENOUGH_OBSERVED, periodsOf } from './periods.ts';

/**
 * An audience by hour, day or week. Visits are told of every point, for each is made of periods of at least k; passers-by
 * by day and week, where figures under k are hidden with those that would give them away in the other view.
 * @throws DemifaceError as `periodsOf`
 */
export function seriesOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuestion & { by: AudienceSeries['by'] },
  nowMs: number,
): AudienceSeries {
  const { by } = question;
  const { k } = settings;
  const cameras = periodsOf(store, settings, question, nowMs);
  const all = cameras.flatMap(({ periods }) => periods);
  const total = (of: (period: Period) => number) => all.reduce((sum, period) => sum + of(period), 0);
  const visits = total((period) => period.visits);
  const [masked, headsets] = [total((period) => period.masked), total((period) => period.headsets)];
  const covered = suppressRow([masked, headsets, visits - masked - headsets], k).counts;
  const { points, passersBy } = by === 'hour' ? byHour(cameras, k) : byDays(cameras, by, k);
  return {
    ...{ kind: 'series', by, points, visits, passersBy, k },
    ...{ masked: covered[0]!, headsets: covered[1]! },
  };
}

function byHour(
  cameras: readonly CameraPeriods[],
  k: number,
): { points: SeriesPoint[]; passersBy: number | null } {
  const hours = Map.groupBy(slicesOf(cameras), ({ startMs }) => startMs);
  const points = [...hours]
    .sort(([a], [b]) => a - b)
    .map(([startMs, slices]) => ({
      from: new Date(startMs).toISOString(),
      to: new Date(slices[0]!.endMs).toISOString(),
      ...{ firstDay: slices[0]!.day, lastDay: slices[0]!.day },
      visits: slices.reduce((sum, { visits }) => sum + visits, 0),
      passersBy: null,
      observedShare: Math.min(...slices.map((slice) => slice.observedShare)),
      isFlagged: slices.some(({ isFlagged }) => isFlagged),
      isSpread: slices.some(({ isSpread }) => isSpread),
    }));
  return { points, passersBy: byDays(cameras, 'day', k).passersBy };
}

function byDays(
  cameras: readonly CameraPeriods[],
  by: 'day' | 'week',
  k: number,
): { points: SeriesPoint[]; passersBy: number | null } {
  const days = grouped(cameras, (day) => day);
  const shown = passersByOf(days, k);
  const groups = by === 'day' ? days : grouped(cameras, weekOf);
  const points = groups.map((group) => {
    const { startMs, endMs, firstDay, lastDay, visits } = group.whole;
    const share = Math.min(...group.ofCamera.map(observedShare));
    return {
      ...{
        from: new Date(startMs).toISOString(),
        to: new Date(endMs).toISOString(),
        firstDay,
        lastDay,
        visits,
      },
      passersBy: by === 'day' ? (shown.ofDay.get(firstDay) ?? null) : weekSum(shown.ofWeek, group.whole),
      observedShare: share,
      isFlagged: share < ENOUGH_OBSERVED,
      isSpread: false,
    };
  });
  return { points, passersBy: shown.total };
}

interface Group {
  whole: Period;
  /** One for each camera that has any. */
  ofCamera: Period[];
}

/** Periods by day or by week; where one spans several of those, they are one group. */
function grouped(cameras: readonly CameraPeriods[], keyOf: (day: string) => string): Group[] {
  const marked = cameras.flatMap(({ camera, periods }) =>
    periods.map((period) => ({
      camera: camera.id,
      period,
      first: keyOf(period.firstDay),
      last: keyOf(period.lastDay),
    })),
  );
  marked.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const groups: (typeof marked)[] = [];
  let last = '';
  for (const one of marked) {
    if (groups.length > 0 && one.first <= last) groups.at(-1)!.push(one);
    else groups.push([one]);
    if (one.last > last) last = one.last;
  }
  return groups.map((group) => {
    const ofCamera = [...Map.groupBy(group, ({ camera }) => camera).values()].map((some) =>
      some.map(({ period }) => period).reduce(joined),
    );
    return { whole: ofCamera.reduce(joined), ofCamera };
  });
}

/** Passers-by of days and weeks, hidden together: a week's are the sum of its days. */
function passersByOf(days: readonly Group[], k: number) {
  const weeks = [...new Set(days.map(({ whole }) => weekOf(whole.firstDay)))].sort();
  const figures = weeks.map(() => new Array<number | null>(7).fill(null));
  for (const { whole } of days)
    if (whole.seconds.observed > 0)
      figures[weeks.indexOf(weekOf(whole.firstDay))]![weekdayOf(whole.firstDay) - 1] = whole.passersBy;
  const shown = suppress(figures, k);
  const cell = (week: number, weekday: number) => shown[week]![weekday] ?? null;
  return {
    ofDay: new Map(
      days.map(({ whole: { firstDay } }) => [
        firstDay,
        cell(weeks.indexOf(weekOf(firstDay)), weekdayOf(firstDay) - 1),
      ]),
    ),
    ofWeek: new Map(weeks.map((week, i) => [week, cell(i, 7)])),
    total: shown.at(-1)?.at(-1) ?? null,
  };
}

/** Of a group of weeks; null if one of them is hidden. */
function weekSum(ofWeek: ReadonlyMap<string, number | null>, { firstDay, lastDay }: Period): number | null {
  let sum = 0;
  for (const [week, passersBy] of ofWeek)
    if (week >= weekOf(firstDay) && week <= weekOf(lastDay)) {
      if (passersBy === null) return null;
      sum += passersBy;
    }
  return sum;
}
