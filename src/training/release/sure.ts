import { topLabels } from '../../artifact/probabilities.ts';

/** Readings that are called sure are to be right this often. */
const WANTED = 0.9;
/** What holds on the choosing pictures is to hold on others too. */
const MARGIN = 0.015;
const STEP = 0.01;

/**
 * From which calibrated probability on a reading is called sure: the least at which those readings are right nine times
 * in ten, with a margin; 1 above everything where there is none.
 * @param probs [n, classes] of the choosing pictures
 */
export function sureFrom(probs: Float32Array, truth: Int32Array, classes: number): number {
  const top = topLabels(probs, classes);
  const confidence = Array.from(top, (label, i) => probs[i * classes + label]!);
  for (let percent = Math.ceil(100 / classes); percent < 100; percent += 100 * STEP) {
    const from = percent / 100;
    let [kept, right] = [0, 0];
    for (let i = 0; i < truth.length; i++) {
      if (confidence[i]! < from) continue;
      kept++;
      if (top[i] === truth[i]) right++;
    }
    if (kept > 0 && right / kept >= WANTED + MARGIN) return from;
  }
  return 1;
}
