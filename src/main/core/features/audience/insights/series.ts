import type { AudienceQuery, AudienceSeries, SeriesPoint } from '../../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { accounted, observedShare, type Period } from '../buckets/period.ts';
import { suppressCameraRows, suppressCameras } from '../suppression/suppress-cameras.ts';
import { weekdayOf, weekOf } from '../../../platform/time/local-time.ts';
import { grouped, type Group } from './day-groups.ts';
import { type HourSlice, slicesOf } from './hour-slices.ts';
import { localHours } from './local-hours.ts';
import { noFiguresOf } from './no-figures.ts';
import { type CameraPeriods, ENOUGH_OBSERVED, periodsOfAll, total } from './periods.ts';
import { neverObserved, unreportedDays, unreportedOf, unreportedSlices } from './unreported.ts';

/**
 * An audience by hour, day or week. Visits are reported for every point, for each is made of periods of at least k; passers-by
 * by day and week, where figures under k are suppressed with those that would give them away in the other view. A point of
 * which a camera reports nothing, or not all, names it.
 * @throws DemifaceError as `periodsOf`
 */
export function seriesOf(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuery & { by: AudienceSeries['by'] },
  nowMs: number,
): AudienceSeries {
  const { by } = question;
  const { k } = settings;
  const all = periodsOfAll(store, settings, question, nowMs);
  const cameras = all.filter(({ camera }) => question.cameras.includes(camera.id));
  const unreported = unreportedOf(store, question, cameras);
  const rest = unreportedSlices(unreported, question, by === 'hour');
  const noFigures = noFiguresOf(cameras, unreported);
  const visits = cameras.reduce((sum, { periods }) => sum + total(periods, 'visits'), 0);
  const rows = new Map(all.map(({ camera, periods }) => [camera.id, coverRow(periods)]));
  const covered = suppressCameraRows(rows, question.cameras, k).counts;
  const shown = passersByOf(all, question.cameras, k);
  const names = new Map(cameras.map(({ camera }) => [camera.id, camera.name]));
  const points = (by === 'hour' ? byHour(cameras, rest) : byDays(cameras, by, shown, rest))
    // Where a camera observed without telling it there is no gap.
    .filter((point) => point.visits > 0 || point.unreported.length === 0)
    .map((point) => ({ ...point, unreported: point.unreported.map((id) => names.get(id)!) }));
  return {
    kind: 'series',
    by,
    points,
    noFigures,
    k,
    visits: noFigures ? null : visits,
    passersBy: noFigures ? null : shown.total,
    masked: covered[0]!,
    headsets: covered[1]!,
    neverObserved: neverObserved(cameras, unreported),
    unreported: unreportedDays(unreported, question),
  };
}

/** Masks, headsets and neither, of one camera; without visits, which everybody sees, it has no figures. */
function coverRow(periods: readonly Period[]): (number | null)[] {
  const [visits, masked, headsets] = (['visits', 'masked', 'headsets'] as const).map((of) =>
    total(periods, of),
  );
  return visits === 0 ? [null, null, null] : [masked!, headsets!, visits! - masked! - headsets!];
}

/** @param rest what cameras do not tell; ids of cameras stand for their names, as below */
function byHour(cameras: readonly CameraPeriods[], rest: readonly HourSlice[]): SeriesPoint[] {
  return localHours(slicesOf(cameras), rest).map(
    ({ startMs, endMs, day, hour, visits, observedShare: share, unobserved, unreported, isSpread }) => ({
      from: new Date(startMs).toISOString(),
      to: new Date(endMs).toISOString(),
      firstDay: day,
      lastDay: day,
      hour,
      visits,
      passersBy: null,
      observedShare: share,
      isFlagged: unobserved.length + unreported.length > 0,
      isSpread,
      unreported,
    }),
  );
}

function byDays(
  cameras: readonly CameraPeriods[],
  by: 'day' | 'week',
  shown: ReturnType<typeof passersByOf>,
  rest: readonly HourSlice[],
): SeriesPoint[] {
  const keyOf = by === 'day' ? (day: string) => day : weekOf;
  const groups = grouped(cameras, keyOf);
  return groups.map((group) => {
    const { startMs, endMs, firstDay, lastDay, visits, seconds } = group.whole;
    const here = rest.filter(({ day }) => keyOf(day) >= keyOf(firstDay) && keyOf(day) <= keyOf(lastDay));
    const unreported = [...new Set(here.map(({ camera }) => camera))].sort();
    const all = here.reduce((sum, slice) => sum + slice.seconds, accounted(seconds));
    return {
      from: new Date(startMs).toISOString(),
      to: new Date(endMs).toISOString(),
      firstDay,
      lastDay,
      hour: null,
      visits,
      passersBy:
        by === 'day'
          ? sumWithin(shown.ofDay, firstDay, lastDay)
          : sumWithin(shown.ofWeek, weekOf(firstDay), weekOf(lastDay)),
      observedShare: all > 0 ? seconds.observed / all : 0,
      isFlagged:
        unreported.length > 0 || group.ofCamera.some((period) => observedShare(period) < ENOUGH_OBSERVED),
      isSpread: false,
      unreported,
    };
  });
}

/** Passers-by of days and weeks, suppressed together: a week's are the sum of its days. What spans days is with its first one. */
function passersByOf(cameras: readonly CameraPeriods[], chosen: readonly string[], k: number) {
  const ofCameras = cameras.map((one) => ({ id: one.camera.id, days: grouped([one], (day) => day) }));
  const observed = ofCameras.flatMap(({ days }) => days).filter(isObserved);
  const weeks = [...new Set(observed.map(({ whole }) => weekOf(whole.firstDay)))].sort();
  const place = ({ whole: { firstDay } }: Group) =>
    [weeks.indexOf(weekOf(firstDay)), weekdayOf(firstDay) - 1] as const;
  const tables = new Map(
    ofCameras.map(({ id, days }) => {
      const figures = weeks.map(() => new Array<number | null>(7).fill(null));
      for (const day of days.filter(isObserved)) {
        const [week, weekday] = place(day);
        figures[week]![weekday] = day.whole.passersBy;
      }
      return [id, figures];
    }),
  );
  const shown = suppressCameras(tables, chosen, k);
  const chosenDays = ofCameras
    .filter(({ id }) => chosen.includes(id))
    .flatMap(({ days }) => days.filter(isObserved));
  return {
    ofDay: new Map(
      chosenDays.map((day) => {
        const [week, weekday] = place(day);
        return [day.whole.firstDay, shown[week]![weekday]!];
      }),
    ),
    ofWeek: new Map(chosenDays.map((day) => [weekOf(day.whole.firstDay), shown[place(day)[0]]![7]!])),
    total: shown.at(-1)?.at(-1) ?? null,
  };
}

function isObserved({ whole }: Group): boolean {
  return whole.seconds.observed > 0;
}

/** Of the days or weeks of a group; null if one of them is suppressed, or none was observed. */
function sumWithin(shown: ReadonlyMap<string, number | null>, first: string, last: string): number | null {
  const some = [...shown].filter(([at]) => at >= first && at <= last).map(([, passersBy]) => passersBy);
  if (some.length === 0 || some.includes(null)) return null;
  return some.reduce<number>((sum, passersBy) => sum + passersBy!, 0);
}
