import { describe, expect, it } from 'vitest';

import { median, quantile } from '../../../src/common/math/quantile.ts';

describe('quantiles', () => {
  // numpy.quantile([1, 2, 4, 8], [0, 0.1, 0.5, 0.975, 1])
  it("are NumPy's", () =>
    expect([0, 0.1, 0.5, 0.975, 1].map((q) => quantile(Float64Array.of(1, 2, 4, 8), q))).toEqual([
      1, 1.3, 3, 7.699999999999999, 8,
    ]));
  it('of one value are that value, of none no number', () => {
    expect(quantile(Float64Array.of(3), 0.3)).toBe(3);
    expect(quantile(new Float64Array(), 0.3)).toBeNaN();
  });
});

it('takes the middle of an even number of values in any order', () => {
  // numpy.median([9, 1, 4, 2])
  expect(median([9, 1, 4, 2])).toBe(3);
  expect(median([])).toBeNaN();
});
