import type { ModelTask } from '../../artifact/labels.ts';
import type { AgeScale } from '../../artifact/years.ts';
import { scaledAges } from '../../artifact/years.ts';
import { crossEntropy } from '../losses/cross-entropy.ts';
import { hint } from '../losses/hint.ts';
import { labelDistribution } from '../losses/label-distribution.ts';
import { meanAbsoluteError } from '../losses/mean-absolute-error.ts';
import { softTargets } from '../losses/soft-targets.ts';
import { tripletLoss } from '../losses/triplet.ts';
import type { LearningPreset, Preset, RetrainPreset, TrainingPreset } from '../presets/preset.ts';
import { tf } from '../engine/tf.ts';

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
  /** Scores of every age, of nets that give them. */
  ageScores?: tf.Tensor2D | undefined;
  /** Embedding of each picture's partner; there where the objective has partners. */
  partners?: tf.Tensor2D;
}

/** What a network gives and targets [batch, head width] to a scalar. */
export type HardLoss = (net: Pick<NetOutputs, 'outputs' | 'ageScores'>, targets: tf.Tensor2D) => tf.Scalar;

/** How far off a face's apparent age may be and still look right. */
const AGE_SIGMA_YEARS = 3;

/**
 * L(y, N) of the paper: cross-entropy for classes, mean absolute error for age, in years where the preset sets it, so that
 * λ weighs it against the other term as the paper's does.
 * Deviation: for targets of the kind `distribution` that around the age is learned as well (6 epochs then do what 12 did).
 * @param ageLoss without it the error is on the scale of the outputs, years divided by their standard deviation
 */
export function hardLossOf(
  task: ModelTask,
  {
    targets: kind,
    ageScale,
    ageLoss,
  }: {
    targets: TrainingPreset['targets'];
    ageScale: AgeScale | null;
    ageLoss?: Preset['ageLoss'] | undefined;
  },
): HardLoss {
  if (task !== 'age') return ({ outputs }, targets) => crossEntropy(outputs, targets);
  if (kind !== 'distribution') {
    const unit = ageLoss === 'years' ? ageScale!.std : 1;
    return ({ outputs }, targets) => tf.mul(meanAbsoluteError(outputs, targets), unit);
  }
  const [values, sigma] = [scaledAges(ageScale!), AGE_SIGMA_YEARS / ageScale!.std];
  return ({ outputs, ageScores }, targets) =>
    tf.add(meanAbsoluteError(outputs, targets), labelDistribution(ageScores!, targets, values, sigma));
}

/** Learning from labels alone. */
export function fromLabels(hard: HardLoss): Objective {
  return { hasPartners: false, inputWidths: [], loss: (net, targets) => hard(net, targets) };
}

/** λ · what the teacher adds + (1 − λ) · L(y, N_S): the frame of Eq. 1, 3 and 5. */
function blend(lambda: number, soft: tf.Scalar, hard: tf.Scalar): tf.Scalar {
  return tf.add(tf.mul(soft, lambda), tf.mul(hard, 1 - lambda));
}

/** The loss of a stage. @param hard as `hardLossOf` gives it @param widths of the head and of the embedding */
export function objectiveOf(
  settings: LearningPreset | RetrainPreset,
  hard: HardLoss,
  widths: { head: number; embedding: number },
): Objective {
  switch (settings.kind) {
    case 'teacher':
    case 'student':
    case 'retrain':
      return fromLabels(hard);
    case 'standard': {
      const { distillation } = settings;
      const lambda = one(distillation.lambda);
      if (distillation.kind === 'hint')
        return {
          hasPartners: false,
          inputWidths: [widths.embedding],
          loss: (net, targets, [teacher]) =>
            blend(lambda, hint(net.embeddings, teacher!), hard(net, targets)),
        };
      const temperature = one(distillation.temperature);
      return {
        hasPartners: false,
        inputWidths: [widths.head],
        loss: (net, targets, [teacher]) =>
          blend(lambda, softTargets(net.outputs, teacher!, temperature), hard(net, targets)),
      };
    }
    case 'triplet': {
      const [lambda, margin] = [one(settings.lambda), one(settings.margin)];
      return {
        hasPartners: true,
        inputWidths: [widths.embedding, 1],
        loss(net, targets, [positives, present]) {
          const triplets = {
            anchors: net.embeddings,
            negatives: net.partners!,
            positives: positives!,
            present: present!,
          };
          return blend(lambda, tripletLoss(triplets, margin), hard(net, targets));
        },
      };
    }
  }
}

function one(value: number | readonly number[]): number {
  if (typeof value === 'number') return value;
  throw new Error(`one of ${value.join(', ')} must be chosen before a stage runs`);
}
