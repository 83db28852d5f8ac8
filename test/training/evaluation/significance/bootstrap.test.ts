import { describe, expect, it } from 'vitest';

import {
  bootstrapIntervals,
  bootstrapValues,
} from '../../../../src/training/evaluation/significance/bootstrap.ts';
import { evaluateClassification, meanRecall } from '../../../../src/training/evaluation/classification.ts';
import { pairedAccuracy } from '../../../../src/training/evaluation/significance/paired-bootstrap.ts';
import { figureOf } from '../../../../src/training/reproduce/figure.ts';
import { gainOver } from '../../../../src/training/reproduce/significance.ts';

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

describe('the bootstrap of a mean over classes', () => {
  // Class k: how many pictures there are, and how many of them are hits.
  const classes = [
    [300, 240],
    [60, 30],
    [5, 2],
    [1, 0],
  ] as const;
  const truth = Int32Array.from(classes.flatMap(([n], k) => Array.from({ length: n }, () => k)));
  const hits = classes.flatMap(([n, right]) => Array.from({ length: n }, (_, i) => Number(i < right)));
  // A stratified mean: it is without bias, and its variance is the sum of p (1 - p) / n over the classes, by K².
  const mean = classes.reduce((sum, [n, right]) => sum + right / n, 0) / 4;
  const variance = classes.reduce((sum, [n, right]) => sum + ((right / n) * (1 - right / n)) / n, 0) / 4 ** 2;

  it('resampled within classes has the mean and the variance of a stratified mean', () => {
    const { recall } = bootstrapValues(
      truth.length,
      { recall: meanRecall(truth, hits, 4) },
      { seed: 1, resamples: 20_000, strata: truth },
    );
    expect(recall).toHaveLength(20_000);
    const drawn = recall.reduce((a, b) => a + b) / recall.length;
    const spread = recall.reduce((a, b) => a + (b - drawn) ** 2, 0) / recall.length;
    // Four standard errors of the mean; that of the variance is about a hundredth of it.
    expect(Math.abs(drawn - mean)).toBeLessThan(4 * Math.sqrt(variance / 20_000));
    expect(spread / variance).toBeGreaterThan(0.95);
    expect(spread / variance).toBeLessThan(1.05);
  });

  it('holds as many pictures of each class as there are, in every resample', () => {
    const sizes = new Set<string>();
    const count = (counts: Int32Array) => {
      const drawn = [0, 0, 0, 0];
      counts.forEach((n, i) => (drawn[truth[i]!]! += n));
      sizes.add(drawn.join());
      return 0;
    };
    bootstrapIntervals(truth.length, { count }, { seed: 2, resamples: 50, strata: truth });
    expect([...sizes]).toEqual(['300,60,5,1']);
  });

  // All is read as class 0, which is one of four: 25 %, whichever pictures are drawn.
  const allFirst = { truth: [...truth], predicted: Array.from(truth, () => 0) };
  const right = { truth: [...truth], predicted: [...truth] };

  it('does not grow where a resample might miss a class', () => {
    const logits = Float32Array.from({ length: truth.length * 4 }, (_, i) => Number(i % 4 === 0));
    const { ci95 } = evaluateClassification({ labels: ['a', 'b', 'c', 'd'], truth, logits, seed: 1 });
    expect(ci95.weightedAccuracy).toEqual([0.25, 0.25]);
    expect(figureOf('weightedAccuracy', [allFirst]).ci95).toEqual([25, 25]);
  });

  it('does so in paired comparisons too', () => {
    const pair = { truth, first: allFirst.predicted, second: right.predicted };
    expect(pairedAccuracy(pair, { seed: 1, resamples: 500 }).weightedAccuracy.ci95).toEqual([0.75, 0.75]);
    expect(gainOver([allFirst], [right], 'weightedAccuracy').differenceCi95).toEqual([75, 75]);
  });
});
