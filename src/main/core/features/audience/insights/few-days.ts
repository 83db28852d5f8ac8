import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { AudienceQuery } from '../../../../ipc/contract/insights.ts';
import { observedShare } from '../buckets/period.ts';
import { unreportedPeriods } from '../buckets/period-rows.ts';
import type { Store } from '../../../platform/store/store.ts';
import { localTime } from '../../../platform/time/local-time.ts';
import { grouped } from './day-groups.ts';
import { type HourClock, hourClock, type HourSlice, slicesOf } from './hour-slices.ts';
import { type CameraPeriods, ENOUGH_OBSERVED, periodsOf } from './periods.ts';

/** With a larger share of them, days of fewer than k visits are too many to be left out of a comparison. */
const MAX_FEW = 0.1;

/** A span of days, to be compared. */
export interface SpanDays {
  slices: HourSlice[];
  /** In the order of the question. */
  cameras: readonly { name: string; hasObserved: boolean }[];
  /** Days on which one of the cameras was counting. */
  days: ReadonlySet<string>;
  /** Those that were joined with others at one of them, for one of these had fewer than k visits. */
  few: ReadonlySet<string>;
  /** Names of the cameras that this is due to. */
  fewAt: string[];
  /** Visits a day over all days that were observed enough, joined ones too; null where a camera has none. */
  mean: () => number | null;
}

/** @throws DemifaceError as `periodsOf` */
export function spanDays(
  store: Store,
  settings: AudienceSettings,
  question: AudienceQuery,
  nowMs: number,
): SpanDays {
  const byCamera = periodsOf(store, settings, question, nowMs);
  const clock = hourClock();
  const cameras = byCamera.map((one) => {
    // Late counts wait in a period of no length beside the day that they belong to, which has its own.
    const unreported = unreportedPeriods(store, one.camera.id, question.from, question.to).filter(
      ({ startMs, endMs }) => endMs > startMs,
    );
    const slices = slicesOf([one], clock);
    const rest = slicesOf([{ ...one, periods: unreported }], clock).filter(
      ({ day }) => day >= question.from && day <= question.to,
    );
    const days = new Set([...slices, ...rest].map(({ day }) => day));
    const few = new Set([...slices.filter(({ isOfDays }) => isOfDays), ...rest].map(({ day }) => day));
    const hasObserved = [...one.periods, ...unreported].some(({ seconds }) => seconds.observed > 0);
    return { name: one.camera.name, hasObserved, slices, days, few };
  });
  const some = cameras.filter(({ few }) => few.size > 0);
  const many = some.filter(hasManyFew);
  return {
    cameras,
    slices: cameras.flatMap(({ slices }) => slices),
    days: new Set(cameras.flatMap(({ days }) => [...days])),
    few: new Set(cameras.flatMap(({ few }) => [...few])),
    fewAt: (many.length > 0 ? many : some).map(({ name }) => name),
    mean: () =>
      byCamera
        .map((one) => meanOf(one, nowMs, clock))
        .reduce<number | null>((sum, mean) => (sum === null || mean === null ? null : sum + mean), 0),
  };
}

export function hasManyFew({ days, few }: Pick<SpanDays, 'days' | 'few'>): boolean {
  return few.size > MAX_FEW * days.size;
}

/** Over what the days tell alone: it follows from them. Today is not over. */
function meanOf(camera: CameraPeriods, nowMs: number, clock: HourClock): number | null {
  const today = localTime(nowMs, camera.site.timeZone).day;
  const groups = grouped([camera], (day) => day).filter(
    ({ whole }) => whole.lastDay < today && observedShare(whole) >= ENOUGH_OBSERVED,
  );
  if (groups.length === 0) return null;
  const visits = groups.reduce((sum, { whole }) => sum + whole.visits, 0);
  const periods = groups.map(({ whole }) => whole);
  return visits / new Set(slicesOf([{ ...camera, periods }], clock).map(({ day }) => day)).size;
}
