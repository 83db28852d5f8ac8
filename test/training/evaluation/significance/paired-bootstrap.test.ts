import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { chiSquaredTail } from '../../../../src/training/evaluation/significance/chi-squared.ts';
import {
  pairedAccuracy,
  pairedError,
} from '../../../../src/training/evaluation/significance/paired-bootstrap.ts';

/** Written by scripts/references/paired-tests.py. */
const references = JSON.parse(
  readFileSync(new URL('../fixtures/paired-tests.json', import.meta.url), 'utf8'),
) as { bootstrap: Record<'mae' | 'accuracy', { difference: number; ci95: [number, number] }> };

/** The generator of scripts/references/paired-tests.py: fractions of 1. */
function fractions(seed: number): () => number {
  let state = seed;
  return () => (state = (1664525 * state + 1013904223) % 2 ** 32) / 2 ** 32;
}

describe('the paired bootstrap', () => {
  const draw = fractions(11);
  const n = 400;
  const ageErrors = Array.from({ length: n }, () => [
    Math.abs(30 * (draw() - 0.5)),
    Math.abs(26 * (draw() - 0.45)),
  ]);
  const right = Array.from({ length: n }, () => [draw() < 0.8, draw() < 0.72]);

  it('error: the interval is the one of SciPy', () => {
    const truth = ageErrors.map((_, i) => 20 + (i % 50));
    const read = (model: number) => truth.map((age, i) => age + (i % 2 ? 1 : -1) * ageErrors[i]![model]!);
    const found = pairedError({ truth, first: read(0), second: read(1) }, { seed: 1 });
    const { difference, ci95 } = references.bootstrap.mae;
    expect(found.difference).toBeCloseTo(difference, 10);
    // 10,000 resamples: an end of the interval is good to a fiftieth of its width.
    const slack = (ci95[1] - ci95[0]) / 50;
    ci95.forEach((end, i) => expect(Math.abs(found.ci95[i]! - end)).toBeLessThan(slack));
    // The interval leaves out 0.
    expect(found.pValue).toBeLessThan(0.05);
    expect(found.pValue).toBeGreaterThan(0);
  });

  it('accuracy: the interval is the one of SciPy', () => {
    const truth = right.map((_, i) => i % 3);
    const read = (model: number) => truth.map((label, i) => (right[i]![model] ? label : (label + 1) % 3));
    const { accuracy } = pairedAccuracy({ truth, first: read(0), second: read(1) }, { seed: 1 });
    const { difference, ci95 } = references.bootstrap.accuracy;
    expect(accuracy.difference).toBeCloseTo(difference, 10);
    const slack = (ci95[1] - ci95[0]) / 50;
    ci95.forEach((end, i) => expect(Math.abs(accuracy.ci95[i]! - end)).toBeLessThan(slack + 1 / n));
    expect(accuracy.pValue).toBeLessThan(0.05);
  });

  it('the p-value is that of the normal test, where the normal test holds', () => {
    const truth = Array.from({ length: 2000 }, (_, i) => 30 + (i % 7));
    const first = truth.map((age) => age + 8 * (draw() - 0.5));
    const second = truth.map((age) => age + 8.35 * (draw() - 0.5));
    const more = truth.map((age, i) => Math.abs(second[i]! - age) - Math.abs(first[i]! - age));
    const mean = more.reduce((a, b) => a + b) / 2000;
    const variance = more.reduce((a, b) => a + (b - mean) ** 2, 0) / 2000;
    const normal = chiSquaredTail((mean * mean) / (variance / 2000));
    expect(normal).toBeGreaterThan(0.02);
    expect(normal).toBeLessThan(0.9);
    expect(Math.abs(pairedError({ truth, first, second }, { seed: 3 }).pValue - normal)).toBeLessThan(0.03);
  });

  it('weighted accuracy: each class counts the same, and classes without pictures are passed over', () => {
    // Class 0: 90 pictures, class 3: 10. The second model gains 5 of the ten and loses 5 of the ninety.
    const truth = Array.from({ length: 100 }, (_, i) => (i < 90 ? 0 : 3));
    const first = truth.map((label, i) => (i < 95 ? label : 1));
    const second = truth.map((label, i) => (i < 5 ? 2 : label));
    const { accuracy, weightedAccuracy } = pairedAccuracy({ truth, first, second }, { seed: 1 });
    expect(accuracy.difference).toBe(0);
    expect(weightedAccuracy.difference).toBeCloseTo((-5 / 90 + 5 / 10) / 2, 12);
    expect(weightedAccuracy.pValue).toBeLessThan(0.05);
    expect(accuracy.pValue).toBeGreaterThan(0.9);
  });

  it('a model beside itself: no difference, p = 1', () => {
    const truth = [0, 1, 1, 0, 1];
    const same = [0, 1, 0, 0, 1];
    const none = { difference: 0, ci95: [0, 0], pValue: 1 };
    expect(pairedAccuracy({ truth, first: same, second: same }, { seed: 1 })).toEqual({
      accuracy: none,
      weightedAccuracy: none,
    });
    expect(pairedError({ truth, first: same, second: same }, { seed: 1 })).toEqual(none);
  });

  it('refuses no pictures and lists of different lengths', () => {
    expect(() => pairedError({ truth: [], first: [], second: [] }, { seed: 1 })).toThrow(/no pictures/);
    expect(() => pairedAccuracy({ truth: [1], first: [1], second: [] }, { seed: 1 })).toThrow(
      /1 labels but 0 predictions/,
    );
  });
});
