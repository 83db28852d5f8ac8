import type { Card } from '../../artifact/card.ts';
import { softmaxRows, topLabels } from '../../common/probabilities.ts';

export interface ClassPrediction {
  label: string;
  /** False: the program would say "not sure". */
  sure: boolean;
  /** Calibrated, by label. */
  probs: Record<string, number>;
}

/** What an output row of a classifier says. */
export function classPrediction({ labels, temperature, sure }: Card, logits: Float32Array): ClassPrediction {
  const names = labels!;
  const probs = softmaxRows(logits, names.length, temperature);
  const top = topLabels(probs, names.length)[0]!;
  return {
    label: names[top]!,
    sure: probs[top]! >= sure,
    probs: Object.fromEntries(names.map((name, k) => [name, probs[k]!])),
  };
}
