import { expect, it } from 'vitest';

import { alignPatch, PATCH } from '../../../../src/inference/live/client-face/patch-alignment.ts';

const ALL = new Uint8Array(PATCH ** 2).fill(1);

/** A smooth pattern without a period in the patch. */
const pattern = (x: number, y: number) =>
  128 + 50 * Math.sin(x / 5 + Math.cos(y / 7)) + 40 * Math.cos(y / 4 + (x * y) / 300);

const patchOf = (gray: (x: number, y: number) => number) =>
  Float32Array.from({ length: PATCH ** 2 }, (_, i) => gray(i % PATCH, Math.floor(i / PATCH)));

/** Mean difference of a patch from one that was aligned to it, where both show something. */
function differenceAfter(
  from: Float32Array,
  skip: (i: number) => boolean = () => false,
  isFace = ALL,
): number {
  const to = patchOf(pattern);
  const { gray, inside } = alignPatch(to, from, isFace);
  const off = Array.from(to, (value, i) => Math.abs(value - gray[i]!)).filter(
    (_, i) => inside[i] === 1 && !skip(i),
  );
  expect(off.length).toBeGreaterThan(PATCH ** 2 / 3);
  return off.reduce((sum, each) => sum + each, 0) / off.length;
}

it.each([
  ['shifted by a third', (x: number, y: number) => pattern(x - 15, y + 4)],
  ['turned and grown', (x: number, y: number) => pattern(0.93 * x + 0.09 * y + 1, -0.09 * x + 0.93 * y + 3)],
  ['brighter', (x: number, y: number) => pattern(x + 1.5, y - 0.5) + 30],
])('a patch that is %s fits after it', (_, gray) => {
  expect(differenceAfter(patchOf(gray))).toBeLessThan(1.5);
});

it('a part that moves by itself does not take the rest along', () => {
  const isMouth = (x: number, y: number) => Math.abs(x - 24) < 7 && Math.abs(y - 30) < 6;
  const from = patchOf((x, y) => (isMouth(x, y) ? pattern(x, y + 6) : pattern(x + 2, y)));
  expect(
    differenceAfter(
      from,
      (i) => isMouth((i % PATCH) + 2, Math.floor(i / PATCH)) || isMouth(i % PATCH, Math.floor(i / PATCH)),
    ),
  ).toBeLessThan(1);
});

it('what is beside the face does not hold it back', () => {
  const isBeside = (x: number) => Math.abs(x - 24) > 13;
  const from = patchOf((x, y) => (isBeside(x) ? pattern(x, y) : pattern(x, y - 6)));
  const isFace = patchOf((x) => (isBeside(x) ? 0 : 1));
  const skip = (i: number) => isBeside(i % PATCH) || Math.floor(i / PATCH) > PATCH - 8;
  expect(differenceAfter(from, skip, Uint8Array.from(isFace))).toBeLessThan(1);
});

it('patches without contrast stay as they are', () => {
  const flat = new Float32Array(PATCH ** 2).fill(90);
  const { gray } = alignPatch(flat, flat, ALL);
  expect(gray.every((value) => Math.abs(value - 90) < 1e-3 || value === 0)).toBe(true);
});
