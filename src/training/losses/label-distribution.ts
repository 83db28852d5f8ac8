import { tf } from '../engine/tf.ts';

/**
 * Label distribution: cross-entropy between the scores of all values and a normal distribution around the target.
 * Gao et al. 2018, "Age Estimation Using Expectation of Label Distribution Learning", Eq. 1 and 5 (their KL less a constant).
 * @param scores [batch, values], before softmax
 * @param targets [batch, 1], in the unit of the values
 * @param values what each score stands for, evenly spaced
 * @param sigma of the normal distribution, in the same unit
 * @returns scalar, averaged over the batch; the caller disposes
 */
export function labelDistribution(
  scores: tf.Tensor2D,
  targets: tf.Tensor2D,
  values: readonly number[],
  sigma: number,
): tf.Scalar {
  return tf.tidy(() => {
    const places = tf.tensor2d(Float32Array.from(values), [1, values.length]);
    const distances = tf.div(tf.sub(places, targets), sigma);
    const shares = tf.softmax(tf.mul(tf.square(distances), -0.5));
    return tf.neg(tf.mean(tf.sum(tf.mul(shares, tf.logSoftmax(scores)), 1)));
  });
}
