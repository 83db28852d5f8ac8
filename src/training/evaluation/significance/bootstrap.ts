import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import { quantile } from '../../../common/math/quantile.ts';

export type Interval = readonly [lo: number, hi: number];

/**
 * A figure of a resample. `counts[i]` is how often picture i was drawn; they add up to the size of the resample.
 * NaN where the resample leaves it undefined: such resamples are left out.
 */
export type Statistic = (counts: Int32Array) => number;

export interface BootstrapOptions {
  seed: number;
  /** Default 1,000. */
  resamples?: number;
  /**
   * One a picture: pictures are drawn anew among those of the same stratum, so that every resample holds
   * as many of each (Davison and Hinkley 1997, Sec. 3.2). Left out, among all.
   */
  strata?: ArrayLike<number> | undefined;
}

/**
 * Bootstrap over pictures (Efron and Tibshirani 1993, Ch. 6). All statistics see the same resamples.
 * @param n number of pictures, at least 1
 * @returns each statistic's values by its name, in ascending order, without those that were undefined
 */
export function bootstrapValues<Name extends string>(
  n: number,
  statistics: Readonly<Record<Name, Statistic>>,
  { seed, resamples = 1000, strata }: BootstrapOptions,
): Record<Name, Float64Array> {
  const names = Object.keys(statistics) as Name[];
  const values = names.map(() => new Float64Array(resamples));
  const draw = resampler(n, seed, strata);
  for (let r = 0; r < resamples; r++) {
    const counts = draw();
    names.forEach((name, s) => (values[s]![r] = statistics[name](counts)));
  }
  return Object.fromEntries(
    names.map((name, s) => [name, values[s]!.filter((value) => !Number.isNaN(value)).sort()]),
  ) as Record<Name, Float64Array>;
}

/**
 * Percentile intervals (Efron and Tibshirani 1993, Ch. 13).
 * @returns the interval of each statistic, by its name
 */
export function bootstrapIntervals<Name extends string>(
  n: number,
  statistics: Readonly<Record<Name, Statistic>>,
  options: BootstrapOptions,
): Record<Name, Interval> {
  const values = Object.entries<Float64Array>(bootstrapValues(n, statistics, options));
  return Object.fromEntries(values.map(([name, sorted]) => [name, percentileInterval(sorted)])) as Record<
    Name,
    Interval
  >;
}

/** The middle 95 %. @param sorted in ascending order */
export function percentileInterval(sorted: Float64Array): Interval {
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
}

/** Each call draws anew into the same counts. */
function resampler(n: number, seed: number, strata: ArrayLike<number> | undefined): () => Int32Array {
  const random = xoroshiro128plus(seed);
  const counts = new Int32Array(n);
  const pictures = [...counts.keys()];
  const groups = strata ? [...Map.groupBy(pictures, (i) => strata[i]!).values()] : [pictures];
  return () => {
    counts.fill(0);
    for (const group of groups) {
      const size = group.length;
      // A 32-bit number scaled to 0 … size-1: for under a million pictures its bias is below 0.03 %.
      for (let drawn = 0; drawn < size; drawn++)
        counts[group[Math.floor(((random.next() >>> 0) / 2 ** 32) * size)]!]!++;
    }
    return counts;
  };
}
