import { quantile } from '../../../common/math/quantile.ts';
import { sampleSquare } from '../../detection/sample-square.ts';
import type { Box, Picture } from '../../runtime/picture.ts';
import type { AlignedPatch } from './patch-alignment.ts';
import { alignPatch, PATCH, slopes } from './patch-alignment.ts';

/**
 * Side of the patch, and how far its middle lies below that of the face's box, in widths of the box. On training photos of headsets
 * the box is 0.4 to 1.1 times as wide as the head, and the mouth lies up to 0.4 widths beside its middle and 0.5 to 0.85 below
 * its top: no one window holds it.
 */
const SQUARE = { side: 1.6, below: 0.2 };
/** Three patches, each so long after the one before that 10 and 30 frames a second measure the same. */
const APART_MS = 79;
/** Over longer, the head has moved on. */
const MAX_SPAN_MS = 500;
/** Side of the cells in which motion is measured, in pixels. */
const CELL = 4;
const CELLS = PATCH / CELL;
/** Corners of four cells at which the mouth may be: its reach beside and above and below the patch's middle, in cells. */
const MOUTH = { beside: 3, above: 1, below: 3 };
/** Slopes below this are noise, in gray levels a pixel, and as a share of the patch's standard deviation. */
const NOISE = { gray: 5, spread: 0.15 };
/**
 * The ellipse of the patch that is the face, in shares of its side: its middle from the top, its half axes. What is beside it may
 * be a wall, which stays where it is while the head moves.
 */
const FACE = { middle: 0.44, across: 0.375, down: 0.47 };
const IS_FACE = Uint8Array.from({ length: PATCH ** 2 }, (_, i) => {
  const across = ((i % PATCH) + 0.5) / PATCH - 0.5;
  const down = (Math.floor(i / PATCH) + 0.5) / PATCH - FACE.middle;
  return (across / FACE.across) ** 2 + (down / FACE.down) ** 2 <= 1 ? 1 : 0;
});

/** What the rest of the face moves: this share of the cells move less; and so many pixels are nothing. */
const REST = { share: 0.8, pixels: 0.05 };

/** How much each place moves at which the mouth may be. */
export interface MouthMotions {
  readonly atMs: number;
  /** Against the rest of the face: 1 as it does. One for each place. */
  readonly ratios: readonly number[];
}

/** Measures how much places in the lower face move to and fro against the rest of it. */
export interface MouthMotion {
  /**
   * @param picture kept until two more were measured; not to be changed
   * @param box of the face
   * @returns motion at the patch before this one; null where patches are too near or too far apart, or fit nowhere
   */
  add(picture: Picture, box: Box, atMs: number): MouthMotions | null;
}

interface Sight {
  readonly picture: Picture;
  readonly box: Box;
  readonly atMs: number;
}

/**
 * Takes the patch in the middle of three, less the mean of the other two, moved onto it: speech opens and closes the mouth three
 * to six times a second, which this passes, and smiles, yawns and heads that go one way for longer cancel out (at 133 ms apart:
 * 2.0 of the amplitude at 4 Hz, 0.09 at 0.5 Hz). Over the slope of the gray levels it is motion in pixels, whatever the contrast.
 */
export function createMouthMotion(): MouthMotion {
  let sights: Sight[] = [];
  return {
    add(picture, box, atMs) {
      const last = sights.at(-1);
      if (last && atMs - last.atMs < APART_MS) return null;
      sights = [...sights.slice(-2), { picture, box, atMs }];
      const [before, middle, after] = sights;
      if (!after || atMs - before!.atMs > MAX_SPAN_MS) return null;
      // All of the same square: boxes jitter, and patches of two scales differ by their sampling alone.
      const gray = grayPatch(middle!.picture, middle!.box);
      const others = [before!, after].map((other) =>
        alignPatch(gray, grayPatch(other.picture, middle!.box), IS_FACE),
      );
      const ratios = ratiosOf(motionOf(gray, others));
      return ratios && { atMs: middle!.atMs, ratios };
    },
  };
}

function grayPatch(picture: Picture, { x, y, width, height }: Box): Float32Array {
  const side = SQUARE.side * width;
  const middle = { x: x + width / 2, y: y + height / 2 + SQUARE.below * width };
  const square = { x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side };
  const pixels = sampleSquare(picture, square, PATCH, { scale: 1, shift: 0, beyond: 0 });
  return Float32Array.from(
    { length: PATCH * PATCH },
    (_, i) => 0.299 * pixels[3 * i]! + 0.587 * pixels[3 * i + 1]! + 0.114 * pixels[3 * i + 2]!,
  );
}

/** Of each cell, in pixels; NaN where an aligned patch does not reach. */
function motionOf(gray: Float32Array, others: readonly AlignedPatch[]): Float64Array {
  const { across, down } = slopes(gray);
  const [off, slope, inside] = Array.from({ length: 3 }, () => new Float64Array(CELLS ** 2)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  gray.forEach((value, i) => {
    const cell = Math.floor(i / PATCH / CELL) * CELLS + Math.floor((i % PATCH) / CELL);
    slope[cell]! += (across[i]! ** 2 + down[i]! ** 2) / CELL ** 2;
    if (IS_FACE[i] === 0 || others.some((other) => other.inside[i] === 0)) return;
    const mean = (others[0]!.gray[i]! + others[1]!.gray[i]!) / 2;
    off[cell]! += (value - mean) ** 2 / CELL ** 2;
    inside[cell]! += 1 / CELL ** 2;
  });
  const noise = NOISE.gray ** 2 + (NOISE.spread * spreadOf(gray)) ** 2;
  return off.map((each, cell) => (inside[cell]! > 0.9 ? Math.sqrt(each / (slope[cell]! + noise)) : NaN));
}

/** At each place, four cells against the rest of the face; null where no cell was measured. */
function ratiosOf(motion: Float64Array): number[] | null {
  const sorted = motion.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return null;
  const rest = quantile(sorted, REST.share) + REST.pixels;
  const usual = quantile(sorted, 0.5);
  const at = (x: number, y: number) => {
    const value = motion[y * CELLS + x]!;
    return Number.isNaN(value) ? usual : value;
  };
  const middle = CELLS / 2;
  const ratios: number[] = [];
  for (let y = middle - MOUTH.above; y <= middle + MOUTH.below; y++)
    for (let x = middle - MOUTH.beside; x <= middle + MOUTH.beside; x++)
      ratios.push((at(x - 1, y - 1) + at(x, y - 1) + at(x - 1, y) + at(x, y)) / 4 / rest);
  return ratios;
}

function spreadOf(values: Float32Array): number {
  const mean = values.reduce((x, y) => x + y) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}
