import { crossEntropy } from '../losses/cross-entropy.ts';
import { meanAbsoluteError } from '../losses/mean-absolute-error.ts';
import type { Model } from '../models/index.ts';
import { tf } from '../tf.ts';
import type { Optimizer } from './optimizer.ts';

/** [batch, head width] outputs and targets to a scalar. */
export type HardLoss = (outputs: tf.Tensor2D, targets: tf.Tensor2D) => tf.Scalar;

/** L(y, N) of the paper: cross-entropy for classes, mean absolute error for age. */
export function hardLossOf(task: 'expression' | 'gender' | 'age'): HardLoss {
  return task === 'age' ? meanAbsoluteError : crossEntropy;
}

/**
 * One step of training as a pure description: loss, gradients, optimizer.
 * Inputs of the step: pictures [batch, size, size, 3], targets [batch, head width], rate (scalar),
 * seed ([2], int32; all that is random in the step). Output: the loss, a scalar.
 */
export function trainingStep(model: Model, optimizer: Optimizer, loss: HardLoss) {
  const trainable = [...model.trainable];
  return (...[pictures, targets, rate, seed]: tf.Tensor[]): tf.Tensor[] => {
    const run = () => {
      const [outputs] = model.forward(pictures as tf.Tensor4D, { trainingSeed: seed as tf.Tensor1D });
      return loss(outputs as tf.Tensor2D, targets as tf.Tensor2D);
    };
    const { value, grads } = tf.variableGrads(run, trainable);
    optimizer.apply(
      trainable.map((variable) => grads[variable.name]!),
      rate as tf.Scalar,
    );
    return [value];
  };
}
