import { openPictures } from '../datasets/picture-source.ts';
import type { PreparedPicture, PreparedPixels } from '../datasets/prepared.ts';
import { yieldToEventLoop } from '../../common/yield-to-event-loop.ts';
import { tf } from '../engine/tf.ts';

/** Side of the gray thumbnails that are compared. */
const SIDE = 16;
/** Pearson correlation of two thumbnails from which on their pictures count as near-copies. */
const NEAR_DUPLICATE_SIMILARITY = 0.99;
/** Rows of one product: bounds memory to 128 MB. */
const BLOCK = 4096;

/**
 * For each evaluation picture, whether a training picture looks nearly the same: scaled, re-encoded or cropped a little
 * differently, which a comparison of bytes does not find.
 * @returns in the order of `evaluation`
 * @throws DemifaceError `interrupted`, or as `openPictures`
 */
export async function nearDuplicatesInTraining(
  pixels: PreparedPixels,
  evaluation: readonly Pick<PreparedPicture, 'row'>[],
  training: readonly Pick<PreparedPicture, 'row'>[],
  signal?: AbortSignal,
): Promise<boolean[]> {
  const isNear = evaluation.map(() => false);
  for (let start = 0; start < evaluation.length; start += BLOCK) {
    const some = evaluation.slice(start, start + BLOCK);
    const anchors = thumbnails(pixels, some);
    for (let from = 0; from < training.length; from += BLOCK) {
      await yieldToEventLoop(signal);
      const others = training.slice(from, from + BLOCK);
      const thumbs = thumbnails(pixels, others);
      const highest = tf.tidy(() => {
        const one = tf.tensor2d(anchors, [some.length, SIDE * SIDE]);
        const other = tf.tensor2d(thumbs, [others.length, SIDE * SIDE]);
        return tf.max(tf.matMul(one, other, false, true), 1);
      });
      (await highest.data()).forEach(
        (correlation, i) => (isNear[start + i] ||= correlation >= NEAR_DUPLICATE_SIMILARITY),
      );
      highest.dispose();
    }
  }
  return isNear;
}

/** [pictures, SIDE · SIDE], each row with mean 0 and length 1, so that products are correlations; 0 for one even gray. */
function thumbnails(
  { picturesPath, size, channels }: PreparedPixels,
  pictures: readonly Pick<PreparedPicture, 'row'>[],
): Float32Array {
  const source = openPictures(picturesPath, size, channels);
  const rows = new Float32Array(pictures.length * SIDE * SIDE);
  const areas = new Float32Array(SIDE * SIDE);
  const cellOf = Int32Array.from({ length: size }, (_, at) => Math.floor((at * SIDE) / size));
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) areas[cellOf[y]! * SIDE + cellOf[x]!]!++;
  try {
    pictures.forEach(({ row }, i) => {
      const { data } = source.read(row);
      const cells = rows.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE);
      for (let at = 0; at < data.length; at++) {
        const pixel = Math.floor(at / channels);
        cells[cellOf[Math.floor(pixel / size)]! * SIDE + cellOf[pixel % size]!]! += data[at]!;
      }
      standardize(cells, areas);
    });
  } finally {
    source.close();
  }
  return rows;
}

/** Sums of pixels to a row of mean 0 and length 1. */
function standardize(cells: Float32Array, areas: Float32Array): void {
  const means = Float64Array.from(cells, (sum, at) => sum / Math.max(1, areas[at]!));
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  const length = Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  means.forEach((value, at) => (cells[at] = length < 1e-6 ? 0 : (value - mean) / length));
}
