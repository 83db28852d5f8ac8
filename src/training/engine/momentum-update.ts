import * as tf from '@tensorflow/tfjs-core';

import { tensorFlowBackend } from './tensorflow.ts';

export interface Momentum {
  /** μ, 0 … below 1. */
  readonly momentum: number;
  /** Looks ahead by one more step of the velocity. */
  readonly nesterov: boolean;
}

/**
 * v ← μ·v + g; w ← w − rate·v, or with Nesterov's look ahead w − rate·(g + μ·v) (Sutskever et al. 2013).
 * In a recorded step one kernel that goes through the memory once and makes no copies: half of VGG-f's step was the
 * plain ops' new buffers. Nothing of the step may read variable or velocity after it.
 * @param rate scalar learning rate
 */
export function momentumUpdate(
  variable: tf.Variable,
  velocity: tf.Variable,
  gradient: tf.Tensor,
  rate: tf.Scalar,
  { momentum, nesterov }: Momentum,
): void {
  const binding = tensorFlowBackend()?.binding;
  if (binding?.updateInPlace) {
    const attrs = [
      { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT },
      { name: 'use_locking', type: binding.TF_ATTR_BOOL, value: false },
      { name: 'use_nesterov', type: binding.TF_ATTR_BOOL, value: nesterov },
    ];
    const inputs = [rate, gradient, tf.scalar(momentum)];
    binding.updateInPlace('ResourceApplyMomentum', attrs, [variable, velocity], inputs);
    return;
  }
  const next = tf.add(tf.mul(velocity, momentum), gradient);
  velocity.assign(next);
  // In the order in which the kernel rounds.
  const step = nesterov
    ? tf.add(tf.mul(gradient, rate), tf.mul(tf.mul(next, momentum), rate))
    : tf.mul(next, rate);
  variable.assign(tf.sub(variable, step));
}
