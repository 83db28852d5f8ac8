import type { Model } from '../models/index.ts';
import { tf } from '../engine/tf.ts';
import type { NetOutputs, Objective } from './objective.ts';
import type { Optimizer } from './optimizer.ts';

/**
 * One step of training as a pure description: loss, gradients, optimizer.
 * Inputs of the step: pictures [batch, size, size, 3]; targets [batch, head width]; rate (scalar); seed ([2], int32; all
 * that is random in the step); where the objective has partners, theirs [n, size, size, 3] and which of them each picture
 * has, [batch, n], a 1 in every row; what the objective takes besides.
 * Output: the loss, a scalar.
 * @param trainedAlone where not all learns: these variables; the network is in inference mode, so that all else stays as it is
 */
export function trainingStep(
  model: Model,
  optimizer: Optimizer,
  objective: Objective,
  trainedAlone?: tf.Variable[],
) {
  const trainable = trainedAlone ?? [...model.trainable];
  return (...given: tf.Tensor[]): tf.Tensor[] => {
    const [pictures, targets, rate, seed, ...rest] = given;
    const besides = objective.hasPartners ? rest.slice(2) : rest;
    const run = () => {
      const net = objective.hasPartners
        ? runWithPartners(model, pictures!, rest[0]!, rest[1] as tf.Tensor2D, seed as tf.Tensor1D)
        : runAlone(model, pictures!, trainedAlone ? undefined : (seed as tf.Tensor1D));
      return objective.loss(net, targets as tf.Tensor2D, besides as tf.Tensor2D[]);
    };
    const { value, grads } = tf.variableGrads(run, trainable);
    optimizer.apply(
      trainable.map((variable) => grads[variable.name]!),
      rate as tf.Scalar,
    );
    return [value];
  };
}

/** @param trainingSeed without it the network is in inference mode */
function runAlone(model: Model, pictures: tf.Tensor, trainingSeed: tf.Tensor1D | undefined): NetOutputs {
  const { output, embedding, ageScores } = model.architecture.taps;
  const taps = [output, embedding, ...(ageScores === undefined ? [] : [ageScores])];
  const made = model.forward(pictures as tf.Tensor4D, {
    taps,
    ...(trainingSeed && { trainingSeed }),
  }) as tf.Tensor2D[];
  return { outputs: made[0]!, embeddings: made[1]!, ageScores: made[2] };
}

/** All pictures in one pass, so that batch normalization sees one batch. */
function runWithPartners(
  model: Model,
  pictures: tf.Tensor,
  partners: tf.Tensor,
  which: tf.Tensor2D,
  trainingSeed: tf.Tensor1D,
): NetOutputs {
  const { outputs, embeddings, ageScores } = runAlone(
    model,
    tf.concat([pictures, partners], 0),
    trainingSeed,
  );
  const [batch, n] = which.shape;
  const rows = (all: tf.Tensor2D, from: number, count: number) => tf.slice(all, [from, 0], [count, -1]);
  return {
    outputs: rows(outputs, 0, batch),
    embeddings: rows(embeddings, 0, batch),
    ageScores: ageScores && rows(ageScores, 0, batch),
    partners: tf.matMul(which, rows(embeddings, batch, n)),
  };
}
