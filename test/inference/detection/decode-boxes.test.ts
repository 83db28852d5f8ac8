import { expect, it } from 'vitest';

import { anchorCenters } from '../../../src/inference/detection/anchors.ts';
import { decodeBoxes } from '../../../src/inference/detection/decode-boxes.ts';

const SIZE = 128;
const CELLS = 4;

it('puts boxes where a loop over rows and columns puts them', () => {
  const scores = Float32Array.from({ length: CELLS * CELLS * 2 }, (_, i) => Math.sin(i * 1.7) * 4);
  const boxes = Float32Array.from({ length: scores.length * 16 }, (_, i) =>
    i % 16 < 2 ? Math.cos(i) * 9 : 20 + (i % 37),
  );
  const found = decodeBoxes(scores, boxes, anchorCenters({ cells: CELLS, each: 2 }), SIZE, 0.3);
  const expected = [];
  let i = 0;
  for (let row = 0; row < CELLS; row++)
    for (let column = 0; column < CELLS; column++)
      for (let anchor = 0; anchor < 2; anchor++, i++) {
        const score = 1 / (1 + Math.exp(-scores[i]!));
        if (score < 0.3) continue;
        const [dx, dy, width, height] = boxes.subarray(16 * i, 16 * i + 4);
        const centerX = ((column + 0.5) * SIZE) / CELLS + dx!;
        const centerY = ((row + 0.5) * SIZE) / CELLS + dy!;
        const box = { x: centerX - width! / 2, y: centerY - height! / 2, width, height };
        expected.push({ box, score });
      }
  expect(expected.length).toBeGreaterThan(5);
  expect(expected.length).toBeLessThan(scores.length);
  expect(found).toEqual(expected);
});

it('clips scores and leaves boxes without an extent', () => {
  const boxes = new Float32Array(3 * 16).fill(10);
  boxes[16 + 2] = 0;
  const anchors = anchorCenters({ cells: 1, each: 3 });
  const found = decodeBoxes(Float32Array.of(1e6, 1e6, -1e6), boxes, anchors, SIZE, 0);
  expect(found.map(({ score }) => score)).toEqual([1, expect.closeTo(0, 10)]);
});
