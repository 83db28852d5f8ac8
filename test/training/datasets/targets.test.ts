import { describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { ageScaleOf, labeledFor, labelOf, targetsOf } from '../../../src/training/datasets/targets.ts';
import type { LabeledPicture } from '../../../src/training/sources/types.ts';

const picture = (labels: Partial<LabeledPicture>): LabeledPicture => ({
  ...{ name: 'a.png', file: 'a.png', split: 'train' },
  ...labels,
});

const VOTED = picture({ expression: 1, votes: [2, 5, 0, 0, 0, 0, 0, 1] });
const PLAIN = { targets: 'labels', labelSmoothing: 0, ageScale: null } as const;
const rows = (values: Float32Array) => Array.from(values, (value) => Number(value.toFixed(6)));

describe('expression', () => {
  it('is one-hot, or the shares of the votes', () => {
    expect(rows(targetsOf([VOTED], { head: fullHead('expression'), ...PLAIN }))).toEqual([
      0, 1, 0, 0, 0, 0, 0, 0,
    ]);
    expect(rows(targetsOf([VOTED], { head: fullHead('expression'), ...PLAIN, targets: 'votes' }))).toEqual([
      ...[0.25, 0.625, 0, 0, 0, 0, 0, 0.125],
    ]);
  });

  it('without votes is the label, a row a picture', () => {
    const two = [picture({ expression: 7 }), VOTED];
    const found = rows(targetsOf(two, { head: fullHead('expression'), ...PLAIN, targets: 'votes' }));
    expect(found.slice(0, 8)).toEqual([0, 0, 0, 0, 0, 0, 0, 1]);
    expect(found).toHaveLength(16);
  });

  it('smoothing spreads a share evenly and keeps the sum', () => {
    for (const targets of ['labels', 'votes'] as const) {
      const found = rows(
        targetsOf([VOTED], { head: fullHead('expression'), ...PLAIN, targets, labelSmoothing: 0.4 }),
      );
      expect(found.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(found[2]).toBeCloseTo(0.05, 6);
      expect(found[1]).toBeCloseTo(0.6 * (targets === 'labels' ? 1 : 0.625) + 0.05, 6);
    }
  });
});

it('gender looks at no votes', () => {
  const both = [picture({ gender: 1, votes: [1, 0, 0, 0, 0, 0, 0, 0] }), picture({ gender: 0 })];
  expect(rows(targetsOf(both, { head: fullHead('gender'), ...PLAIN, targets: 'votes' }))).toEqual([
    0, 1, 1, 0,
  ]);
});

describe('age', () => {
  const ages = [10, 20, 60].map((ageYears) => picture({ ageYears }));

  it('is scaled to mean 0 and size 1', () => {
    const ageScale = ageScaleOf(ages);
    expect(ageScale.mean).toBe(30);
    expect(ageScale.std).toBeCloseTo(Math.sqrt((400 + 100 + 900) / 3), 10);
    const found = targetsOf(ages, { head: fullHead('age'), ...PLAIN, ageScale, labelSmoothing: 0.5 });
    expect(found).toHaveLength(3);
    found.forEach((value, i) =>
      expect(value * ageScale.std + ageScale.mean).toBeCloseTo(ages[i]!.ageYears!, 4),
    );
  });

  it('has a scale where all are of one age', () => {
    expect(ageScaleOf([picture({ ageYears: 8 })])).toEqual({ mean: 8, std: 1 });
  });
});

it('a part of the classes has its own order, and its own share of the votes', () => {
  const head = { task: 'expression', labels: ['happiness', 'contempt'] } as const;
  expect(labelOf(picture({ expression: 7 }), head)).toBe(1);
  expect(() => labelOf(picture({ expression: 0 }), head)).toThrow(
    expect.objectContaining({ code: 'mismatch' }),
  );
  expect(labeledFor([VOTED, picture({ expression: 0 })], head)).toEqual([VOTED]);
  expect(rows(targetsOf([VOTED], { head, ...PLAIN, targets: 'votes' }))).toEqual([0.833333, 0.166667]);
});

it('classes of a user are known by name', () => {
  const head = { task: 'custom', labels: ['off', 'on'] } as const;
  expect(labelOf(picture({ custom: 'on' }), head)).toBe(1);
  expect(rows(targetsOf([picture({ custom: 'off' })], { head, ...PLAIN }))).toEqual([1, 0]);
});

it('a label that is not there is reported missing', () => {
  expect(labelOf(picture({ gender: 0 }), fullHead('gender'))).toBe(0);
  expect(() => labelOf(picture({ gender: 0 }), fullHead('age'))).toThrow(
    expect.objectContaining({
      code: 'mismatch',
      message: 'a.png carries no age; expected a data set with age labels',
    }),
  );
});
