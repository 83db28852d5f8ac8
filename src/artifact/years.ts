import type { Card } from './card.ts';

/** Years = output · std + mean. */
export interface AgeScale {
  mean: number;
  std: number;
}

/** The highest age that a net of ours gives a score to. */
const MAX_AGE_YEARS = 116;

/** Years from the output of an age model. */
export function yearsOf({ ageScale }: Pick<Card, 'ageScale'>, output: number): number {
  return output * ageScale!.std + ageScale!.mean;
}

/** Every age from 0 to 116 years on the scale of a model's output. */
export function scaledAges({ mean, std }: AgeScale): number[] {
  return Array.from({ length: MAX_AGE_YEARS + 1 }, (_, years) => (years - mean) / std);
}
