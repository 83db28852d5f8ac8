import type { Card } from '../../artifact/card.ts';
import { softmaxRows, topLabels } from '../../common/math/probabilities.ts';

export interface ClassPrediction {
  label: string;
  /** Whether its probability reaches the confidence threshold of the card. */
  confident: boolean;
  /** Calibrated, by label. */
  probs: Record<string, number>;
}

/** The prediction in an output row of a classifier. */
export function classPrediction(
  { labels, temperature, confidenceThreshold }: Card,
  logits: Float32Array,
): ClassPrediction {
  const names = labels!;
  const probs = softmaxRows(logits, names.length, temperature);
  const top = topLabels(probs, names.length)[0]!;
  return {
    label: names[top]!,
    confident: probs[top]! >= confidenceThreshold,
    probs: Object.fromEntries(names.map((name, k) => [name, probs[k]!])),
  };
}
