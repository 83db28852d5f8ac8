import { DemifaceError } from '../../artifact/error.ts';

/** Rows may add up to 1 only this nearly: 32-bit softmax over a few classes, averaged over views. */
const SUM_TOLERANCE = 1e-3;

/** @throws DemifaceError `diverged` naming the first picture whose prediction is no number */
export function checkFinite(values: ArrayLike<number>, perPicture = 1): void {
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i]))
      throw new DemifaceError(
        'diverged',
        `the prediction for picture ${Math.floor(i / perPicture)} is ${values[i]}, expected a number; ` +
          'the model has diverged: train it again with a lower learning rate',
      );
}

/** @throws DemifaceError `mismatch` if a row holds no probabilities (logits given by mistake, say) */
export function checkProbabilities(probs: Float32Array, classes: number): void {
  for (let at = 0; at < probs.length; at += classes) {
    let sum = 0;
    for (let k = 0; k < classes; k++) {
      if (probs[at + k]! < 0) sum = NaN;
      sum += probs[at + k]!;
    }
    if (!(Math.abs(sum - 1) <= SUM_TOLERANCE))
      throw new DemifaceError(
        'mismatch',
        `row ${at / classes} holds no probabilities: expected values from 0 that add up to 1, found ${Array.from(probs.subarray(at, at + classes)).join(', ')}`,
      );
  }
}
