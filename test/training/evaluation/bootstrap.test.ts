import { describe, expect, it } from 'vitest';

import { bootstrapIntervals } from '../../../src/training/evaluation/bootstrap.ts';

function meanOf(values: readonly number[]) {
  return (counts: Int32Array) => {
    let total = 0;
    let drawn = 0;
    values.forEach((value, i) => {
      total += value * counts[i]!;
      drawn += counts[i]!;
    });
    return total / drawn;
  };
}

describe('the bootstrap', () => {
  const values = Array.from({ length: 400 }, (_, i) => Math.sin(i) * 3 + (i % 5));

  it('agrees with the normal interval of a mean', () => {
    const mean = values.reduce((a, b) => a + b) / 400;
    const sd = Math.sqrt(values.reduce((a, b) => a + (b - mean) ** 2, 0) / 400);
    const { m } = bootstrapIntervals(400, { m: meanOf(values) }, { seed: 1, resamples: 4000 });
    expect(m[0]).toBeCloseTo(mean - (1.96 * sd) / 20, 1);
    expect(m[1]).toBeCloseTo(mean + (1.96 * sd) / 20, 1);
  });

  it('draws as many pictures as there are, all equally often', () => {
    const often = new Float64Array(7);
    bootstrapIntervals(
      7,
      {
        n: (counts) => {
          counts.forEach((count, i) => (often[i]! += count));
          return counts.reduce((a, b) => a + b);
        },
      },
      { seed: 3, resamples: 10_000 },
    );
    expect(often.reduce((a, b) => a + b)).toBe(70_000);
    for (const count of often) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it('is the same for the same seed only', () => {
    const run = (seed: number) => bootstrapIntervals(400, { m: meanOf(values) }, { seed }).m;
    expect(run(5)).toEqual(run(5));
    expect(run(5)).not.toEqual(run(6));
  });

  it('of one picture is that picture', () =>
    expect(bootstrapIntervals(1, { m: meanOf([4]) }, { seed: 1 }).m).toEqual([4, 4]));

  it('leaves out resamples that a figure is undefined for', () => {
    const firstOnly = (counts: Int32Array) => (counts[0] === 0 ? NaN : 1);
    expect(bootstrapIntervals(2, { m: firstOnly }, { seed: 1 }).m).toEqual([1, 1]);
  });
});
