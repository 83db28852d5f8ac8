import { describe, expect, it } from 'vitest';

import {
  accuracy,
  majorityBaseline,
  perClass,
  weightedAccuracy,
} from '../../../../src/training/evaluation/metrics/accuracy.ts';
import { confusionMatrix } from '../../../../src/training/evaluation/metrics/confusion.ts';

describe('the confusion matrix', () => {
  it('counts what was read as what', () => {
    const truth = Int32Array.of(0, 0, 0, 1, 1, 2);
    const predicted = Int32Array.of(0, 0, 2, 1, 0, 2);
    expect(confusionMatrix(truth, predicted, 3)).toEqual([
      [2, 0, 1],
      [1, 1, 0],
      [0, 0, 1],
    ]);
  });

  it('refuses lengths that differ and indices that are no class', () => {
    const one = Int32Array.of(0);
    expect(() => confusionMatrix(one, Int32Array.of(0, 1), 2)).toThrow('1 labels but 2 predictions');
    expect(() => confusionMatrix(one, Int32Array.of(2), 2)).toThrow('class 2 at picture 0, expected 0 … 1');
    expect(() => confusionMatrix(Int32Array.of(-1), one, 2)).toThrow('class -1');
  });
});

describe('accuracy', () => {
  // Worked by hand. Rows: 4 neutral (3 right), 2 happy (1 right), none sad, 4 angry (0 right).
  const confusion = [
    [3, 1, 0, 0],
    [0, 1, 0, 1],
    [0, 0, 0, 0],
    [2, 2, 0, 0],
  ];
  const labels = ['neutral', 'happy', 'sad', 'angry'];

  it('is the share read right', () => expect(accuracy(confusion)).toBe(4 / 10));

  it('weighted, is the mean recall of the classes that are there', () =>
    expect(weightedAccuracy(confusion)).toBeCloseTo((3 / 4 + 1 / 2 + 0) / 3, 15));

  it('reports per class what there is to say, and null where there is nothing', () =>
    expect(perClass(confusion, labels)).toEqual([
      { label: 'neutral', support: 4, recall: 3 / 4, precision: 3 / 5 },
      { label: 'happy', support: 2, recall: 1 / 2, precision: 1 / 4 },
      { label: 'sad', support: 0, recall: null, precision: null },
      { label: 'angry', support: 4, recall: 0, precision: 0 },
    ]));

  it('compares with the largest class, the first of equals', () =>
    expect(majorityBaseline(confusion, labels)).toEqual({ label: 'neutral', accuracy: 0.4 }));

  it('of one picture is all or nothing', () => {
    expect(accuracy([[0, 1], [0, 0]])).toBe(0); // prettier-ignore
    expect(weightedAccuracy([[0, 0], [0, 1]])).toBe(1); // prettier-ignore
  });
});
