import type { Card } from '../../../artifact/card.ts';
import type { AgeReading } from '../../prediction/reading.ts';
import { ageReading } from '../../prediction/reading.ts';
import { createFadingMean } from './fading-mean.ts';

/** An age read again and again of one face. */
export interface SteadyAge {
  /** @param output the model's one number */
  add(card: Card, output: number, atMs: number): void;
  /** Undefined before the first. */
  readonly reading: AgeReading | undefined;
  readonly n: number;
}

export function createSteadyAge(halfLifeMs: number): SteadyAge {
  const mean = createFadingMean(halfLifeMs);
  return {
    add(card, output, atMs) {
      const { value, low, high } = ageReading(card, output);
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
