import { LEAST_SURE } from '../../artifact/card.ts';
import { topLabels } from '../../common/probabilities.ts';

/** Precision promised for predictions that are called sure. */
export const PROMISED = 0.9;
/** What holds on the model-selection set is to hold on other pictures too. */
const MARGIN = 0.015;

const percent = (value: number) => Number((100 * value).toFixed(1));

/** How the threshold is chosen, as cards say it. */
export const SURE_RULE = `the lowest, from ${percent(LEAST_SURE)} % on in steps of 1 %, from which on ${percent(PROMISED + MARGIN)} % of the predictions on the model-selection set are right: ${percent(PROMISED)} % are promised, the rest is margin`;

/**
 * The calibrated probability from which on a prediction is called sure: the lowest with the promised precision on the
 * model-selection set, a margin added, but never under `LEAST_SURE`; 1 where none has it.
 * @param probs [n, classes] of the model-selection set
 */
export function sureFrom(probs: Float32Array, truth: Int32Array, classes: number): number {
  const top = topLabels(probs, classes);
  const confidence = Array.from(top, (label, i) => probs[i * classes + label]!);
  for (let step = Math.round(100 * LEAST_SURE); step < 100; step++) {
    const from = step / 100;
    let [kept, right] = [0, 0];
    for (let i = 0; i < truth.length; i++) {
      if (confidence[i]! < from) continue;
      kept++;
      if (top[i] === truth[i]) right++;
    }
    if (kept > 0 && right / kept >= PROMISED + MARGIN) return from;
  }
  return 1;
}
