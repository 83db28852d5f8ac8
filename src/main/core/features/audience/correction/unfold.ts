const MAX_ROUNDS = 3000;
/** Stops when no share changes by more in a round. */
const STILL = 1e-10;

export interface UnfoldOptions {
  /** Shares to begin with, above 0; all equal where none are given. */
  start?: readonly number[];
  /** How many at most. */
  rounds?: number;
}

/**
 * The shares of the true classes that make the counts of read ones most likely: expectation maximization over who was read
 * as what. Never negative, unlike the inverse matrix; equal to it where that is not.
 * Dempster, Laird and Rubin 1977; for counts by label: Richardson 1972.
 * @param counts by read class
 * @param readAs probability [t][r] that class t is read as class r; rows add up to 1
 * @returns shares by true class, which add up to 1; those of the start without counts
 */
export function unfold(
  counts: readonly number[],
  readAs: readonly (readonly number[])[],
  { start = readAs.map(() => 1 / readAs.length), rounds = MAX_ROUNDS }: UnfoldOptions = {},
): number[] {
  const classes = readAs.length;
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [...start];
  const columns = Float64Array.from({ length: classes * counts.length }, (_, at) => {
    const [r, t] = [Math.floor(at / classes), at % classes];
    return readAs[t]![r]!;
  });
  const shares = Float64Array.from(start);
  const gains = new Float64Array(classes);
  for (let round = 0; round < rounds; round++) {
    gains.fill(0);
    for (let r = 0; r < counts.length; r++) {
      if (counts[r] === 0) continue;
      let expected = 0;
      for (let t = 0; t < classes; t++) expected += shares[t]! * columns[r * classes + t]!;
      const factor = counts[r]! / total / expected;
      for (let t = 0; t < classes; t++) gains[t]! += factor * columns[r * classes + t]!;
    }
    let change = 0;
    for (let t = 0; t < classes; t++) {
      const next = shares[t]! * gains[t]!;
      change = Math.max(change, Math.abs(next - shares[t]!));
      shares[t] = next;
    }
    if (change < STILL) break;
  }
  return [...shares];
}
