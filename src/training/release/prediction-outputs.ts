import type { Card } from '../../artifact/card.ts';
import { topLabels } from '../../common/math/probabilities.ts';
import type { LabeledPrediction } from './model-predictions.ts';

/** Logits or years [n, head width]. */
export function outputsIn(predictions: readonly LabeledPrediction[]): Float32Array {
  return Float32Array.from(predictions.flatMap(({ outputs }) => outputs));
}

/** The class with the highest logit of each prediction, or the years. */
export function predictedIn(
  { labels }: Pick<Card, 'labels'>,
  predictions: readonly LabeledPrediction[],
): number[] {
  if (labels === null) return predictions.map(({ outputs }) => outputs[0]!);
  return [...topLabels(outputsIn(predictions), labels.length)];
}
