import { randomFor } from '../../../../../common/random.ts';
import { percentileInterval } from '../../../../../training/evaluation/bootstrap.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { CampaignComparison, Change, CompareQuestion } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import { weekdayOf } from '../../../platform/time/local-time.ts';
import { changeSentence } from './change-sentence.ts';
import { type HourSlice, slicesOf } from './hour-slices.ts';
import { localHours } from './local-hours.ts';
import { periodsOf } from './periods.ts';

const SEED = 1;
const RESAMPLES = 2000;
/** With fewer pairs of days no interval is given. */
const LEAST_PAIRS = 5;

/** Two days of one weekday, over the hours in which both were observed. */
export interface DayPair {
  before: number;
  after: number;
  hours: number;
}

/**
 * Two spans of days: as many faces came in before as after? The nth Monday before is paired with the nth Monday after, and of
 * each pair the same hours of each site's clock, both observed at least 80 % at every camera. Intervals by resampling pairs.
 * @throws DemifaceError as `periodsOf`
 */
export function compareSpans(
  store: Store,
  settings: AudienceSettings,
  { cameras, before, after }: CompareQuestion,
  nowMs: number,
): CampaignComparison {
  const [first, second] = [before, after].map((span) => {
    const slices = slicesOf(periodsOf(store, settings, { cameras, ...span }, nowMs));
    return daysOf(slices.filter(({ isOfDays }) => !isOfDays));
  }) as [DayHours[], DayHours[]];
  const { pairs, hoursLeftOut, daysLeftOut } = paired(first, second);
  const told = changeOf(pairs);
  return {
    kind: 'comparison',
    ...{ pairs: pairs.length, hours: pairs.reduce((sum, { hours }) => sum + hours, 0) },
    ...{ ...told, hoursLeftOut, daysLeftOut },
    sentence: changeSentence({ pairs: pairs.length, ...told }),
  };
}

/** Means a day, and their change with its interval. */
export function changeOf(
  pairs: readonly DayPair[],
): Pick<CampaignComparison, 'before' | 'after' | 'difference' | 'change'> {
  const n = Math.max(1, pairs.length);
  const before = pairs.reduce((sum, pair) => sum + pair.before, 0) / n;
  const after = pairs.reduce((sum, pair) => sum + pair.after, 0) / n;
  if (pairs.length < LEAST_PAIRS) return { before, after, difference: null, change: null };
  const random = randomFor(SEED, 'compare');
  const [differences, ratios] = [new Float64Array(RESAMPLES), new Float64Array(RESAMPLES)];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let [sumBefore, sumAfter] = [0, 0];
    for (let drawn = 0; drawn < pairs.length; drawn++) {
      const pair = pairs[random.int(pairs.length)]!;
      sumBefore += pair.before;
      sumAfter += pair.after;
    }
    differences[resample] = (sumAfter - sumBefore) / pairs.length;
    ratios[resample] = sumAfter / sumBefore - 1;
  }
  return {
    ...{ before, after },
    difference: changeWith(after - before, differences, pairs.length),
    change: before > 0 ? changeWith(after / before - 1, ratios.filter(Number.isFinite), pairs.length) : null,
  };
}

/** Of few days a resample varies too little: n - 1 of n of the variance, which is made good. */
function changeWith(value: number, resampled: Float64Array, n: number): Change {
  const [low, high] = percentileInterval(resampled.sort());
  const stretch = Math.sqrt(n / (n - 1));
  return { value, low: value + (low - value) * stretch, high: value + (high - value) * stretch };
}

interface DayHours {
  day: string;
  /** By hour of the clock. */
  hours: Map<number, ComparedHour>;
}

interface ComparedHour {
  visits: number;
  /** Those that were counting, as one text. */
  cameras: string;
  isObserved: boolean;
}

function daysOf(slices: readonly HourSlice[]): DayHours[] {
  const days = [...Map.groupBy(localHours(slices), ({ day }) => day)];
  return days.map(([day, ofDay]) => {
    const hours = new Map<number, ComparedHour>();
    for (const [hour, some] of Map.groupBy(ofDay, (one) => one.hour))
      hours.set(hour, {
        // An hour that the clocks repeat counts once, by its mean.
        visits: some.reduce((sum, { visits }) => sum + visits, 0) / some.length,
        cameras: some[0]!.cameras.join(' '),
        isObserved: some.every(({ unobserved }) => unobserved.length === 0),
      });
    return { day, hours };
  });
}

function paired(first: readonly DayHours[], second: readonly DayHours[]) {
  const pairs: DayPair[] = [];
  let [hoursLeftOut, daysLeftOut] = [0, 0];
  for (let weekday = 1; weekday <= 7; weekday++) {
    const [before, after] = [first, second].map((days) =>
      days.filter(({ day }) => weekdayOf(day) === weekday),
    );
    daysLeftOut += Math.abs(before!.length - after!.length);
    for (let i = 0; i < Math.min(before!.length, after!.length); i++) {
      const [a, b] = [before![i]!.hours, after![i]!.hours];
      const hours = [...a.keys()].filter((hour) => areComparable(a.get(hour), b.get(hour)));
      hoursLeftOut += new Set([...a.keys(), ...b.keys()]).size - hours.length;
      if (hours.length === 0) daysLeftOut += 2;
      else
        pairs.push({
          before: hours.reduce((sum, hour) => sum + a.get(hour)!.visits, 0),
          after: hours.reduce((sum, hour) => sum + b.get(hour)!.visits, 0),
          hours: hours.length,
        });
    }
  }
  return { pairs, hoursLeftOut, daysLeftOut };
}

/** Both observed, by the same cameras: one whose site was closed in both is none of them. */
function areComparable(a?: ComparedHour, b?: ComparedHour): boolean {
  return a !== undefined && b !== undefined && a.isObserved && b.isObserved && a.cameras === b.cameras;
}
