import { describe, expect, it } from 'vitest';

import { wilsonInterval } from '../../../../src/training/evaluation/significance/wilson.ts';

describe("Wilson's interval", () => {
  // statsmodels 0.14: proportion_confint(hits, trials, method='wilson')
  it.each([
    [8, 10, 0.49016247153664183, 0.9433178485456247],
    [0, 5, 0, 0.43448246478317487],
    [5, 5, 0.5655175352168252, 1],
    [41, 60, 0.5576623297382322, 0.7869413244763348],
  ])('%i of %i', (hits, trials, low, high) => {
    const [found, above] = wilsonInterval(hits, trials);
    expect(found).toBeCloseTo(low, 12);
    expect(above).toBeCloseTo(high, 12);
  });

  it('reports nothing without trials', () => expect(wilsonInterval(0, 0)).toEqual([0, 1]));
});
