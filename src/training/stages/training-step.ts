import type { Model } from '../models/index.ts';
import { tf } from '../tf.ts';
import type { Objective } from './objective.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * One step of training as a pure description: loss, gradients, optimizer.
 * Inputs of the step: pictures [batch, size, size, 3], once per view of the objective; targets [batch, head width];
 * rate (scalar); seed ([2], int32; all that is random in the step); what the objective takes besides.
 * Output: the loss, a scalar.
 */
export function trainingStep(model: Model, optimizer: Optimizer, objective: Objective) {
  const trainable = [...model.trainable];
  const { output, embedding } = model.architecture.taps;
  return (...given: tf.Tensor[]): tf.Tensor[] => {
    const views = given.slice(0, objective.views) as tf.Tensor4D[];
    const [targets, rate, seed, ...inputs] = given.slice(objective.views);
    const run = () => {
      const pictures = views.length === 1 ? views[0]! : tf.concat(views, 0);
      const [outputs, embeddings] = model.forward(pictures, {
        trainingSeed: seed as tf.Tensor1D,
        taps: [output, embedding],
      });
      const net = { outputs: outputs as tf.Tensor2D, embeddings: embeddings as tf.Tensor2D };
      return objective.loss(net, targets as tf.Tensor2D, inputs as tf.Tensor2D[]);
    };
    const { value, grads } = tf.variableGrads(run, trainable);
    optimizer.apply(
      trainable.map((variable) => grads[variable.name]!),
      rate as tf.Scalar,
    );
    return [value];
  };
}
