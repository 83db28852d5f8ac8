import { describe, expect, it } from 'vitest';

import { pairedAccuracy, pairedError } from '../../../src/training/evaluation/paired-bootstrap.ts';
import { gainOver, holmOver } from '../../../src/training/reproduce/significance.ts';

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
    expect(gain.significant).toBe(true);
  });

  it('is not called better where it is worse, however sure that is', () => {
    const gain = gainOver([better], [student], 'accuracy');
    expect(gain.difference).toBeCloseTo(-10, 9);
    expect(gain.pValue).toBeCloseTo(0.002663, 5);
    expect(gain.significant).toBe(false);
  });

  it('is not better than itself', () => {
    for (const metric of ['accuracy', 'weightedAccuracy', 'maeYears'] as const)
      expect(gainOver([student], [student], metric)).toEqual({
        difference: 0,
        pValue: 1,
        significant: false,
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
    expect(gain.significant).toBe(true);
  });

  it('is better in years where it errs less', () => {
    const ages = Array.from({ length: N }, (_, i) => 20 + (i % 50));
    const off = (years: number) => ({
      truth: ages,
      predicted: ages.map((age, i) => age + years + (i % 3)),
    });
    const gain = gainOver([off(5)], [off(4)], 'maeYears');
    expect(gain.difference).toBeCloseTo(-1, 9);
    expect(gain.significant).toBe(true);
    const pair = { truth: ages, first: off(5).predicted, second: off(4).predicted };
    expect(gain.pValue).toBe(pairedError(pair, { seed: 1 }).pValue);
    expect(gainOver([off(4)], [off(5)], 'maeYears').significant).toBe(false);
  });

  it('of several seeds is compared by the means over them', () => {
    const worse = wrongAt((i) => i < 20);
    const gain = gainOver([student, worse], [better, worse], 'accuracy');
    // 30 and 20 wrong pictures beside 10 and 20: 5 points less, on the mean.
    expect(gain.difference).toBeCloseTo(5, 9);
    // Pictures weigh 1/2 where one seed of two differs, so it is as sure as that seed alone by the same bootstrap.
    const alone = { truth, first: student.predicted, second: better.predicted };
    expect(gain.pValue).toBe(pairedAccuracy(alone, { seed: 1 }).accuracy.pValue);
    // A second seed in which the student is the better one leaves nothing sure.
    expect(gainOver([student, better], [better, student], 'accuracy')).toEqual({
      ...{ difference: 0, pValue: 1, significant: false },
    });
  });
});

it('Holm’s correction passes over what was not tested', () => {
  // Of three tests: the least times 3, the next times 2.
  expect(holmOver([null, 0.04, 0.01, null, 0.02])).toEqual([null, 0.04, 0.03, null, 0.04]);
  expect(holmOver([null, null])).toEqual([null, null]);
});
