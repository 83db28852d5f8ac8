import type { Card } from '../../../artifact/card.ts';
import { softmaxRows } from '../../../common/math/probabilities.ts';
import type { ClassPrediction } from '../../runtime/class-prediction.ts';
import { createExponentialMean } from './exponential-mean.ts';

/** A class read again and again of one face. */
export interface SmoothedClass {
  /** @param logits one row of a model's outputs */
  add(card: Card, logits: Float32Array, atMs: number): void;
  /** Voted: the mean of the calibrated probabilities. Undefined before the first. */
  readonly reading: ClassPrediction | undefined;
  readonly n: number;
}

/** Another label must lead by so much before it replaces the one that was reported. */
const LEAD = 0.05;

export function createSmoothedClass(halfLifeMs: number): SmoothedClass {
  const mean = createExponentialMean(halfLifeMs);
  let labels: readonly string[] = [];
  let confidenceThreshold = 1;
  let label: string | undefined;
  const probsOf = () => Object.fromEntries(labels.map((name, k) => [name, mean.values[k]!]));
  return {
    add(card, logits, atMs) {
      labels = card.labels!;
      ({ confidenceThreshold } = card);
      mean.add(softmaxRows(logits, labels.length, card.temperature), atMs);
      const probs = probsOf();
      const top = labels.reduce((a, b) => (probs[b]! > probs[a]! ? b : a));
      if (label === undefined || probs[top]! >= probs[label]! + LEAD) label = top;
    },
    get reading() {
      if (label === undefined) return undefined;
      const probs = probsOf();
      return { label, confident: probs[label]! >= confidenceThreshold, probs };
    },
    get n() {
      return mean.n;
    },
  };
}
