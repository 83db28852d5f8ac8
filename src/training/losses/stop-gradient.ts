import { tf } from '../engine/tf.ts';

/** The same values, through which no gradient flows: the outputs of the frozen teacher. */
export function stopGradient<T extends tf.Tensor>(values: T): T {
  const pass = tf.customGrad((x) => ({
    value: (x as tf.Tensor).clone(),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }));
  return pass(values) as T;
}
