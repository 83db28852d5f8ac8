import type { ModelTask } from '../../artifact/labels.ts';
import { crossEntropy } from '../losses/cross-entropy.ts';
import { hint } from '../losses/hint.ts';
import { meanAbsoluteError } from '../losses/mean-absolute-error.ts';
import { softTargets } from '../losses/soft-targets.ts';
import { tripletLoss } from '../losses/triplet.ts';
import type { LearningPreset } from '../presets/preset.ts';
import { tf } from '../tf.ts';

/** What a stage minimizes, and what it looks at for that. */
export interface Objective {
  /** Whether each picture brings a partner: an anchor its negative. */
  readonly hasPartners: boolean;
  /** Widths of what it takes beside pictures and targets: [batch, width] each. */
  readonly inputWidths: readonly number[];
  /**
   * @param targets [batch, head width]
   * @returns scalar
   */
  loss(net: NetOutputs, targets: tf.Tensor2D, inputs: readonly tf.Tensor2D[]): tf.Scalar;
}

/** What the network makes of a batch: [batch, width] each. */
export interface NetOutputs {
  outputs: tf.Tensor2D;
  embeddings: tf.Tensor2D;
  /** Embedding of each picture's partner; there where the objective has partners. */
  partners?: tf.Tensor2D;
}

/** [batch, head width] outputs and targets to a scalar. */
export type HardLoss = (outputs: tf.Tensor2D, targets: tf.Tensor2D) => tf.Scalar;

/** L(y, N) of the paper: cross-entropy for classes, mean absolute error for age. */
export function hardLossOf(task: ModelTask): HardLoss {
  return task === 'age' ? meanAbsoluteError : crossEntropy;
}

/** Learning from labels alone. */
export function fromLabels(hard: HardLoss): Objective {
  return { hasPartners: false, inputWidths: [], loss: ({ outputs }, targets) => hard(outputs, targets) };
}

/** λ · what the teacher adds + (1 − λ) · L(y, N_S): the frame of Eq. 1, 3 and 5. */
function blend(lambda: number, soft: tf.Scalar, hard: tf.Scalar): tf.Scalar {
  return tf.add(tf.mul(soft, lambda), tf.mul(hard, 1 - lambda));
}

/** The loss of a stage. @param widths of the head and of the embedding */
export function objectiveOf(
  settings: LearningPreset,
  task: ModelTask,
  widths: { head: number; embedding: number },
): Objective {
  const hard = hardLossOf(task);
  switch (settings.kind) {
    case 'teacher':
    case 'student':
      return fromLabels(hard);
    case 'standard': {
      const { distillation } = settings;
      const lambda = one(distillation.lambda);
      if (distillation.kind === 'hint')
        return {
          hasPartners: false,
          inputWidths: [widths.embedding],
          loss: ({ outputs, embeddings }, targets, [teacher]) =>
            blend(lambda, hint(embeddings, teacher!), hard(outputs, targets)),
        };
      const temperature = one(distillation.temperature);
      return {
        hasPartners: false,
        inputWidths: [widths.head],
        loss: ({ outputs }, targets, [teacher]) =>
          blend(lambda, softTargets(outputs, teacher!, temperature), hard(outputs, targets)),
      };
    }
    case 'triplet': {
      const [lambda, margin] = [one(settings.lambda), one(settings.margin)];
      return {
        hasPartners: true,
        inputWidths: [widths.embedding, 1],
        loss({ outputs, embeddings: anchors, partners }, targets, [positives, present]) {
          const triplets = { anchors, negatives: partners!, positives: positives!, present: present! };
          return blend(lambda, tripletLoss(triplets, margin), hard(outputs, targets));
        },
      };
    }
  }
}

function one(value: number | readonly number[]): number {
  if (typeof value === 'number') return value;
  throw new Error(`one of ${value.join(', ')} must be chosen before a stage runs`);
}
