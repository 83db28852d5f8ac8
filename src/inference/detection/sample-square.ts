import type { Box, Picture } from '../runtime/picture.ts';
import type { Taps } from './taps.ts';
import { tapsAlong } from './taps.ts';

/**
 * Scales a square of a picture to size × size, each pixel the mean of what it covers (bilinear where it enlarges).
 * What lies beyond the picture's border becomes `beyond`.
 * @param square width and height are its side
 * @returns [size, size, 3], each value x · scale + shift with x from 0 to 255
 */
export function sampleSquare(
  picture: Picture,
  square: Box,
  size: number,
  { scale, shift, beyond }: { scale: number; shift: number; beyond: number },
): Float32Array<ArrayBuffer> {
  const across = tapsAlong(square.x, square.width, size, picture.width);
  const down = tapsAlong(square.y, square.height, size, picture.height);
  const out = new Float32Array(size * size * 3).fill(beyond * scale + shift);
  const row = new Float64Array(across.pixels * 3);
  for (let j = 0; j < size; j++) {
    if (down.counts[j] === 0) continue;
    meanRow(picture, down, j, across, row);
    const covered = down.inside[j]!;
    for (let i = 0; i < size; i++) {
      const first = across.firsts[i]!;
      const count = across.counts[i]!;
      const weights = i * across.most;
      let red = 0;
      let green = 0;
      let blue = 0;
      for (let k = 0; k < count; k++) {
        const weight = across.weights[weights + k]!;
        const at = (first + k) * 3;
        red += weight * row[at]!;
        green += weight * row[at + 1]!;
        blue += weight * row[at + 2]!;
      }
      const rest = (1 - across.inside[i]! * covered) * beyond;
      const at = (j * size + i) * 3;
      out[at] = (red + rest) * scale + shift;
      out[at + 1] = (green + rest) * scale + shift;
      out[at + 2] = (blue + rest) * scale + shift;
    }
  }
  return out;
}

/** The weighted mean of the picture's rows under output row `j`, of the columns that are looked at. */
function meanRow({ data, width }: Picture, down: Taps, j: number, across: Taps, row: Float64Array): void {
  const step = across.stride * 3;
  row.fill(0);
  for (let k = 0; k < down.counts[j]!; k++) {
    const y = down.start + (down.firsts[j]! + k) * down.stride;
    const weight = down.weights[j * down.most + k]!;
    let from = (y * width + across.start) * 3;
    for (let p = 0; p < row.length; p += 3) {
      row[p]! += weight * data[from]!;
      row[p + 1]! += weight * data[from + 1]!;
      row[p + 2]! += weight * data[from + 2]!;
      from += step;
    }
  }
}
