import { describe, expect, it } from 'vitest';

import {
  intersectionArea,
  intersectionOverSmaller,
  intersectionOverUnion,
} from '../../../src/common/math/boxes.ts';

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

/** Calculated by hand: shared area, joint area, area of the smaller one. */
const CASES = [
  ['the same', box(2, 3, 4, 5), box(2, 3, 4, 5), 20, 20, 20],
  ['a corner', box(0, 0, 4, 4), box(3, 2, 4, 4), 2, 30, 16],
  ['one within the other', box(0, 0, 10, 10), box(2, 2, 5, 4), 20, 100, 20],
  ['a cross', box(0, 4, 10, 2), box(4, 0, 2, 10), 4, 36, 20],
  ['fractions, beyond the picture', box(-1.5, 0, 3, 2), box(0, 0.5, 3, 1), 1.5, 7.5, 3],
  ['an edge alone', box(0, 0, 5, 5), box(5, 0, 5, 5), 0, 50, 25],
  ['apart on both sides', box(0, 0, 2, 2), box(8, 9, 1, 1), 0, 5, 1],
] as const;

describe.each(CASES)('%s', (_, a, b, shared, joint, smaller) => {
  it('has the area, the share of both and the share of the smaller one that are calculated by hand', () => {
    for (const [one, other] of [
      [a, b],
      [b, a],
    ] as const) {
      expect(intersectionArea(one, other)).toBeCloseTo(shared, 12);
      expect(intersectionOverUnion(one, other)).toBeCloseTo(shared / joint, 12);
      expect(intersectionOverSmaller(one, other)).toBeCloseTo(shared / smaller, 12);
    }
  });
});

it('boxes without an extent share nothing', () => {
  expect(intersectionOverUnion(box(1, 1, 0, 0), box(1, 1, 0, 0))).toBe(0);
});
