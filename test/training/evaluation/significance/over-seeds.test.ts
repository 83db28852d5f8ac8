import { describe, expect, it } from 'vitest';

import { overSeeds } from '../../../../src/training/evaluation/significance/over-seeds.ts';

describe('several seeds', () => {
  it('mean and sample deviation', () => {
    expect(overSeeds([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ seeds: 8, mean: 5, std: Math.sqrt(32 / 7) });
  });

  it('one seed says nothing of the deviation, none says nothing', () => {
    expect(overSeeds([0.8])).toEqual({ seeds: 1, mean: 0.8, std: null });
    expect(() => overSeeds([])).toThrow(/no figures/);
  });
});
