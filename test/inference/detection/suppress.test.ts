import { describe, expect, it } from 'vitest';

import { suppress, withoutContained } from '../../../src/inference/detection/suppress.ts';
import type { Box, Detection } from '../../../src/inference/runtime/picture.ts';

function boxes(n: number, seed: number): Detection[] {
  let state = seed;
  const next = () => (state = (state * 16807) % 2147483647) / 2147483647;
  return Array.from({ length: n }, () => ({
    box: {
      x: Math.floor(next() * 40),
      y: Math.floor(next() * 40),
      width: 1 + Math.floor(next() * 30),
      height: 1 + Math.floor(next() * 30),
    },
    score: 0.01 + next(),
  }));
}

/** Counts the whole pixels of both boxes. */
function slowOverlap(a: Box, b: Box): number {
  let [shared, joint] = [0, 0];
  const inside = ({ x, y, width, height }: Box, i: number, j: number) =>
    i >= x && i < x + width && j >= y && j < y + height;
  for (let i = 0; i < 80; i++)
    for (let j = 0; j < 80; j++) {
      if (inside(a, i, j) && inside(b, i, j)) shared++;
      if (inside(a, i, j) || inside(b, i, j)) joint++;
    }
  return shared / joint;
}

describe('suppress', () => {
  it('does as a loop that takes the best one and marks what overlaps it', () => {
    for (const seed of [1, 2, 3, 4]) {
      const given = boxes(60, seed);
      const gone = new Set<Detection>();
      const expected: Detection[] = [];
      while (gone.size < given.length) {
        let best: Detection | undefined;
        for (const each of given) if (!gone.has(each) && (!best || each.score > best.score)) best = each;
        let [x, y, width, height, total] = [0, 0, 0, 0, 0];
        for (const each of given) {
          if (gone.has(each) || slowOverlap(each.box, best!.box) < 0.4) continue;
          gone.add(each);
          x += each.box.x * each.score;
          y += each.box.y * each.score;
          width += each.box.width * each.score;
          height += each.box.height * each.score;
          total += each.score;
        }
        const box = { x: x / total, y: y / total, width: width / total, height: height / total };
        expected.push({ box, score: best!.score });
      }
      const kept = suppress(given, 0.4);
      expect(kept).toHaveLength(expected.length);
      kept.forEach(({ box, score }, i) => {
        expect(score).toBe(expected[i]!.score);
        for (const side of ['x', 'y', 'width', 'height'] as const)
          expect(box[side]).toBeCloseTo(expected[i]!.box[side], 8);
      });
    }
  });

  it('of nothing is nothing', () => {
    expect(suppress([], 0.4)).toEqual([]);
  });
});

it('withoutContained leaves out what lies within a better box, and what holds one', () => {
  const face = { box: { x: 10, y: 10, width: 20, height: 20 }, score: 0.9 };
  const chin = { box: { x: 15, y: 20, width: 8, height: 8 }, score: 0.8 };
  const beside = { box: { x: 29, y: 10, width: 20, height: 20 }, score: 0.7 };
  const body = { box: { x: 0, y: 0, width: 60, height: 90 }, score: 0.6 };
  expect(withoutContained([face, chin, beside, body], 0.7)).toEqual([face, beside]);
});
