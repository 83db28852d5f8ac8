import { describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { comparePredictions } from '../../../src/training/evaluation/compare.ts';
import type { PreparedPicture } from '../../../src/training/datasets/prepared.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import type { Predictions } from '../../../src/training/evaluation/evaluate.ts';

function picture(row: number, changes: Partial<PreparedPicture> = {}): PreparedPicture {
  const name = `face${row}.png`;
  return { name, file: `val/${name}`, split: 'val', contentId: `content${row}`, row, ...changes };
}

/** Prediction of a model for `face0.png`, `face1.png` … */
function readings(
  truth: readonly number[],
  predicted: readonly number[],
  pictures = truth.map((_, row) => picture(row)),
  head = fullHead('expression'),
): Predictions {
  return { head, pictures, truth, predicted, outputs: new Float32Array() };
}

const years = (truth: readonly number[], predicted: readonly number[]) =>
  readings(truth, predicted, undefined, fullHead('age'));

const draw = randomFor(1, 'compare');
const N = 300;
const labels = Array.from({ length: N }, () => draw.int(3) + draw.int(2));
/** Right so often, else one class too high. */
const reader = (share: number) => labels.map((label) => (draw.bool(share) ? label : (label + 1) % 8));
const [weak, strong] = [reader(0.6), reader(0.75)];

describe('classes', () => {
  const found = comparePredictions(readings(labels, weak), readings(labels, strong));

  it('counts are those of a loop, the test is McNemar with the correction', () => {
    let [b, c] = [0, 0];
    labels.forEach((label, i) => {
      if (weak[i] === label && strong[i] !== label) b++;
      if (weak[i] !== label && strong[i] === label) c++;
    });
    expect(b + c).toBeGreaterThanOrEqual(25);
    expect(found).toMatchObject({ n: N, b, c, exact: false, metric: 'accuracy', significant: true });
    expect(found.statistic).toBeCloseTo((Math.abs(b - c) - 1) ** 2 / (b + c), 10);
    expect(found.difference).toBeCloseTo((c - b) / N, 12);
  });

  it("each model's figures are its own, and the differences those between them", () => {
    const share = (predicted: number[], of: number[]) =>
      of.filter((i) => predicted[i] === labels[i]).length / of.length;
    const all = [...labels.keys()];
    const classes = [...new Set(labels)].map((k) => all.filter((i) => labels[i] === k));
    [weak, strong].forEach((predicted, m) => {
      const recalls = classes.map((of) => share(predicted, of));
      expect(found.figures[m]!.accuracy).toBeCloseTo(share(predicted, all), 12);
      const weighted = recalls.reduce((a, b) => a + b) / classes.length;
      expect(found.figures[m]!.weightedAccuracy).toBeCloseTo(weighted, 12);
      expect(found.figures[m]!.maeYears).toBeNull();
    });
    const [first, second] = found.figures;
    expect(found.difference).toBeCloseTo(second.accuracy! - first.accuracy!, 12);
    const { difference, ci95 } = found.weightedAccuracy!;
    expect(difference).toBeCloseTo(second.weightedAccuracy! - first.weightedAccuracy!, 12);
    for (const [low, high] of [ci95, found.ci95]) expect(low < high && low < 0.15 && high > 0.15).toBe(true);
  });

  it('the other way round all turns round', () => {
    const turned = comparePredictions(readings(labels, strong), readings(labels, weak));
    expect(turned).toMatchObject({ b: found.c, c: found.b, pValue: found.pValue });
    expect(turned.difference).toBeCloseTo(-found.difference, 12);
    expect(turned.figures).toEqual(found.figures.toReversed());
  });

  it('a model beside itself: no difference, p = 1', () => {
    const none = { difference: 0, ci95: [0, 0], pValue: 1 };
    expect(comparePredictions(readings(labels, weak), readings(labels, weak))).toMatchObject({
      ...{ n: N, b: 0, c: 0, exact: true, ...none, significant: false, weightedAccuracy: none },
    });
  });
});

describe('ages', () => {
  const ages = labels.map((label) => 20 + 9 * label);
  const off = (years: number) => ages.map((age) => age + years * draw.normal());
  const [far, near] = [off(8), off(5)];
  const mae = (predicted: number[]) =>
    predicted.reduce((sum, age, i) => sum + Math.abs(age - ages[i]!), 0) / N;

  it('the difference in mean absolute error, below 0 where the second errs less', () => {
    const found = comparePredictions(years(ages, far), years(ages, near));
    const { difference, ci95, figures } = found;
    expect(found).toMatchObject({
      ...{ n: N, metric: 'maeYears', significant: true },
      ...{ b: null, c: null, statistic: null, exact: null, weightedAccuracy: null },
    });
    expect(difference).toBeCloseTo(mae(near) - mae(far), 10);
    expect(ci95[0] < difference && difference < ci95[1] && ci95[1] < 0).toBe(true);
    expect(figures.map(({ maeYears }) => maeYears)).toEqual([
      expect.closeTo(mae(far), 10),
      expect.closeTo(mae(near), 10),
    ]);
  });

  it('a model beside itself: no difference, p = 1', () => {
    expect(comparePredictions(years(ages, far), years(ages, far))).toMatchObject({
      ...{ difference: 0, ci95: [0, 0], pValue: 1, significant: false },
    });
  });
});

describe('pictures are matched by what they are', () => {
  it('whatever their order and rows, and those that one of the two lacks are left out', () => {
    const first = readings([0, 1, 1, 0], [0, 1, 0, 0]);
    // face2, face0, face3: read right, wrong, right.
    const second = readings(
      [1, 0, 0],
      [1, 1, 0],
      [picture(2, { row: 0 }), picture(0, { row: 1 }), picture(3, { row: 2 })],
    );
    const found = comparePredictions(first, second);
    expect(found).toMatchObject({ n: 3, b: 1, c: 1 });
    expect(found.figures.map(({ accuracy }) => accuracy)).toEqual([2 / 3, 2 / 3]);
  });

  it('two faces of one file, and a row that stands twice, keep apart', () => {
    const left = { x: 0, y: 0, width: 9, height: 9 };
    const one = { name: 'two.png', file: 'two.png', contentId: 'two' };
    const pictures = [
      picture(0, { ...one, box: left }),
      picture(1, { ...one, box: { ...left, x: 20 } }),
      picture(2, { ...one, box: left }),
    ];
    const first = readings([0, 1, 0], [0, 0, 1], pictures);
    const second = readings([0, 0, 1], [1, 0, 1], [pictures[0]!, pictures[2]!, pictures[1]!]);
    // face 0: right, wrong; the other face: wrong, right; face 0 again: wrong, right.
    expect(comparePredictions(first, second)).toMatchObject({ n: 3, b: 1, c: 2 });
  });

  it('classes are matched by name, and a class that a model cannot predict counts as another', () => {
    // neutral, happiness, anger; the second knows anger and neutral alone.
    const first = readings([0, 1, 4], [0, 1, 0], undefined);
    const subset = { task: 'expression', labels: ['anger', 'neutral'] } as const;
    const second = readings([1, 0], [1, 0], [picture(0), picture(2)], subset);
    const found = comparePredictions(first, second);
    expect(found).toMatchObject({ n: 2, b: 0, c: 1, difference: 0.5 });
    expect(found.figures.map(({ accuracy }) => accuracy)).toEqual([0.5, 1]);
  });

  it('none in common is refused', () => {
    const other = readings([0], [0], [picture(0, { contentId: 'changed' })]);
    expect(() => comparePredictions(readings([0], [0]), other)).toThrow(
      'there is no picture that both models have read',
    );
  });
});
