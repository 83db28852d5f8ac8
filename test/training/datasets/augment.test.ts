import { expect, test } from 'vitest';

import { drawVariation, MIRRORED, UNCHANGED, varyPicture } from '../../../src/training/datasets/augment.ts';
import type { Augmentation, Variation } from '../../../src/training/datasets/augment.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import type { Picture } from '../../../src/training/datasets/sample.ts';

const NOTHING: Augmentation = { rotationDeg: 0, scale: 0, shift: 0, flip: 0, brightness: 0, contrast: 0 };

function noisePicture(size: number, channels: 1 | 3, seed = 1): Picture {
  const random = randomFor(seed, 'picture');
  return { size, channels, data: Uint8Array.from({ length: size * size * channels }, () => random.int(256)) };
}

function vary(picture: Picture, variation: Variation, outputSize = picture.size): Float32Array {
  const out = new Float32Array(outputSize * outputSize * picture.channels).fill(-1);
  varyPicture(picture, variation, out, outputSize);
  return out;
}

/** The same in the most obvious way: one pixel, one channel at a time, weights of four neighbors. */
function slowly(picture: Picture, v: Variation, side: number): number[] {
  const { size, channels, data } = picture;
  const at = (x: number, y: number, c: number) => {
    const cx = Math.min(size - 1, Math.max(0, x));
    const cy = Math.min(size - 1, Math.max(0, y));
    return data[(cy * size + cx) * channels + c] ?? Number.NaN;
  };
  const moved: number[] = [];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++)
      for (let c = 0; c < channels; c++) {
        // Share of the side, from the center, less the shift; then turned back, shrunk back, mirrored back.
        const u = (x + 0.5) / side - 0.5 - v.shiftX;
        const w = (y + 0.5) / side - 0.5 - v.shiftY;
        let u2 = (Math.cos(v.rotationRad) * u + Math.sin(v.rotationRad) * w) / v.scale;
        const w2 = (-Math.sin(v.rotationRad) * u + Math.cos(v.rotationRad) * w) / v.scale;
        if (v.mirrored) u2 = -u2;
        const sx = (u2 + 0.5) * size - 0.5;
        const sy = (w2 + 0.5) * size - 0.5;
        const [x0, y0] = [Math.floor(sx), Math.floor(sy)];
        const [fx, fy] = [sx - x0, sy - y0];
        moved.push(
          at(x0, y0, c) * (1 - fx) * (1 - fy) +
            at(x0 + 1, y0, c) * fx * (1 - fy) +
            at(x0, y0 + 1, c) * (1 - fx) * fy +
            at(x0 + 1, y0 + 1, c) * fx * fy,
        );
      }
  const bright = moved.map((value) => value * v.brightness);
  const mean = bright.reduce((a, b) => a + b, 0) / bright.length;
  return bright.map((value) => Math.min(255, Math.max(0, (value - mean) * v.contrast + mean)));
}

test.each([1, 3] as const)('an unchanged picture of %i channels comes out bit for bit', (channels) => {
  for (const size of [1, 2, 47, 48]) {
    const picture = noisePicture(size, channels);
    expect(vary(picture, UNCHANGED)).toEqual(Float32Array.from(picture.data));
    expect(vary(picture, drawVariation(NOTHING, randomFor(3)))).toEqual(Float32Array.from(picture.data));
  }
});

test.each([1, 3] as const)('mirroring %i channels is exact, and twice is nothing', (channels) => {
  const picture = noisePicture(9, channels);
  const out = vary(picture, MIRRORED);
  for (let y = 0; y < 9; y++)
    for (let x = 0; x < 9; x++)
      for (let c = 0; c < channels; c++)
        expect(out[(y * 9 + x) * channels + c]).toBe(picture.data[(y * 9 + 8 - x) * channels + c]);
  const again = vary({ ...picture, data: Uint8Array.from(out) }, MIRRORED);
  expect(again).toEqual(Float32Array.from(picture.data));
});

test.each([1, 3] as const)('any variation of %i channels equals the slow loop', (channels) => {
  const ranges: Augmentation = {
    rotationDeg: 40,
    scale: 0.4,
    shift: 0.3,
    flip: 0.5,
    brightness: 0.4,
    contrast: 0.5,
  };
  for (let i = 0; i < 12; i++) {
    const picture = noisePicture(5 + i, channels, i);
    const side = [5 + i, 7, 16][i % 3] ?? 7;
    const variation = drawVariation(ranges, randomFor(i, 'vary'));
    const out = vary(picture, variation, side);
    slowly(picture, variation, side).forEach((value, k) =>
      expect(Math.abs(value - (out[k] ?? Number.NaN))).toBeLessThan(2e-4),
    );
  }
});

test('a turn goes clockwise and a shift right and down', () => {
  const data = new Uint8Array(25);
  data[2] = 200; // top middle of 5 x 5
  const picture: Picture = { data, size: 5, channels: 1 };
  const turned = vary(picture, { ...UNCHANGED, rotationRad: Math.PI / 2 });
  expect(turned[2 * 5 + 4]).toBeCloseTo(200, 3);
  const shifted = vary(picture, { ...UNCHANGED, shiftX: 0.2, shiftY: 0.4 });
  expect(shifted[2 * 5 + 3]).toBeCloseTo(200, 3);
});

test('halving takes the mean of four, and borders are repeated', () => {
  const picture: Picture = { data: Uint8Array.of(0, 10, 20, 30), size: 2, channels: 1 };
  expect([...vary(picture, UNCHANGED, 1)]).toEqual([15]);
  expect([...vary(picture, UNCHANGED, 4)].slice(0, 4)).toEqual([0, 2.5, 7.5, 10]);
});

test('draws stay within their ranges, and one range does not disturb the others', () => {
  const ranges: Augmentation = {
    rotationDeg: 10,
    scale: 0.1,
    shift: 0.05,
    flip: 0.5,
    brightness: 0.2,
    contrast: 0.3,
  };
  let mirrored = 0;
  for (let i = 0; i < 1000; i++) {
    const v = drawVariation(ranges, randomFor(1, i));
    expect(Math.abs(v.rotationRad)).toBeLessThanOrEqual((10 * Math.PI) / 180);
    expect(Math.abs(v.scale - 1)).toBeLessThanOrEqual(0.1);
    expect(Math.max(Math.abs(v.shiftX), Math.abs(v.shiftY))).toBeLessThanOrEqual(0.05);
    expect(Math.abs(v.brightness - 1)).toBeLessThanOrEqual(0.2);
    expect(Math.abs(v.contrast - 1)).toBeLessThanOrEqual(0.3);
    if (v.mirrored) mirrored++;
    const still = drawVariation({ ...ranges, rotationDeg: 0 }, randomFor(1, i));
    expect({ ...still, rotationRad: v.rotationRad }).toEqual(v);
  }
  expect(Math.abs(mirrored - 500)).toBeLessThan(60);
});
