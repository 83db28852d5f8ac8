import { tf } from '../engine/tf.ts';

/**
 * −Σ y·log softmax(A), averaged over the batch.
 * @param logits A, [batch, classes], before softmax
 * @param targets y, [batch, classes]: one-hot rows or shares of votes, each summing to 1
 * @returns scalar; the caller disposes
 */
export function crossEntropy(logits: tf.Tensor2D, targets: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const perPicture = tf.sum(tf.mul(tf.logSoftmax(logits), targets), 1);
    return tf.neg(tf.mean(perPicture));
  });
}
