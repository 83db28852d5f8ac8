import { tf } from '../engine/tf.ts';
import { stopGradient } from './stop-gradient.ts';

/** One triplet a row: [batch, width] each. */
export interface Triplets {
  /** E_S(a'), half-visible faces. */
  anchors: tf.Tensor2D;
  /** E_T(p): what the frozen teacher made of fully visible faces; no gradient flows here. */
  positives: tf.Tensor2D;
  /** E_S(n'), half-visible faces. */
  negatives: tf.Tensor2D;
  /** [batch, 1]: 1 for a triplet, 0 where the anchor has none. */
  present: tf.Tensor2D;
}

/**
 * Eq. 4: [‖E_S(a') − E_T(p)‖² − ‖E_S(a') − E_S(n')‖² + α]₊, averaged over the batch (the paper prints the sum; ours,
 * so that λ means the same for every batch size). Gradients flow to anchors and negatives.
 * @param margin α
 * @returns scalar; the caller disposes
 */
export function tripletLoss({ anchors, positives, negatives, present }: Triplets, margin: number): tf.Scalar {
  return tf.tidy(() => {
    const squared = (a: tf.Tensor2D, b: tf.Tensor2D) => tf.sum(tf.square(tf.sub(a, b)), 1, true);
    const violation = tf.add(
      tf.sub(squared(anchors, stopGradient(positives)), squared(anchors, negatives)),
      margin,
    );
    return tf.mean(tf.mul(tf.relu(violation), present));
  });
}
