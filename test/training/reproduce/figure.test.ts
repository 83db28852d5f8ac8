import { describe, expect, it } from 'vitest';

import { LABELS } from '../../../src/artifact/labels.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { evaluateClassification, evaluateRegression } from '../../../src/training/evaluation/report.ts';
import { figureOf } from '../../../src/training/reproduce/figure.ts';
import type { Predictions } from '../../../src/training/reproduce/figure.ts';

const N = 120;

/** Classes 0, 1 and 5 of the eight; right for about `skill` of the pictures. */
function madeClasses(seed: number, skill: number): Predictions {
  const truth = Array.from({ length: N }, (_, i) => [0, 0, 0, 1, 1, 5][i % 6]!);
  const random = randomFor(3, seed);
  return { truth, predicted: truth.map((label) => (random.bool(skill) ? label : random.int(8))) };
}

function madeYears(seed: number): Predictions {
  const truth = Array.from({ length: N }, (_, i) => 1 + ((i * 37) % 90));
  const random = randomFor(4, seed);
  return { truth, predicted: truth.map((years) => years + random.normal() * 6) };
}

describe('a figure', () => {
  it('of one seed is the one that evaluate gives, with its interval', () => {
    const { truth, predicted } = madeClasses(1, 0.6);
    const logits = new Float32Array(N * 8);
    predicted.forEach((label, i) => (logits[i * 8 + label] = 1));
    const report = evaluateClassification({
      ...{ truth: Int32Array.from(truth), logits, labels: LABELS.expression!, seed: 1 },
    });
    for (const metric of ['accuracy', 'weightedAccuracy'] as const) {
      const { measured, ci95, n, overSeeds, each } = figureOf(metric, [{ truth, predicted }]);
      expect(n).toBe(N);
      expect(measured).toBeCloseTo(100 * report[metric], 9);
      expect(ci95[0]).toBeCloseTo(100 * report.ci95[metric][0], 9);
      expect(ci95[1]).toBeCloseTo(100 * report.ci95[metric][1], 9);
      expect(overSeeds.std).toBeNull();
      expect(each).toEqual([measured]);
    }
    const years = madeYears(1);
    const regression = evaluateRegression({
      ...{ truth: Float32Array.from(years.truth), predicted: Float32Array.from(years.predicted), seed: 1 },
    });
    const { measured, ci95 } = figureOf('maeYears', [years]);
    expect(measured).toBeCloseTo(regression.maeYears, 5);
    expect(ci95[0]).toBeCloseTo(regression.ci95.maeYears[0], 5);
  });

  it('of several seeds is their mean, with their deviation; the interval is that of the mean', () => {
    const seeds = [madeClasses(1, 0.5), madeClasses(2, 0.6), madeClasses(3, 0.7)];
    const accuracies = seeds.map(
      ({ truth, predicted }) => (100 * truth.filter((label, i) => label === predicted[i]).length) / N,
    );
    const mean = (accuracies[0]! + accuracies[1]! + accuracies[2]!) / 3;
    const figure = figureOf('accuracy', seeds);
    expect(figure.each).toHaveLength(3);
    figure.each.forEach((value, i) => expect(value).toBeCloseTo(accuracies[i]!, 9));
    expect(figure.measured).toBeCloseTo(mean, 9);
    const squares = accuracies.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    expect(figure.overSeeds).toMatchObject({
      seeds: 3,
      std: expect.closeTo(Math.sqrt(squares / 2), 9) as number,
    });
    expect(figure.ci95[0]).toBeLessThan(mean);
    expect(figure.ci95[1]).toBeGreaterThan(mean);
    // Three seeds of the same pictures tell more than one.
    const width = ([low, high]: readonly [number, number]) => high - low;
    expect(width(figure.ci95)).toBeLessThan(width(figureOf('accuracy', seeds.slice(0, 1)).ci95));

    const recalls = seeds.map(({ truth, predicted }) => {
      const recall = [0, 1, 5].map((k) => {
        const own = truth.flatMap((label, i) => (label === k ? [predicted[i] === k] : []));
        return own.filter(Boolean).length / own.length;
      });
      return (100 * (recall[0]! + recall[1]! + recall[2]!)) / 3;
    });
    const weighted = figureOf('weightedAccuracy', seeds);
    weighted.each.forEach((value, i) => expect(value).toBeCloseTo(recalls[i]!, 9));
    expect(weighted.measured).toBeCloseTo((recalls[0]! + recalls[1]! + recalls[2]!) / 3, 9);
  });

  it('of some pictures counts them alone', () => {
    const { truth, predicted } = madeYears(2);
    const at = [3, 5, 100];
    const { n, measured } = figureOf('maeYears', [{ truth, predicted }], at);
    expect(n).toBe(3);
    const errors = at.map((i) => Math.abs(truth[i]! - predicted[i]!));
    expect(measured).toBeCloseTo((errors[0]! + errors[1]! + errors[2]!) / 3, 9);
  });

  it('needs a seed', () => {
    expect(() => figureOf('maeYears', [])).toThrow(expect.objectContaining({ code: 'missing' }));
  });
});
