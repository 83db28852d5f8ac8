import { intersectionOverUnion } from '../../../common/math/boxes.ts';
import type { Box } from '../../../inference/runtime/picture.ts';
import type { Random } from '../../../common/math/random.ts';

/** The face's box is grown by this share to each side; what touches that is no part beside the face. */
const GROWN = 0.15;
/** Least side of a strip and least width of a window, in pixels of the photo. */
const MIN_STRIP = 40;
const MIN_WINDOW = 56;
/** Windows have a camera's shape. */
const SHAPE = 4 / 3;
/** Places that are tried for a window. */
const TRIES = 400;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** All that lies to the left, to the right, above and below of a face, where that is not too narrow. */
export function stripsBeside(face: Box, { width, height }: Size): Box[] {
  const { x, y, width: w, height: h } = grown(face);
  const left = { x: 0, y: 0, width: Math.floor(x), height };
  const above = { x: 0, y: 0, width, height: Math.floor(y) };
  const [fromX, fromY] = [Math.ceil(x + w), Math.ceil(y + h)];
  const right = { x: fromX, y: 0, width: width - fromX, height };
  const below = { x: 0, y: fromY, width, height: height - fromY };
  return [left, right, above, below].filter((strip) => Math.min(strip.width, strip.height) >= MIN_STRIP);
}

/**
 * Up to `most` windows of a camera's shape, of any size and at any place beside a face.
 * @returns whole pixels; fewer windows where the face fills the photo
 */
export function windowsBeside(face: Box, size: Size, random: Random, most: number): Box[] {
  const around = grown(face);
  const largest = Math.min(size.width, size.height * SHAPE);
  const windows: Box[] = [];
  if (largest < MIN_WINDOW) return windows;
  for (let i = 0; i < TRIES && windows.length < most; i++) {
    const width = Math.floor(Math.exp(random.uniform(Math.log(MIN_WINDOW), Math.log(largest))));
    const height = Math.floor(width / SHAPE);
    const x = random.int(size.width - width + 1);
    const y = random.int(size.height - height + 1);
    const window = { x, y, width, height };
    if (intersectionOverUnion(window, around) === 0) windows.push(window);
  }
  return windows;
}

function grown({ x, y, width, height }: Box): Box {
  return {
    x: x - GROWN * width,
    y: y - GROWN * height,
    width: (1 + 2 * GROWN) * width,
    height: (1 + 2 * GROWN) * height,
  };
}
