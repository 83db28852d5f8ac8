import { MIN_CONFIDENCE_THRESHOLD } from '../../../artifact/card.ts';
import { topLabels } from '../../../common/math/probabilities.ts';

/** Precision promised for confident predictions. */
export const PROMISED_PRECISION = 0.9;
/** What holds on the model-selection set is to hold on other pictures too. */
const MARGIN = 0.015;

const percent = (value: number) => Number((100 * value).toFixed(1));

/** How the threshold is chosen, as cards say it. */
export const THRESHOLD_RULE = `the lowest, from ${percent(MIN_CONFIDENCE_THRESHOLD)} % on in steps of 1 %, from which on ${percent(PROMISED_PRECISION + MARGIN)} % of the predictions on the model-selection set are right: ${percent(PROMISED_PRECISION)} % are promised, the rest is margin`;

/**
 * The calibrated probability from which on a prediction is confident: the lowest with the promised precision on the
 * model-selection set, a margin added, but never under `MIN_SURE`; 1 where none has it.
 * @param probs [n, classes] of the model-selection set
 */
export function chooseConfidenceThreshold(probs: Float32Array, truth: Int32Array, classes: number): number {
  const top = topLabels(probs, classes);
  const confidence = Array.from(top, (label, i) => probs[i * classes + label]!);
  for (let step = Math.round(100 * MIN_CONFIDENCE_THRESHOLD); step < 100; step++) {
    const from = step / 100;
    let [kept, right] = [0, 0];
    for (let i = 0; i < truth.length; i++) {
      if (confidence[i]! < from) continue;
      kept++;
      if (top[i] === truth[i]) right++;
    }
    if (kept > 0 && right / kept >= PROMISED_PRECISION + MARGIN) return from;
  }
  return 1;
}
