export interface PlacedRow<T> {
  row: T;
  index: number;
  top: number;
  height: number;
}

/** Where each row begins, one more for the end. */
export function rowTops(heights: readonly number[]): number[] {
  const tops = [0];
  for (const height of heights) tops.push(tops.at(-1)! + height);
  return tops;
}

/** The rows in sight and a few around them. */
export function visibleRows<T>(
  rows: readonly T[],
  tops: readonly number[],
  scrollTop: number,
  viewHeight: number,
  around = 240,
): PlacedRow<T>[] {
  const first = Math.max(0, firstAfter(tops, scrollTop - around) - 1);
  const placed: PlacedRow<T>[] = [];
  for (let i = first; i < rows.length && tops[i]! < scrollTop + viewHeight + around; i++)
    placed.push({ row: rows[i]!, index: i, top: tops[i]!, height: tops[i + 1]! - tops[i]! });
  return placed;
}

/** The first index whose top is beyond `at`, by halving. */
function firstAfter(tops: readonly number[], at: number): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tops[middle]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
