import type { AudienceQuery, UnreportedDays } from '../../../../ipc/contract/insights.ts';
import { laterDay } from '../../../platform/time/local-time.ts';
import type { Store } from '../../../platform/store/store.ts';
import { openDays } from '../buckets/close-day.ts';
import { hoursOfOpenDay } from '../buckets/open-hours.ts';
import { accounted, type Period } from '../buckets/period.ts';
import { unreportedPeriods } from '../buckets/period-rows.ts';
import { type HourClock, type HourSlice, slicesOf } from './hour-slices.ts';
import type { CameraPeriods } from './periods.ts';

/**
 * What a camera observed in a range of days and does not report, without its counts: fewer than k faces are not reported on
 * their own, and a period that reaches beyond the range belongs to more days.
 */
export interface UnreportedTime extends CameraPeriods {
  /** Hours of today that follow those that are shown: nobody takes a day for whole that is not over. */
  latest: Period[];
}

/**
 * Whether cameras observed is no secret, and nothing else decides here: neither counts nor whether there are any.
 * @param chosen what the chosen cameras tell in the days of the question
 * @returns one for each of them
 */
export function unreportedOf(
  store: Store,
  { from, to }: AudienceQuery,
  chosen: readonly CameraPeriods[],
): UnreportedTime[] {
  return chosen.map(({ camera, site, periods: shown }) => {
    // Late counts wait in a period of no length beside the day that they belong to, which has its own.
    const closed = unreportedPeriods(store, camera.id, from, to).filter(
      ({ startMs, endMs }) => endMs > startMs,
    );
    const hours = openDays(store, camera.id)
      .filter((day) => day >= from && day <= to)
      .flatMap((day) => hoursOfOpenDay(store, camera.id, site, day))
      .filter((hour) => !shown.some(({ startMs, endMs }) => startMs < hour.endMs && endMs > hour.startMs))
      // The day is not over: what will be absent is unknown.
      .map((hour) => ({ ...hour, seconds: { ...hour.seconds, absent: 0 } }));
    const isLatest = ({ firstDay, startMs }: Period) =>
      shown.some(({ lastDay }) => lastDay === firstDay) && shown.every(({ endMs }) => endMs <= startMs);
    const isObserved = ({ seconds }: Period) => seconds.observed > 0;
    return {
      camera,
      site,
      periods: [...closed, ...hours.filter((hour) => !isLatest(hour))].filter(isObserved).map(withoutCounts),
      latest: hours.filter(isLatest).filter(isObserved).map(withoutCounts),
    };
  });
}

/**
 * Names of the cameras that observed nothing in a range of days in which others did, as one that never gave a picture: these have no
 * hours of which a share could be missing.
 */
export function neverObserved(
  chosen: readonly CameraPeriods[],
  unreported: readonly UnreportedTime[],
): string[] {
  const silent = chosen.filter(({ periods }, i) => {
    const { periods: rest, latest } = unreported[i]!;
    return rest.length + latest.length === 0 && periods.every(({ seconds }) => seconds.observed === 0);
  });
  return silent.length < chosen.length ? silent.map(({ camera }) => camera.name) : [];
}

/** Its seconds count as not observed: no figure is of them. */
function withoutCounts(period: Period): Period {
  const seconds = { observed: 0, dark: 0, blocked: 0, absent: accounted(period.seconds) };
  const none = { visits: 0, passersBy: 0, masked: 0, headsets: 0, cells: [], dwells: [] };
  return { ...period, ...none, seconds };
}

/** Hours of the days of a question that cameras do not tell. @param withLatest with the latest ones of today */
export function unreportedSlices(
  unreported: readonly UnreportedTime[],
  { from, to }: AudienceQuery,
  withLatest: boolean,
  clock?: HourClock,
): HourSlice[] {
  const cameras = unreported.map((one) =>
    withLatest ? { ...one, periods: [...one.periods, ...one.latest] } : one,
  );
  return slicesOf(cameras, clock).filter(({ day }) => day >= from && day <= to);
}

/** The days of a question of which cameras tell nothing, or not all; in the order of the cameras and days. */
export function unreportedDays(
  unreported: readonly UnreportedTime[],
  { from, to }: AudienceQuery,
): UnreportedDays[] {
  return unreported.flatMap(({ camera: { name }, periods }) => {
    const spans: UnreportedDays[] = [];
    const clipped = periods.map(({ firstDay, lastDay }) => ({
      firstDay: firstDay < from ? from : firstDay,
      lastDay: lastDay > to ? to : lastDay,
    }));
    for (const { firstDay, lastDay } of clipped.sort((a, b) => (a.firstDay < b.firstDay ? -1 : 1))) {
      const before = spans.at(-1);
      if (!before || firstDay > laterDay(before.lastDay, 1)) spans.push({ camera: name, firstDay, lastDay });
      else if (lastDay > before.lastDay) before.lastDay = lastDay;
    }
    return spans;
  });
}
