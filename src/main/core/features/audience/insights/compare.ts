import { randomFor } from '../../../../../common/math/random.ts';
import { percentileInterval } from '../../../../../training/evaluation/significance/bootstrap.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { CampaignComparison, Change, ComparisonQuery } from '../../../../ipc/contract/insights.ts';
import type { Store } from '../../../platform/store/store.ts';
import { daysOf, type DayPair, paired } from './day-pairs.ts';
import { hasManyFew, type SpanDays, spanDays } from './few-days.ts';
import { type LocalHour, localHours, missing } from './local-hours.ts';

const SEED = 1;
const RESAMPLES = 2000;
/** With fewer pairs of days no interval is given. */
const MIN_PAIRS = 5;

/**
 * Two spans of days: as many faces came in before as after? The nth Monday before is paired with the nth Monday after, and of
 * each pair the same hours of each site's clock, both observed at least 80 % at every camera. Merged hours are compared as a
 * whole or not at all. Intervals by resampling pairs.
 * Days of fewer than k visits are joined with others and cannot be paired. Without them only the busier days would be
 * compared, so where they are many only the means of the spans are given.
 * @throws DemifaceError as `periodsOf`
 */
export function compareSpans(
  store: Store,
  settings: AudienceSettings,
  { cameras, before, after }: ComparisonQuery,
  nowMs: number,
): CampaignComparison {
  const spans = [before, after].map((span) => spanDays(store, settings, { cameras, ...span }, nowMs));
  const [first, second] = spans as [SpanDays, SpanDays];
  const neverObserved = neverObservedIn(first, second);
  const daysOfFew = first.few.size + second.few.size;
  if (spans.some(hasManyFew) && spans.every(({ days }) => days.size > 0)) {
    const means = { before: first.mean(), after: second.mean() };
    return {
      kind: 'comparison',
      pairs: 0,
      hours: 0,
      ...means,
      difference: null,
      change: null,
      hoursLeftOut: 0,
      hoursMerged: 0,
      daysLeftOut: 0,
      daysOfFew,
      unobserved: [],
      neverObserved,
      problem: {
        days: daysOfFew,
        of: first.days.size + second.days.size,
        k: settings.k,
        cameras: [...new Set([...first.fewAt, ...second.fewAt])],
      },
    };
  }
  const [a, b] = [first, second].map(({ slices, few }) =>
    localHours(slices.filter(({ day }) => !few.has(day))),
  );
  const { pairs, shareHours, ...leftOut } = paired(daysOf(a!), daysOf(b!));
  const shown = { pairs: pairs.length, ...changeOf(pairs) };
  const isLeftOut = shareHours && (leftOut.hoursLeftOut > 0 || pairs.length === 0);
  return {
    kind: 'comparison',
    ...shown,
    ...leftOut,
    daysOfFew,
    unobserved: isLeftOut ? unobservedIn(a!, b!) : [],
    neverObserved,
    hours: pairs.reduce((sum, { hours }) => sum + hours, 0),
    problem:
      pairs.length > 0 ? null : leftOut.hoursMerged > 0 ? 'merged' : shareHours ? 'unobserved' : 'no-counts',
  };
}

/** Cameras that observed nothing in either span, as far as others did. */
function neverObservedIn(first: SpanDays, second: SpanDays): string[] {
  const silent = first.cameras.filter((one, i) => !one.hasObserved && !second.cameras[i]!.hasObserved);
  return silent.length < first.cameras.length ? silent.map(({ name }) => name) : [];
}

/** Cameras for which hours are left out: not observed where others were, or not counting yet in one of the spans. */
function unobservedIn(before: readonly LocalHour[], after: readonly LocalHour[]): string[] {
  const [first, second] = [before, after].map((hours) => new Set(hours.flatMap(({ cameras }) => cameras)));
  const all = [...first!, ...second!];
  const inBoth = all.filter((id) => first!.has(id) && second!.has(id));
  const inOne = inBoth.length > 0 ? all.filter((id) => !inBoth.includes(id)) : [];
  return [...new Set([...missing([...before, ...after]), ...inOne])].sort();
}

/** Means a day, and their change with its interval. */
export function changeOf(
  pairs: readonly DayPair[],
): Pick<CampaignComparison, 'before' | 'after' | 'difference' | 'change'> {
  const n = pairs.length;
  if (n === 0) return { before: null, after: null, difference: null, change: null };
  const before = pairs.reduce((sum, pair) => sum + pair.before, 0) / n;
  const after = pairs.reduce((sum, pair) => sum + pair.after, 0) / n;
  if (n < MIN_PAIRS) return { before, after, difference: null, change: null };
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
    before,
    after,
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
