/** A mean of numbers over time, in which the old ones fade. */
export interface ExponentialMean {
  /** @param atMs later than before */
  add(values: ArrayLike<number>, atMs: number): void;
  /** Empty before the first. */
  readonly values: readonly number[];
  /** How many were added. */
  readonly n: number;
}

/** @param halfLifeMs after this time a number weighs half as much; Infinity: all weigh the same */
export function createExponentialMean(halfLifeMs: number): ExponentialMean {
  let sums: number[] = [];
  let weight = 0;
  let lastMs = 0;
  let n = 0;
  return {
    add(values, atMs) {
      const fade = n === 0 ? 0 : 0.5 ** (Math.max(0, atMs - lastMs) / halfLifeMs);
      sums = Array.from(values, (value, k) => (sums[k] ?? 0) * fade + value);
      weight = weight * fade + 1;
      lastMs = atMs;
      n++;
    },
    get values() {
      return sums.map((sum) => sum / weight);
    },
    get n() {
      return n;
    },
  };
}
