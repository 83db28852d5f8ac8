import { expect, it } from 'vitest';

import { cropSquare } from '../../../../src/training/datasets/occlusion-photos/crop.ts';

const WIDTH = 9;
const HEIGHT = 6;
/** Red grows to the right, green downwards. */
const ramp = {
  width: WIDTH,
  height: HEIGHT,
  data: Uint8Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => {
    const [x, y, c] = [Math.floor(i / 3) % WIDTH, Math.floor(i / 3 / WIDTH), i % 3];
    return [10 * x, 10 * y, 7][c]!;
  }),
};
const pixel = (out: Float32Array, size: number, x: number, y: number) =>
  [...out.subarray((y * size + x) * 3, (y * size + x) * 3 + 3)].map(Math.round);

it('cuts the pixels of the square as they are', () => {
  const out = cropSquare(ramp, { x: 4, y: 3, side: 4, turnRad: 0 }, 4);
  for (let y = 0; y < 4; y++)
    for (let x = 0; x < 4; x++) expect(pixel(out, 4, x, y)).toEqual([10 * (x + 2), 10 * (y + 1), 7]);
});

it('takes the mean of what a pixel covers, and repeats the border beyond it', () => {
  const half = cropSquare(ramp, { x: 4, y: 3, side: 4, turnRad: 0 }, 2);
  expect(pixel(half, 2, 0, 0)).toEqual([25, 15, 7]);
  const beyond = cropSquare(ramp, { x: -20, y: 100, side: 4, turnRad: 0 }, 4);
  expect(pixel(beyond, 4, 1, 2)).toEqual([0, 50, 7]);
});

it('turns clockwise: what lay to the right comes to lie above', () => {
  const out = cropSquare(ramp, { x: 4, y: 3, side: 4, turnRad: Math.PI / 2 }, 4);
  // Along the crop's own x the picture runs down.
  expect(pixel(out, 4, 3, 0)[1]).toBeGreaterThan(pixel(out, 4, 0, 0)[1]!);
  expect(pixel(out, 4, 0, 0)[0]).toBeGreaterThan(pixel(out, 4, 0, 3)[0]!);
});
