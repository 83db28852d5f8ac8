import { softmaxRows, topLabels } from '../../common/math/probabilities.ts';
import { accuracy, weightedAccuracy } from '../evaluation/metrics/accuracy.ts';
import { expectedCalibrationError, reliabilityBins } from '../evaluation/calibration/calibration.ts';
import { confusionMatrix } from '../evaluation/metrics/confusion.ts';
import { fitTemperature } from '../evaluation/calibration/temperature.ts';

/** How far the prior is taken out; 1 would treat all classes alike. */
const STRENGTHS: readonly number[] = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1];
/** Accuracy that may be paid for the rare classes. */
const PRICE = 0.005;
/** Calibration error that may come with it: what holds on the model-selection pictures is to stay under 3 % on others. */
const MAX_ERROR = 0.025;
/** A class is rare below this share of the training pictures. */
const RARE = 0.05;

export interface Balance {
  strength: number;
  /** What is added to the logits. */
  shift: Float32Array;
  /** What each strength would give on the model-selection pictures. */
  tried: readonly { strength: number; accuracy: number; weightedAccuracy: number; ece: number }[];
}

/**
 * Logit adjustment after training (Menon et al. 2021, Eq. 9): the logarithm of each class's share, times a strength, is
 * taken from its calibrated logit. Of the strengths that cost at most half a point of accuracy on the model-selection pictures, and
 * leave probabilities that mean what they say, the one with the best mean recall. Nothing is shifted where no class is rare.
 * @param logits [n, classes] of the model-selection pictures
 * @param shares of the classes among the training pictures
 */
export function balanceLogits(
  logits: Float32Array,
  truth: Int32Array,
  shares: readonly number[],
  temperature: number,
): Balance {
  const classes = shares.length;
  const shiftOf = (strength: number) =>
    Float32Array.from(shares, (share) =>
      strength === 0 || share === 0 ? 0 : -strength * temperature * Math.log(share),
    );
  const tried = STRENGTHS.map((strength) => {
    const shifted = shiftLogits(logits, shiftOf(strength));
    const confusion = confusionMatrix(truth, topLabels(shifted, classes), classes);
    const probs = softmaxRows(shifted, classes, fitTemperature(shifted, truth, classes));
    return {
      strength,
      accuracy: accuracy(confusion),
      weightedAccuracy: weightedAccuracy(confusion),
      ece: expectedCalibrationError(reliabilityBins(probs, truth, classes)),
    };
  });
  const best = Math.max(...tried.map(({ accuracy: right }) => right));
  const affordable = tried.filter(
    ({ strength, accuracy: right, ece }) => strength === 0 || (right >= best - PRICE && ece <= MAX_ERROR),
  );
  const chosen = affordable.reduce((a, b) => (b.weightedAccuracy > a.weightedAccuracy ? b : a));
  const strength = shares.some((share) => share < RARE) ? chosen.strength : 0;
  return { strength, shift: shiftOf(strength), tried };
}

/** Adds the same row to every row. */
export function shiftLogits(logits: Float32Array, shift: Float32Array): Float32Array {
  return logits.map((logit, i) => logit + shift[i % shift.length]!);
}
