import type { AudienceQuestion, AudienceSeries, SeriesPoint } from '../../../../ipc/contract/insights.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { Store } from '../../../platform/store/store.ts';
import { observedShare, type Period } from '../buckets/period.ts';
import { suppressCameraRows, suppressCameras } from '../suppression/suppress-cameras.ts';
import { weekdayOf, weekOf } from '../../../platform/time/local-time.ts';
import { grouped, type Group } from './day-groups.ts';
import { slicesOf } from './hour-slices.ts';
import { localHours } from './local-hours.ts';
import { noFiguresOf, type Untold, untoldOf } from './no-figures.ts';
import { type CameraPeriods, ENOUGH_OBSERVED, periodsOfAll, total } from './periods.ts';

/**
 * An audience by hour, day or week. Visits are told of every point, for each is made of periods of at least k; passers-by
 * by day and week, where figures under k are suppressed with those that would give them away in the other view.
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
  const all = periodsOfAll(store, settings, question, nowMs);
  const cameras = all.filter(({ camera }) => question.cameras.includes(camera.id));
  const untold = untoldOf(store, question);
  const noFigures = noFiguresOf(cameras, untold);
  const visits = cameras.reduce((sum, { periods }) => sum + total(periods, 'visits'), 0);
  const rows = new Map(all.map(({ camera, periods }) => [camera.id, coverRow(periods)]));
  const covered = suppressCameraRows(rows, question.cameras, k).counts;
  const shown = passersByOf(all, question.cameras, k);
  const points = (by === 'hour' ? byHour(cameras) : byDays(cameras, by, shown)).filter(
    (point) => point.visits > 0 || !isObservedUntold(point, by, untold),
  );
  return {
    ...{ kind: 'series', by, points, noFigures, k },
    ...{ visits: noFigures ? null : visits, passersBy: noFigures ? null : shown.total },
    ...{ masked: covered[0]!, headsets: covered[1]! },
  };
}

/** Whether a point without a figure was observed by a camera all the same: it is no gap. */
function isObservedUntold(point: SeriesPoint, by: AudienceSeries['by'], untold: readonly Untold[]): boolean {
  const [fromMs, toMs] = [Date.parse(point.from), Date.parse(point.to)];
  return untold.some(({ startMs, endMs, firstDay, lastDay }) =>
    by === 'hour' ? startMs < toMs && endMs > fromMs : firstDay <= point.lastDay && lastDay >= point.firstDay,
  );
}

/** Masks, headsets and neither, of one camera; without visits, which everybody sees, it has no figures. */
function coverRow(periods: readonly Period[]): (number | null)[] {
  const [visits, masked, headsets] = (['visits', 'masked', 'headsets'] as const).map((of) =>
    total(periods, of),
  );
  return visits === 0 ? [null, null, null] : [masked!, headsets!, visits! - masked! - headsets!];
}

function byHour(cameras: readonly CameraPeriods[]): SeriesPoint[] {
  return localHours(slicesOf(cameras)).map(
    ({ startMs, endMs, day, hour, visits, observedShare: share, unobserved, isSpread }) => ({
      from: new Date(startMs).toISOString(),
      to: new Date(endMs).toISOString(),
      ...{ firstDay: day, lastDay: day, hour, visits, passersBy: null },
      ...{ observedShare: share, isFlagged: unobserved.length > 0, isSpread },
    }),
  );
}

function byDays(
  cameras: readonly CameraPeriods[],
  by: 'day' | 'week',
  shown: ReturnType<typeof passersByOf>,
): SeriesPoint[] {
  const groups = grouped(cameras, by === 'day' ? (day) => day : weekOf);
  return groups.map((group) => {
    const { startMs, endMs, firstDay, lastDay, visits } = group.whole;
    return {
      ...{
        from: new Date(startMs).toISOString(),
        to: new Date(endMs).toISOString(),
        firstDay,
        lastDay,
        hour: null,
        visits,
      },
      passersBy:
        by === 'day'
          ? sumWithin(shown.ofDay, firstDay, lastDay)
          : sumWithin(shown.ofWeek, weekOf(firstDay), weekOf(lastDay)),
      observedShare: observedShare(group.whole),
      isFlagged: group.ofCamera.some((period) => observedShare(period) < ENOUGH_OBSERVED),
      isSpread: false,
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
