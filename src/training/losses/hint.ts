import { tf } from '../engine/tf.ts';
import { stopGradient } from './stop-gradient.ts';

/**
 * Hint, the first term of Eq. 3: ‖H_T − H_S‖₁, summed over the units of the hint layer, averaged over the batch
 * (the paper states neither; ours). Where both agree its gradient is 0.
 * @param student H_S, [batch, width] @param teacher H_T, [batch, width]; no gradient flows here
 * @returns scalar; the caller disposes
 */
export function hint(student: tf.Tensor2D, teacher: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const difference = tf.sub(student, stopGradient(teacher));
    // |d| as d · sign d, whose gradient at 0 is 0; that of tf.abs is −1 there.
    return tf.mean(tf.sum(tf.mul(difference, tf.sign(difference)), 1));
  });
}
