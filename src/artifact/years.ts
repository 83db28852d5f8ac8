import type { Card } from './card.ts';

/** Years from the output of an age model. */
export function yearsOf({ ageScale }: Pick<Card, 'ageScale'>, output: number): number {
  return output * ageScale!.std + ageScale!.mean;
}
