import { sampleSquare } from '../../detection/sample-square.ts';
import type { Box, Picture } from '../../runtime/picture.ts';

/** Side of the patch around the mouth, in pixels, and as a share of the face's width. */
const PATCH = 48;
const SIDE = 1;
/** Middle of the patch, in heights of the face's box from its top. */
const MIDDLE = 0.68;
/**
 * The mouth within the patch, in shares of its side; the rest moves with the head. Known limit: of a head that is turned or
 * tilted far, the detector's box leaves the mouth outside (three of nine training photos), and its talking is not found. Windows
 * at six places, and cells of the patch, found more of it, and said talking of a fifth of silent seconds.
 */
const MOUTH = { left: 0.24, right: 0.76, top: 0.38, bottom: 0.82 };
/** Patches are compared over this long at least, so that 10 and 30 frames a second measure the same. */
const APART_MS = 80;
/** Over longer, the head has moved on. */
const MAX_APART_MS = 400;
/** Pixels by which the head may have moved between two patches. */
const REACH = 4;
/** Least spread of gray levels, so that a dark patch's noise is no motion. */
const MIN_SPREAD = 8;

/** Measures how much the mouth moves against the rest of the lower face. */
export interface MouthMotion {
  /**
   * @param box of the face
   * @returns mean change of the mouth's gray levels beyond that of the face around it, as a share of their spread; null
   *   where the patch before is too recent or too old to compare with, or the head has moved too far
   */
  add(picture: Picture, box: Box, atMs: number): number | null;
}

interface Patch {
  gray: Float32Array;
  square: Box;
  atMs: number;
}

export function createMouthMotion(): MouthMotion {
  let before: Patch | null = null;
  return {
    add(picture, box, atMs) {
      if (before && atMs - before.atMs < APART_MS) return null;
      const { x, y, width, height } = box;
      const side = SIDE * width;
      const square = {
        x: x + (width - side) / 2,
        y: y + MIDDLE * height - side / 2,
        width: side,
        height: side,
      };
      const old = before;
      before = { gray: grayPatch(picture, square), square, atMs };
      if (!old || atMs - old.atMs > MAX_APART_MS) return null;
      // At the same place as the patch before, so that jitter of the boxes is no motion.
      return motionBetween(old.gray, grayPatch(picture, old.square));
    },
  };
}

function grayPatch(picture: Picture, square: Box): Float32Array {
  const pixels = sampleSquare(picture, square, PATCH, { scale: 1, shift: 0, beyond: 0 });
  return Float32Array.from(
    { length: PATCH * PATCH },
    (_, i) => 0.299 * pixels[3 * i]! + 0.587 * pixels[3 * i + 1]! + 0.114 * pixels[3 * i + 2]!,
  );
}

/** Aligns the two patches by the face around the mouth, then compares the mouth with what is around it; as `add`. */
function motionBetween(a: Float32Array, b: Float32Array): number | null {
  const around = (dx: number, dy: number) => meanDifference(a, b, dx, dy, false);
  let best = { dx: 0, dy: 0, cost: Infinity };
  for (let dy = 1 - REACH; dy < REACH; dy++)
    for (let dx = 1 - REACH; dx < REACH; dx++) {
      const cost = around(dx, dy);
      if (cost < best.cost) best = { dx, dy, cost };
    }
  const { dx, dy, cost } = best;
  // On the border of the search the best fit lies beyond it: what is left is the head's own motion.
  if (Math.max(Math.abs(dx), Math.abs(dy)) === REACH - 1) return null;
  const x = dx + vertex(around(dx - 1, dy), cost, around(dx + 1, dy));
  const y = dy + vertex(around(dx, dy - 1), cost, around(dx, dy + 1));
  const moved = meanDifference(a, b, x, y, true) - around(x, y);
  return Math.max(0, moved) / Math.max(MIN_SPREAD, spreadOf(a));
}

/** Where the parabola through three costs at −1, 0 and 1 is least; the middle one is the least of them. */
function vertex(before: number, middle: number, after: number): number {
  const curve = before - 2 * middle + after;
  return curve > 0 ? (before - after) / (2 * curve) : 0;
}

/** Of the mouth or of what is around it; `b` is read bilinearly at the shifted places. */
function meanDifference(a: Float32Array, b: Float32Array, dx: number, dy: number, ofMouth: boolean): number {
  const [left, top] = [Math.floor(dx), Math.floor(dy)];
  const [u, v] = [dx - left, dy - top];
  let [sum, n] = [0, 0];
  for (let y = REACH; y < PATCH - REACH - 1; y++)
    for (let x = REACH; x < PATCH - REACH - 1; x++) {
      if (isMouth(x, y) !== ofMouth) continue;
      const at = (y + top) * PATCH + x + left;
      const above = (1 - u) * b[at]! + u * b[at + 1]!;
      const below = (1 - u) * b[at + PATCH]! + u * b[at + PATCH + 1]!;
      sum += Math.abs(a[y * PATCH + x]! - (1 - v) * above - v * below);
      n++;
    }
  return sum / n;
}

function isMouth(x: number, y: number): boolean {
  const [across, down] = [x / PATCH, y / PATCH];
  return across >= MOUTH.left && across < MOUTH.right && down >= MOUTH.top && down < MOUTH.bottom;
}

function spreadOf(values: Float32Array): number {
  const mean = values.reduce((x, y) => x + y) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
