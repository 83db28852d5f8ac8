import { tf } from '../engine/tf.ts';
import { stopGradient } from './stop-gradient.ts';

/**
 * Soft targets, the first term of Eq. 1 with Eq. 2: −Σ softmax(A_T/τ) · log softmax(A_S/τ), averaged over the batch,
 * times τ². The factor keeps its gradient at the size of the hard term's whatever τ is (Hinton et al. 2015, §2, which
 * the paper follows; it prints no factor and no τ).
 * @param student A_S, [batch, classes], before softmax
 * @param teacher A_T, [batch, classes], before softmax; no gradient flows here
 * @param temperature τ, above 1
 * @returns scalar; the caller disposes
 */
export function softTargets(student: tf.Tensor2D, teacher: tf.Tensor2D, temperature: number): tf.Scalar {
  return tf.tidy(() => {
    const targets = stopGradient(tf.softmax(tf.div(teacher, temperature)));
    const perPicture = tf.sum(tf.mul(targets, tf.logSoftmax(tf.div(student, temperature))), 1);
    return tf.mul(tf.mean(perPicture), -(temperature ** 2));
  });
}
