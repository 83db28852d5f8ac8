import type { PublishedArray } from './published-file.ts';

export interface MeanColor {
  /** Red, green, blue. */
  mean: [number, number, number];
  /** By how much the mean picture differs from it, of 255; nothing where the file holds one color only. */
  largest: number;
  rootMeanSquare: number;
}

/**
 * The mean color of a mean picture.
 * Deviation: published nets of MatConvNet subtract a mean picture, a value for each pixel; ours subtract a color.
 * @param picture [h, w, 3] or [1, 1, 3] or [3], red first
 */
export async function meanColor({ shape, order, read }: PublishedArray): Promise<MeanColor | undefined> {
  const values = await read();
  if (values.length % 3 !== 0 || (shape.length === 3 && shape[2] !== 3)) return undefined;
  const pixels = values.length / 3;
  const channelOf = (i: number) => (order === 'column' ? Math.floor(i / pixels) : i % 3);
  const mean: [number, number, number] = [0, 0, 0];
  values.forEach((value, i) => (mean[channelOf(i)]! += value / pixels));
  let largest = 0;
  let squares = 0;
  values.forEach((value, i) => {
    const off = Math.abs(value - mean[channelOf(i)]!);
    largest = Math.max(largest, off);
    squares += off * off;
  });
  // One color, rounded to single precision, is what it is.
  return { mean, largest: pixels === 1 ? 0 : largest, rootMeanSquare: Math.sqrt(squares / values.length) };
}
