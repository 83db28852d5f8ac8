import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';

/**
 * |predicted - truth| of each picture, in the unit of both.
 * @throws DemifaceError `mismatch` if the lengths differ
 */
export function absoluteErrors(truth: ArrayLike<number>, predicted: ArrayLike<number>): Float64Array {
  if (truth.length !== predicted.length)
    throw new DemifaceError(
      'mismatch',
      message('training.predictionCount', { labels: truth.length, predictions: predicted.length }),
    );
  return Float64Array.from({ length: truth.length }, (_, i) => Math.abs(predicted[i]! - truth[i]!));
}

/** NaN without values. */
export function mean(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total / values.length;
}

/** Mean over a resample. @param counts how often each value was drawn */
export function resampledMean(values: ArrayLike<number>, counts: Int32Array): number {
  let total = 0;
  let drawn = 0;
  for (let i = 0; i < counts.length; i++) {
    total += counts[i]! * values[i]!;
    drawn += counts[i]!;
  }
  return total / drawn;
}

/**
 * The one number with the least mean absolute error, the median, and that error: what any model has to beat.
 * @param truth at least one value
 */
export function medianBaseline(truth: ArrayLike<number>): { ageYears: number; maeYears: number } {
  const sorted = Float64Array.from(truth).sort();
  const middle = (sorted.length - 1) / 2;
  const ageYears = (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
  return { ageYears, maeYears: mean(sorted.map((age) => Math.abs(age - ageYears))) };
}
