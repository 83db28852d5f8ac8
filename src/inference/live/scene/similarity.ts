import { COLUMNS, ROWS } from './scene-statistics.ts';

/** Cells of a block, a side. */
const BLOCK = 8;
/** A block whose gray spreads less than this many levels is no evidence of a view. */
const PLAIN = 3;
/** With fewer blocks that say something the whole picture is compared. */
const MIN_BLOCKS = 3;

/**
 * How like two tiny gray pictures are, −1 to 1: the median of their blocks' correlations. Light that grows or fades leaves
 * it as it is, and so does somebody who stands before less than half of the view.
 */
export function similarity(a: Float32Array, b: Float32Array): number {
  const found: number[] = [];
  for (let top = 0; top < ROWS; top += BLOCK)
    for (let left = 0; left < COLUMNS; left += BLOCK) {
      const of = (gray: Float32Array) =>
        Array.from({ length: BLOCK * BLOCK }, (_, k) => {
          return gray[(top + Math.floor(k / BLOCK)) * COLUMNS + left + (k % BLOCK)]!;
        });
      const [inA, inB] = [of(a), of(b)];
      if (Math.max(spreadOf(inA), spreadOf(inB)) >= PLAIN) found.push(correlation(inA, inB));
    }
  if (found.length < MIN_BLOCKS) return correlation(a, b);
  return found.sort((x, y) => x - y)[found.length >> 1]!;
}

function spreadOf(values: readonly number[]): number {
  const mean = values.reduce((x, y) => x + y) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** 1 where both are flat, 0 where one is. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [meanA, meanB] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    meanA += a[i]! / a.length;
    meanB += b[i]! / a.length;
  }
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i]! - meanA, b[i]! - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa * bb > 0 ? ab / Math.sqrt(aa * bb) : Number(aa === bb);
}
