import { tf } from '../engine/tf.ts';

/**
 * |prediction − target|, averaged over the batch (L of Eq. 3 and 5 for age).
 * @param predictions [batch, 1] @param targets [batch, 1], in the same unit
 * @returns scalar; the caller disposes
 */
export function meanAbsoluteError(predictions: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => tf.mean(tf.abs(tf.sub(predictions, targets))));
}
