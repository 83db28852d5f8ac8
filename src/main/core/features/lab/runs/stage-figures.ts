import type { Card } from '../../../../../artifact/card.ts';

/** The figures of a finished stage, with the count of the pictures that they were measured on as `n`. */
export function stageFigures({ metrics, data }: Pick<Card, 'metrics' | 'data'>): Record<string, number> {
  const n = data.choosingPictures;
  return n === undefined ? metrics : { ...metrics, n };
}
