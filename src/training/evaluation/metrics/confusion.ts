import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';

/** Counts as `confusion[actual][predicted]`, both in the order of the labels. */
export type Confusion = readonly (readonly number[])[];

/**
 * Counts how often each class was read as each class.
 * @param truth class indices, 0 … classes-1
 * @param predicted class indices, as many
 * @throws DemifaceError `mismatch` if the lengths differ or an index is no class
 */
export function confusionMatrix(truth: Int32Array, predicted: Int32Array, classes: number): Confusion {
  if (truth.length !== predicted.length)
    throw new DemifaceError(
      'mismatch',
      message('training.predictionCount', { labels: truth.length, predictions: predicted.length }),
    );
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (let i = 0; i < truth.length; i++) counts[index(truth, i, classes)]![index(predicted, i, classes)]!++;
  return counts;
}

function index(values: Int32Array, i: number, classes: number): number {
  const value = values[i]!;
  if (value >= 0 && value < classes) return value;
  throw new DemifaceError(
    'mismatch',
    message('training.classOfPicture', { label: value, picture: i, last: classes - 1 }),
  );
}
