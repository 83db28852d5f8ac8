import { DemifaceError } from '../../common/error.ts';
import { softmaxRows, topLabels } from '../../common/math/probabilities.ts';
import { accuracy, majorityBaseline, perClass, weightedAccuracy } from './metrics/accuracy.ts';
import type { ClassFigures } from './metrics/accuracy.ts';
import { bootstrapIntervals } from './significance/bootstrap.ts';
import type { Interval, Statistic } from './significance/bootstrap.ts';
import {
  brierScore,
  expectedCalibrationError,
  negativeLogLikelihood,
  reliabilityBins,
} from './calibration/calibration.ts';
import type { ReliabilityBin } from './calibration/calibration.ts';
import { confusionMatrix } from './metrics/confusion.ts';
import type { Confusion } from './metrics/confusion.ts';
import { checkFinite } from './finite.ts';
import { resampledMean } from './metrics/mae.ts';
import { checkNotEmpty, pick, subsetFigures } from './subsets.ts';
import type { EvaluationOptions, SubsetFigures } from './subsets.ts';
import { message } from '../../messages/message.ts';

export interface ClassificationInput extends EvaluationOptions {
  /** Class names in the order of the model's outputs. */
  labels: readonly string[];
  /** Class indices [n]. */
  truth: Int32Array;
  /** [n, classes], row after row. */
  logits: Float32Array;
  /** Logits are divided by it before softmax; default 1. */
  temperature?: number;
}

/** Figures that are also given for each group and without copies. Fractions, 0 … 1. */
export interface ClassificationFigures {
  n: number;
  accuracy: number;
  /** Mean recall of the classes that have pictures. */
  weightedAccuracy: number;
  ci95: { accuracy: Interval; weightedAccuracy: Interval };
}

export interface ClassificationReport extends ClassificationFigures, SubsetFigures<ClassificationFigures> {
  maeYears: null;
  labels: readonly string[];
  confusion: Confusion;
  perClass: readonly ClassFigures[];
  majorityBaseline: { label: string; accuracy: number };
  ece: number;
  reliability: readonly ReliabilityBin[];
  /** In nats. */
  negativeLogLikelihood: number;
  brier: number;
}

/**
 * All figures of one classifier on one labeled set. The top label is the prediction; the first wins a tie.
 * @throws DemifaceError `diverged` if a logit is no number, `mismatch` if shapes or labels are wrong, `missing` without
 * pictures
 */
export function evaluateClassification(input: ClassificationInput): ClassificationReport {
  const { labels, truth, logits, temperature } = input;
  checkLogits(input);
  const probs = softmaxRows(logits, labels.length, temperature);
  const predicted = topLabels(logits, labels.length);
  const confusion = confusionMatrix(truth, predicted, labels.length);
  const reliability = reliabilityBins(probs, truth, labels.length);
  const figuresOf = (pictures: Int32Array) => figures(input, predicted, pictures);
  return {
    ...figuresOf(Int32Array.from(truth.keys())),
    maeYears: null,
    labels,
    confusion,
    perClass: perClass(confusion, labels),
    majorityBaseline: majorityBaseline(confusion, labels),
    ece: expectedCalibrationError(reliability),
    reliability,
    negativeLogLikelihood: negativeLogLikelihood(probs, truth, labels.length),
    brier: brierScore(probs, truth, labels.length),
    ...subsetFigures(truth.length, input, figuresOf),
  };
}

function figures(
  input: ClassificationInput,
  allPredicted: Int32Array,
  pictures: Int32Array,
): ClassificationFigures {
  const classes = input.labels.length;
  const truth = Int32Array.from(pick(input.truth, pictures));
  const predicted = Int32Array.from(pick(allPredicted, pictures));
  const confusion = confusionMatrix(truth, predicted, classes);
  const correct = Uint8Array.from(truth, (actual, i) => (predicted[i] === actual ? 1 : 0));
  const n = pictures.length;
  const hits = { accuracy: (counts: Int32Array) => resampledMean(correct, counts) };
  const recalls = { weightedAccuracy: meanRecall(truth, correct, classes) };
  return {
    n,
    accuracy: accuracy(confusion),
    weightedAccuracy: weightedAccuracy(confusion),
    ci95: {
      ...bootstrapIntervals(n, hits, input),
      ...bootstrapIntervals(n, recalls, { ...input, strata: truth }),
    },
  };
}

/**
 * Mean over the classes that the resample holds of their pictures' mean score: each class counts the same. Resample within
 * classes (`strata`): a resample without a rare class would be a mean over fewer classes, and the figure biased.
 * @param truth class indices [n]
 * @param scores 1 for a hit and 0 for a miss, their mean over several runs, or what another model has more
 */
export function meanRecall(truth: ArrayLike<number>, scores: ArrayLike<number>, classes: number): Statistic {
  const hits = new Float64Array(classes);
  const support = new Float64Array(classes);
  return (counts) => {
    hits.fill(0);
    support.fill(0);
    for (let i = 0; i < counts.length; i++) {
      hits[truth[i]!]! += counts[i]! * scores[i]!;
      support[truth[i]!]! += counts[i]!;
    }
    let total = 0;
    let present = 0;
    for (let k = 0; k < classes; k++) {
      if (support[k] === 0) continue;
      total += hits[k]! / support[k]!;
      present++;
    }
    return total / present;
  };
}

function checkLogits({ labels, truth, logits }: ClassificationInput): void {
  checkNotEmpty(truth.length);
  const size = truth.length * labels.length;
  if (logits.length !== size)
    throw new DemifaceError(
      'mismatch',
      message('training.scoreCount', {
        n: logits.length,
        pictures: truth.length,
        classes: labels.length,
        expected: size,
      }),
    );
  checkFinite(logits, labels.length);
}
