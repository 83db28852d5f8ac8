import type { Card } from '../../../artifact/card.ts';
import type { AgePrediction } from '../../prediction/face-prediction.ts';
import { agePrediction } from '../../prediction/face-prediction.ts';
import { createExponentialMean } from './exponential-mean.ts';

/** An age read again and again of one face. */
export interface SmoothedAge {
  /** @param output the model's one number */
  add(card: Card, output: number, atMs: number): void;
  /** Undefined before the first. */
  readonly reading: AgePrediction | undefined;
  readonly n: number;
}

export function createSmoothedAge(halfLifeMs: number): SmoothedAge {
  const mean = createExponentialMean(halfLifeMs);
  return {
    add(card, output, atMs) {
      const { value, low, high } = agePrediction(card, output);
      mean.add([value, low, high], atMs);
    },
    get reading() {
      if (mean.n === 0) return undefined;
      const [value, low, high] = mean.values;
      return { value: value!, low: low!, high: high! };
    },
    get n() {
      return mean.n;
    },
  };
}
