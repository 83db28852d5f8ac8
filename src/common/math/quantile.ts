/**
 * Linear between the neighbors, as NumPy's default (Hyndman and Fan 1996, type 7).
 * @param sorted in ascending order
 * @param share 0 to 1
 * @returns NaN without values
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** @param values in any order @returns NaN without values */
export function median(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
