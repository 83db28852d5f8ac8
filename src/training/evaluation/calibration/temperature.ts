import { TEMPERATURE_RANGE } from '../../../artifact/card.ts';
import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { logSumExp } from '../../../common/math/probabilities.ts';
import { checkFinite } from '../finite.ts';

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Width at which the search stops, in ln temperature. */
const PRECISION = 1e-7;

/**
 * Mean negative log-likelihood of softmax(logits / temperature), in nats; exact however sure the logits are.
 * @param logits [n, classes]
 */
export function likelihoodLoss(
  logits: Float32Array,
  truth: Int32Array,
  classes: number,
  temperature: number,
): number {
  let total = 0;
  for (let i = 0; i < truth.length; i++) {
    const at = i * classes;
    total += logSumExp(logits, at, classes, temperature) - logits[at + truth[i]!]! / temperature;
  }
  return total / truth.length;
}

/**
 * The temperature whose probabilities fit these labels best. Guo et al. 2017, Sec. 4.2. The loss is convex in
 * 1 / temperature, so golden section finds the one minimum. Accuracy does not change.
 * @param logits [n, classes] of pictures that the model was not trained on
 * @returns a temperature within `TEMPERATURE_RANGE`; a set that is read without error ends at the lower end
 * @throws DemifaceError `missing` without pictures, `diverged` if a logit is no number
 */
export function fitTemperature(logits: Float32Array, truth: Int32Array, classes: number): number {
  if (truth.length === 0) throw new DemifaceError('missing', message('training.nothingToCalibrate'));
  checkFinite(logits, classes);
  const loss = (ln: number) => likelihoodLoss(logits, truth, classes, Math.exp(ln));
  let lo = Math.log(TEMPERATURE_RANGE[0]);
  let hi = Math.log(TEMPERATURE_RANGE[1]);
  let left = hi - GOLDEN * (hi - lo);
  let right = lo + GOLDEN * (hi - lo);
  let leftLoss = loss(left);
  let rightLoss = loss(right);
  while (hi - lo > PRECISION) {
    if (leftLoss <= rightLoss) {
      hi = right;
      [right, rightLoss] = [left, leftLoss];
      left = hi - GOLDEN * (hi - lo);
      leftLoss = loss(left);
    } else {
      lo = left;
      [left, leftLoss] = [right, rightLoss];
      right = lo + GOLDEN * (hi - lo);
      rightLoss = loss(right);
    }
  }
  return Math.exp((lo + hi) / 2);
}
