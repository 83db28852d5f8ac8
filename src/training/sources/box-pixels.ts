import type { Box } from './types.ts';

/** The size of a picture as stored, and whether its EXIF turn swaps width and height. */
export interface StoredSize {
  width: number;
  height: number;
  isSideways: boolean;
}

/** Whole pixels of a picture that a box covers. */
export interface BoxPixels {
  left: number;
  top: number;
  width: number;
  height: number;
  /** A part of the box lies outside the picture. */
  isClipped: boolean;
  /** Pixels of it on each side. */
  beyond: { left: number; top: number; right: number; bottom: number };
}

/** What is left of a smaller part shows no face. */
const MIN_INSIDE = 0.5;

/** @returns in the picture that the box counts in, as stored or turned; undefined where more than half of the box lies outside it */
export function boxPixels(box: Box, size: StoredSize): BoxPixels | undefined {
  const { width, height } = sizeFor(box, size);
  const [x, y, endX, endY] = [box.x, box.y, box.x + box.width, box.y + box.height].map(Math.round) as [
    number,
    number,
    number,
    number,
  ];
  const left = Math.max(0, x);
  const top = Math.max(0, y);
  const right = Math.min(width, endX);
  const bottom = Math.min(height, endY);
  if (right <= left || bottom <= top) return undefined;
  const inside = (right - left) * (bottom - top);
  if (inside < MIN_INSIDE * (endX - x) * (endY - y)) return undefined;
  const isClipped = left > x || top > y || right < endX || bottom < endY;
  const beyond = { left: left - x, top: top - y, right: endX - right, bottom: endY - bottom };
  return { left, top, width: right - left, height: bottom - top, isClipped, beyond };
}

export function sizeFor(
  { isTurned }: Pick<Box, 'isTurned'>,
  { width, height, isSideways }: StoredSize,
): { width: number; height: number } {
  return isTurned && isSideways ? { width: height, height: width } : { width, height };
}
