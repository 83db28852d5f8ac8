import type { Picture } from '../../runtime/picture.ts';

/** A tiny gray picture of a frame, and how sharp the frame is. */
export interface SceneStatistics {
  /** COLUMNS × ROWS, 0 to 255. */
  readonly gray: Float32Array;
  /** Mean of gray. */
  readonly mean: number;
  /** Standard deviation of gray. */
  readonly spread: number;
  /** Mean difference of pixels that lie next to each other, in levels: small where the view is blurred. */
  readonly sharpness: number;
}

export const COLUMNS = 32;
export const ROWS = 24;
/** Pixels of a cell that are looked at, a side. */
const SAMPLES = 3;

export function sceneStatistics({ data, width, height }: Picture): SceneStatistics {
  const gray = new Float32Array(COLUMNS * ROWS);
  let differences = 0;
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++) {
      let sum = 0;
      for (let j = 0; j < SAMPLES; j++)
        for (let i = 0; i < SAMPLES; i++) {
          const x = Math.floor(((column + (i + 0.5) / SAMPLES) / COLUMNS) * width);
          const y = Math.floor(((row + (j + 0.5) / SAMPLES) / ROWS) * height);
          const at = (y * width + x) * 3;
          const light = lightness(data, at);
          sum += light;
          differences += Math.abs(light - lightness(data, x + 1 < width ? at + 3 : at));
        }
      gray[row * COLUMNS + column] = sum / SAMPLES ** 2;
    }
  const mean = gray.reduce((a, b) => a + b) / gray.length;
  const variance = gray.reduce((total, value) => total + (value - mean) ** 2, 0) / gray.length;
  const sharpness = differences / (gray.length * SAMPLES ** 2);
  return { gray, mean, spread: Math.sqrt(variance), sharpness };
}

function lightness(data: Uint8Array, at: number): number {
  return 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
}
