import { expect, it } from 'vitest';

import { logOdds } from '../../../src/common/math/log-odds.ts';

it('is the logarithm of the odds, the other way round for the opposite', () => {
  expect(logOdds(0.5)).toBe(0);
  expect(logOdds(12 / 13)).toBeCloseTo(Math.log(12), 12);
  expect(logOdds(0.2)).toBeCloseTo(-logOdds(0.8), 12);
});

it('lets no probability decide alone', () => {
  expect(logOdds(1)).toBeCloseTo(Math.log(999), 10);
  expect(logOdds(0)).toBeCloseTo(-Math.log(999), 10);
});
