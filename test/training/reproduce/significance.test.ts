import { describe, expect, it } from 'vitest';

import {
  pairedAccuracy,
  pairedError,
} from '../../../src/training/evaluation/significance/paired-bootstrap.ts';
import { gainOver, holmOver, isBetter } from '../../../src/training/reproduce/significance.ts';

const N = 200;
const truth = Array.from({ length: N }, (_, i) => (i % 4 === 0 ? 1 : 0));
const wrongAt = (at: (i: number) => boolean) => ({
  truth,
  predicted: truth.map((label, i) => (at(i) ? 1 - label : label)),
});

describe('a model beside its student', () => {
  // 30 pictures that the student alone reads wrong, 10 that the model alone does: χ² = (20 − 1)² / 40 = 9.025.
  const student = wrongAt((i) => i < 30);
  const better = wrongAt((i) => i >= 190);

  it('is better by McNemar’s test on the same pictures', () => {
    const gain = gainOver([student], [better], 'accuracy');
    expect(gain.difference).toBeCloseTo(10, 9);
    expect(gain.pValue).toBeCloseTo(0.002663, 5);
    expect(isBetter('accuracy', gain.difference)).toBe(true);
    const pair = { truth, first: student.predicted, second: better.predicted };
    expect(gain.differenceCi95).toEqual(
      pairedAccuracy(pair, { seed: 1 }).accuracy.ci95.map((end) => 100 * end),
    );
  });

  it('is not called better where it is worse, however sure that is', () => {
    const gain = gainOver([better], [student], 'accuracy');
    expect(gain.difference).toBeCloseTo(-10, 9);
    expect(gain.pValue).toBeCloseTo(0.002663, 5);
    expect(isBetter('accuracy', gain.difference)).toBe(false);
  });

  it('is not better than itself', () => {
    for (const metric of ['accuracy', 'weightedAccuracy', 'maeYears'] as const)
      expect(gainOver([student], [student], metric)).toEqual({
        ...{ difference: 0, differenceCi95: [0, 0], pValue: 1 },
        tests: [{ difference: 0, pValue: 1 }],
      });
  });

  it('is better in weighted accuracy by paired bootstrap', () => {
    const gain = gainOver([student], [better], 'weightedAccuracy');
    const pair = { truth, first: student.predicted, second: better.predicted };
    const { weightedAccuracy } = pairedAccuracy(pair, { seed: 1 });
    expect(gain.pValue).toBe(weightedAccuracy.pValue);
    const recall = ({ predicted }: typeof student, k: number) =>
      truth.filter((label, i) => label === k && predicted[i] === k).length /
      truth.filter((label) => label === k).length;
    const weighted = (readings: typeof student) => 50 * (recall(readings, 0) + recall(readings, 1));
    expect(gain.difference).toBeCloseTo(weighted(better) - weighted(student), 9);
  });

  it('is better in years where it errs less', () => {
    const ages = Array.from({ length: N }, (_, i) => 20 + (i % 50));
    const off = (years: number) => ({
      truth: ages,
      predicted: ages.map((age, i) => age + years + (i % 3)),
    });
    const gain = gainOver([off(5)], [off(4)], 'maeYears');
    expect(gain.difference).toBeCloseTo(-1, 9);
    expect(isBetter('maeYears', gain.difference)).toBe(true);
    const pair = { truth: ages, first: off(5).predicted, second: off(4).predicted };
    expect(gain.pValue).toBe(pairedError(pair, { seed: 1 }).pValue);
    expect(isBetter('maeYears', gainOver([off(4)], [off(5)], 'maeYears').difference)).toBe(false);
  });

  it('of several seeds is tested seed by seed, and as sure as its least sure seed', () => {
    // χ² = (|30 − 10| − 1)² / 40 in one seed, (|20 − 10| − 1)² / 30 = 2.7 in the other.
    const other = wrongAt((i) => i < 20);
    const gain = gainOver([student, other], [better, better], 'accuracy');
    expect(gain.difference).toBeCloseTo(7.5, 9);
    expect(gain.tests.map(({ difference }) => Math.round(difference))).toEqual([10, 5]);
    expect(gain.tests[0]!.pValue).toBeCloseTo(0.002663, 5);
    expect(gain.tests[1]!.pValue).toBeCloseTo(0.100348, 5);
    expect(gain.pValue).toBe(gain.tests[1]!.pValue);
  });

  it('is sure of nothing where the seeds disagree on which is better', () => {
    const gain = gainOver([student, better], [better, student], 'accuracy');
    expect(gain.difference).toBe(0);
    expect(gain.tests.every(({ pValue }) => pValue < 0.01)).toBe(true);
    expect(gain.pValue).toBe(1);
  });
});

it('Holm’s correction passes over what was not tested', () => {
  // Of three tests: the least times 3, the next times 2.
  expect(holmOver([null, 0.04, 0.01, null, 0.02])).toEqual([null, 0.04, 0.03, null, 0.04]);
  expect(holmOver([null, null])).toEqual([null, null]);
});
