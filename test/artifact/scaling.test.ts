import { expect, test } from 'vitest';

import { occludedRows, shownRows } from '../../src/artifact/occluded-rows.ts';
import { scaleInto } from '../../src/artifact/scaling.ts';
import type { Scaling } from '../../src/artifact/scaling.ts';

const SCALING: Scaling = { mean: [131.1, 103.9, 91.5], std: [58.2, 57.1, 57.4] };

test.each([1, 2, 47, 48, 224])('height %i: the hidden half is never the larger one', (height) => {
  const [, lowerEnd] = occludedRows('lower', height);
  expect(occludedRows('lower', height)).toEqual([0, Math.floor(height / 2)]);
  const [upperStart, upperEnd] = occludedRows('upper', height);
  expect(upperEnd).toBe(height);
  expect(upperEnd - upperStart).toBe(lowerEnd);
  expect(occludedRows('full', height)).toEqual([0, 0]);
  expect(shownRows('lower', height)).toEqual([lowerEnd, height]);
  expect(shownRows('upper', height)).toEqual([0, upperStart]);
});

test('with an odd height the middle row shows in both halves; with an even one no row does', () => {
  expect(occludedRows('lower', 5)).toEqual([0, 2]);
  expect(occludedRows('upper', 5)).toEqual([3, 5]);
  expect(occludedRows('lower', 4)).toEqual([0, 2]);
  expect(occludedRows('upper', 4)).toEqual([2, 4]);
});

test.each([1, 3] as const)(
  '%i channels: hidden pixels are black before scaling, all others untouched',
  (channels) => {
    for (const size of [4, 5, 48])
      for (const visible of ['full', 'lower', 'upper'] as const) {
        const pixels = Float32Array.from({ length: size * size * channels }, (_, i) => (i * 37) % 256);
        const out = new Float32Array(size * size * 3 + 20).fill(99);
        scaleInto(pixels, size, channels, occludedRows(visible, size), SCALING, out, 10);
        for (let y = 0; y < size; y++)
          for (let x = 0; x < size; x++)
            for (let c = 0; c < 3; c++) {
              const hidden =
                (visible === 'lower' && y < Math.floor(size / 2)) ||
                (visible === 'upper' && y >= Math.ceil(size / 2));
              const index = (y * size + x) * channels + (channels === 3 ? c : 0);
              const value = hidden ? 0 : (pixels[index] ?? Number.NaN);
              const expected = (value - (SCALING.mean[c] ?? 0)) / (SCALING.std[c] ?? 1);
              expect(out[10 + (y * size + x) * 3 + c]).toBe(Math.fround(expected));
            }
        expect(out.slice(0, 10)).toEqual(new Float32Array(10).fill(99));
        expect(out.slice(-10)).toEqual(new Float32Array(10).fill(99));
      }
  },
);
