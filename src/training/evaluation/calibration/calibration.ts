import { topLabels } from '../../../common/math/probabilities.ts';
import { mean } from '../metrics/mae.ts';

export const CALIBRATION_BINS = 15;

/** Pictures whose confidence lies in (from, to]. Means are `null` for an empty bin. */
export interface ReliabilityBin {
  from: number;
  to: number;
  n: number;
  confidence: number | null;
  accuracy: number | null;
}

/**
 * Groups pictures by the confidence of their top label into bins of equal width. Guo et al. 2017, Sec. 2.
 * @param probs [n, classes]
 * @param truth class indices [n]
 */
export function reliabilityBins(
  probs: Float32Array,
  truth: Int32Array,
  classes: number,
  bins = CALIBRATION_BINS,
): ReliabilityBin[] {
  const n = new Int32Array(bins);
  const hits = new Int32Array(bins);
  const confidence = new Float64Array(bins);
  const top = topLabels(probs, classes);
  for (let i = 0; i < truth.length; i++) {
    const sure = probs[i * classes + top[i]!]!;
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(sure * bins) - 1));
    n[bin]!++;
    confidence[bin]! += sure;
    if (top[i] === truth[i]) hits[bin]!++;
  }
  return Array.from(n, (count, b) => ({
    from: b / bins,
    to: (b + 1) / bins,
    n: count,
    confidence: count === 0 ? null : confidence[b]! / count,
    accuracy: count === 0 ? null : hits[b]! / count,
  }));
}

/** Σ over bins of (bin's share of pictures) · |accuracy - confidence|. Guo et al. 2017, Eq. 3. */
export function expectedCalibrationError(bins: readonly ReliabilityBin[]): number {
  const n = bins.reduce((total, bin) => total + bin.n, 0);
  return bins.reduce(
    (total, bin) => total + (bin.n === 0 ? 0 : (bin.n / n) * Math.abs(bin.accuracy! - bin.confidence!)),
    0,
  );
}

/** Smallest probability that the log is taken of: the spacing of 32-bit numbers at 1, as in scikit-learn. */
const MIN_PROBABILITY = 2 ** -23;

/**
 * Mean negative log-likelihood of the true class, in nats.
 * @param probs [n, classes]
 */
export function negativeLogLikelihood(probs: Float32Array, truth: Int32Array, classes: number): number {
  return mean(
    Float64Array.from(
      truth,
      (actual, i) => -Math.log(Math.max(MIN_PROBABILITY, probs[i * classes + actual]!)),
    ),
  );
}

/**
 * Brier's score of 1950: mean over pictures of the squared distance to the one-hot truth; 0 is best, 2 worst.
 * @param probs [n, classes]
 */
export function brierScore(probs: Float32Array, truth: Int32Array, classes: number): number {
  return mean(
    Float64Array.from(truth, (actual, i) => {
      let distance = 0;
      for (let k = 0; k < classes; k++) distance += (probs[i * classes + k]! - (k === actual ? 1 : 0)) ** 2;
      return distance;
    }),
  );
}
