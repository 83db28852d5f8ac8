import type { Box, Picture } from '../../runtime/picture.ts';

/**
 * What somebody looks like for as long as they are followed: mean colors of parts of the face and of what is worn
 * below it, 0 to 1; NaN where the part lies beyond the picture. Kept in memory alone.
 */
export type AppearanceDescriptor = Float32Array;

/** In widths and heights of the face's box, from its top left. */
const FACE = { left: 0.05, top: 0, right: 0.95, bottom: 1, columns: 3, rows: 4 };
const CLOTHES = { left: -0.4, top: 1.25, right: 1.4, bottom: 2.4, columns: 3, rows: 2 };
/** Pixels that are looked at of a part, a side. */
const SAMPLES = 4;
/** Descriptors with fewer numbers in common are not comparable. */
const MIN_SHARED = 12;
/** How much brighter or darker a camera may begin that was opened again. */
const MAX_GAIN = 1.6;

export function appearanceOf(picture: Picture, box: Box): AppearanceDescriptor {
  const cells = [FACE, CLOTHES].flatMap(({ left, top, right, bottom, columns, rows }) => {
    const [width, height] = [(right - left) / columns, (bottom - top) / rows];
    return Array.from({ length: columns * rows }, (_, k): Box => {
      const [x, y] = [left + (k % columns) * width, top + Math.floor(k / columns) * height];
      return {
        x: box.x + x * box.width,
        y: box.y + y * box.height,
        width: width * box.width,
        height: height * box.height,
      };
    });
  });
  const look = new Float32Array(cells.length * 3);
  cells.forEach((cell, k) => look.set(meanColor(picture, cell), 3 * k));
  return look;
}

/** @returns mean difference of the numbers that both have, 0 to 1; null where they have too few in common */
export function appearanceDistance(a: AppearanceDescriptor, b: AppearanceDescriptor): number | null {
  let sum = 0;
  let shared = 0;
  for (let k = 0; k < a.length; k++) {
    const difference = Math.abs(a[k]! - b[k]!);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    shared++;
  }
  return shared < MIN_SHARED ? null : sum / shared;
}

/** A look as bright, on the whole, as another one: a camera that was opened again finds its exposure anew. */
export function matchExposure(look: AppearanceDescriptor, other: AppearanceDescriptor): AppearanceDescriptor {
  let [sum, sumOfOther] = [0, 0];
  look.forEach((value, k) => {
    if (Number.isNaN(value) || Number.isNaN(other[k]!)) return;
    sum += value;
    sumOfOther += other[k]!;
  });
  if (sum === 0) return look;
  const gain = Math.min(MAX_GAIN, Math.max(1 / MAX_GAIN, sumOfOther / sum));
  return look.map((value) => gain * value);
}

/** Moves a look towards another by a share of the way. */
export function blendAppearances(
  old: AppearanceDescriptor,
  fresh: AppearanceDescriptor,
  share: number,
): AppearanceDescriptor {
  return old.map((value, k) => {
    const other = fresh[k]!;
    if (Number.isNaN(other)) return value;
    return Number.isNaN(value) ? other : value + share * (other - value);
  });
}

function meanColor({ data, width, height }: Picture, cell: Box): [number, number, number] {
  let [red, green, blue] = [0, 0, 0];
  for (let j = 0; j < SAMPLES; j++)
    for (let i = 0; i < SAMPLES; i++) {
      const x = Math.floor(cell.x + ((i + 0.5) / SAMPLES) * cell.width);
      const y = Math.floor(cell.y + ((j + 0.5) / SAMPLES) * cell.height);
      if (x < 0 || y < 0 || x >= width || y >= height) return [NaN, NaN, NaN];
      const at = (y * width + x) * 3;
      red += data[at]!;
      green += data[at + 1]!;
      blue += data[at + 2]!;
    }
  const all = SAMPLES * SAMPLES * 255;
  return [red / all, green / all, blue / all];
}
