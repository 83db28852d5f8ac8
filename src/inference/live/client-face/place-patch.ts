import { sampleSquare } from '../../detection/sample-square.ts';
import type { Box, Picture } from '../../runtime/picture.ts';

/** Side of the patch in cells and in widths of the face: the head with its headset and little around it. */
const CELLS = 24;
const SIDE = 1.5;
/** Cells by which the head may have moved since it was seen: half a width. */
const REACH = 8;

/** A small picture of a face with what is around it. Kept in memory alone. */
export type PlacePatch = Float32Array;

export function placePatch(picture: Picture, box: Box): PlacePatch {
  return cellsOf(picture, box, 0);
}

/** Where a patch fits best. */
export interface PlaceMatch {
  /**
   * The contrast and structure term of SSIM (Wang et al. 2004) over all of the patch, twice the covariance by the sum of the
   * variances: −1 to 1; 1 is the same up to brightness.
   */
  readonly likeness: number;
  /** The place, moved to where it fits. */
  readonly box: Box;
}

/** Searches what a patch shows near a place. */
export function matchPatch(picture: Picture, place: Box, patch: PlacePatch): PlaceMatch {
  const around = cellsOf(picture, place, REACH);
  let best = { likeness: -Infinity, left: 0, top: 0 };
  for (let top = 0; top <= 2 * REACH; top++)
    for (let left = 0; left <= 2 * REACH; left++) {
      const likeness = similarity(patch, around, left, top);
      if (likeness > best.likeness) best = { likeness, left, top };
    }
  const cell = (SIDE * place.width) / CELLS;
  const { likeness, left, top } = best;
  const box = { ...place, x: place.x + (left - REACH) * cell, y: place.y + (top - REACH) * cell };
  return { likeness, box };
}

function cellsOf(picture: Picture, { x, y, width, height }: Box, margin: number): Float32Array {
  const side = (SIDE * width * (CELLS + 2 * margin)) / CELLS;
  const square = { x: x + (width - side) / 2, y: y + (height - side) / 2, width: side, height: side };
  return sampleSquare(picture, square, CELLS + 2 * margin, { scale: 1, shift: 0, beyond: 0 });
}

/** Of a patch with the part of a wider one whose corner is at `left` and `top`. */
function similarity(patch: Float32Array, wide: Float32Array, left: number, top: number): number {
  const row = 3 * (CELLS + 2 * REACH);
  let [both, each] = [0, 0];
  for (let color = 0; color < 3; color++) {
    let [a, b, squares, products] = [0, 0, 0, 0];
    for (let y = 0; y < CELLS; y++)
      for (let x = 0; x < CELLS; x++) {
        const p = patch[3 * (CELLS * y + x) + color]!;
        const q = wide[(top + y) * row + 3 * (left + x) + color]!;
        a += p;
        b += q;
        squares += p * p + q * q;
        products += p * q;
      }
    both += products - (a * b) / CELLS ** 2;
    each += squares - (a * a + b * b) / CELLS ** 2;
  }
  return each === 0 ? 1 : (2 * both) / each;
}
