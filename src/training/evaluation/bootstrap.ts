import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

import { DemifaceError } from '../../artifact/error.ts';

export type Interval = readonly [lo: number, hi: number];

/**
 * A figure of a resample. `counts[i]` says how often picture i was drawn; they add up to the size of the resample.
 * NaN where the resample leaves it undefined: such resamples are left out.
 */
export type Statistic = (counts: Int32Array) => number;

export interface BootstrapOptions {
  seed: number;
  /** Default 1,000. */
  resamples?: number;
  /** Default 0.95. */
  level?: number;
  /** Pictures with the same number (copies of one another, or of one person) are drawn together. */
  clusters?: ArrayLike<number>;
}

/**
 * Percentile bootstrap over pictures (Efron and Tibshirani 1993, Ch. 13). All statistics see the same resamples.
 * @param n number of pictures, at least 1
 * @returns the interval of each statistic, by its name
 */
export function bootstrapIntervals<Name extends string>(
  n: number,
  statistics: Readonly<Record<Name, Statistic>>,
  { seed, resamples = 1000, level = 0.95, clusters }: BootstrapOptions,
): Record<Name, Interval> {
  const names = Object.keys(statistics) as Name[];
  const values = names.map(() => new Float64Array(resamples));
  const draw = resampler(n, seed, clusters);
  for (let r = 0; r < resamples; r++) {
    const counts = draw();
    names.forEach((name, s) => (values[s]![r] = statistics[name](counts)));
  }
  const tail = (1 - level) / 2;
  return Object.fromEntries(
    names.map((name, s): [Name, Interval] => {
      const sorted = values[s]!.filter((value) => !Number.isNaN(value)).sort();
      return [name, [quantile(sorted, tail), quantile(sorted, 1 - tail)]];
    }),
  ) as Record<Name, Interval>;
}

/** Each call draws anew into the same counts. */
function resampler(n: number, seed: number, clusters: ArrayLike<number> | undefined): () => Int32Array {
  const random = xoroshiro128plus(seed);
  const members = clusters && clusterMembers(n, clusters);
  const units = members?.length ?? n;
  const counts = new Int32Array(n);
  return () => {
    counts.fill(0);
    for (let drawn = 0; drawn < units; drawn++) {
      // A 32-bit number scaled to 0 … units-1: for under a million pictures its bias is below 0.03 %.
      const unit = Math.floor(((random.next() >>> 0) / 2 ** 32) * units);
      if (members === undefined) counts[unit]!++;
      else for (const picture of members[unit]!) counts[picture]!++;
    }
    return counts;
  };
}

function clusterMembers(n: number, clusters: ArrayLike<number>): number[][] {
  if (clusters.length !== n)
    throw new DemifaceError('mismatch', `${clusters.length} cluster numbers for ${n} pictures`);
  const members = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const list = members.get(clusters[i]!);
    if (list === undefined) members.set(clusters[i]!, [i]);
    else list.push(i);
  }
  return [...members.values()];
}

/** Linear between the neighbours, as NumPy's default; NaN without values. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}
