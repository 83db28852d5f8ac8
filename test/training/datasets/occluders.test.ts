import { expect, test } from 'vitest';

import type { Canvas } from '../../../src/training/occlusion/occluders/canvas.ts';
import { drawOccluder } from '../../../src/training/occlusion/occluders/draw.ts';
import {
  band,
  ellipse,
  smoothClosed,
  smoothOpen,
} from '../../../src/training/occlusion/occluders/outline.ts';
import { fillShape } from '../../../src/training/occlusion/occluders/raster.ts';
import type { Frame } from '../../../src/training/occlusion/occluders/raster.ts';
import { flat } from '../../../src/training/occlusion/occluders/texture.ts';
import { randomFor } from '../../../src/common/math/random.ts';

/** A picture no occluder has: strong stripes, so that an untouched pixel differs from a painted one. */
function striped(size: number, channels: 1 | 3): Canvas {
  const data = new Float32Array(size * size * channels);
  return { data: data.map((_, i) => (Math.floor(i / channels) % 2 === 0 ? 130.25 : 60.75)), size, channels };
}

/** Share of changed pixels in the rows and columns from … to, in shares of the side. */
function changed(
  before: Canvas,
  after: Canvas,
  u: readonly [number, number],
  v: readonly [number, number],
): number {
  const { size, channels } = before;
  let [count, total] = [0, 0];
  for (let y = Math.round(v[0] * size); y < Math.round(v[1] * size); y++)
    for (let x = Math.round(u[0] * size); x < Math.round(u[1] * size); x++) {
      const at = (y * size + x) * channels;
      total++;
      if (Math.abs((before.data[at] ?? 0) - (after.data[at] ?? 0)) > 1e-3) count++;
    }
  return count / total;
}

const CENTER: Frame = { x: 0.5, y: 0.5, tiltRad: 0 };

/** Mean share of changed pixels over 150 drawings. */
function meanChanged(
  visible: 'lower' | 'upper',
  size: number,
  u: readonly [number, number],
  v: readonly [number, number],
): { mean: number; least: number } {
  const shares = Array.from({ length: 150 }, (_, i) => {
    const canvas = striped(size, i % 2 ? 1 : 3);
    drawOccluder(visible, canvas, randomFor(5, visible, i));
    return changed(striped(size, canvas.channels), canvas, u, v);
  });
  return { mean: shares.reduce((a, b) => a + b) / shares.length, least: Math.min(...shares) };
}

test.each([48, 112])(
  'at %i pixels a headset hides eyes and brows and leaves mouth and chin as they are',
  (size) => {
    expect(meanChanged('lower', size, [0.2, 0.8], [0.18, 0.42]).least).toBeGreaterThan(0.98);
    expect(meanChanged('lower', size, [0, 1], [0.72, 1]).mean).toBe(0);
    expect(meanChanged('lower', size, [0.2, 0.8], [0.62, 1]).mean).toBeLessThan(0.05);
  },
);

test.each([48, 112])(
  'at %i pixels a mask hides mouth and chin and leaves eyes and brows as they are',
  (size) => {
    expect(meanChanged('upper', size, [0.25, 0.75], [0.7, 0.94]).least).toBeGreaterThan(0.98);
    expect(meanChanged('upper', size, [0, 1], [0, 0.3]).mean).toBeLessThan(0.002);
    expect(meanChanged('upper', size, [0.15, 0.85], [0, 0.4]).mean).toBeLessThan(0.01);
  },
);

test('some masks leave the nose free, most do not', () => {
  const free = Array.from({ length: 400 }, (_, i) => {
    const canvas = striped(64, 1);
    drawOccluder('upper', canvas, randomFor(5, i));
    return changed(striped(64, 1), canvas, [0.47, 0.53], [0.4, 0.585]) === 0;
  }).filter(Boolean).length;
  expect(free).toBeGreaterThan(20);
  expect(free).toBeLessThan(90);
});

test.each(['lower', 'upper'] as const)(
  '%s visible: the same stream draws the same, another one another',
  (visible) => {
    const draw = (seed: number, channels: 1 | 3) => {
      const canvas = striped(48, channels);
      drawOccluder(visible, canvas, randomFor(seed));
      return canvas.data;
    };
    expect(draw(1, 3)).toEqual(draw(1, 3));
    expect(draw(1, 3)).not.toEqual(draw(2, 3));
    for (let seed = 0; seed < 100; seed++)
      for (const value of [...draw(seed, 1), ...draw(seed, 3)])
        if (!(value >= 0 && value <= 255)) expect(value).toBe(0);
  },
);

test('drawn things vary in color: dark, middling and light', () => {
  for (const [visible, y] of [
    ['lower', 0.3],
    ['upper', 0.75],
  ] as const) {
    const means = Array.from({ length: 200 }, (_, i) => {
      const canvas = striped(48, 1);
      drawOccluder(visible, canvas, randomFor(9, i));
      const row = canvas.data.subarray(Math.round(y * 48) * 48 + 16, Math.round(y * 48) * 48 + 32);
      return row.reduce((a, b) => a + b) / row.length;
    });
    const share = (from: number, to: number) =>
      means.filter((m) => m >= from && m < to).length / means.length;
    for (const part of [share(0, 80), share(80, 160), share(160, 256)]) expect(part).toBeGreaterThan(0.06);
  }
});

test('an outline covers each pixel by the area it takes there', () => {
  const size = 16;
  const canvas: Canvas = { data: new Float32Array(size * size), size, channels: 1 };
  const box = [-0.20625, -0.25, 0.20625, -0.25, 0.20625, 0.25, -0.20625, 0.25];
  fillShape(canvas, CENTER, box, flat([200, 200, 200]));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const width = Math.max(0, Math.min(x + 1, 11.3) - Math.max(x, 4.7));
      const inside = y >= 4 && y < 12 ? width : 0;
      expect(canvas.data[y * size + x]).toBeCloseTo(200 * inside, 3);
    }
});

test('a filled ellipse and a turned band have the area they should, half opaque paint mixes half', () => {
  const area = (draw: (canvas: Canvas) => void) => {
    const canvas: Canvas = { data: new Float32Array(100 * 100), size: 100, channels: 1 };
    draw(canvas);
    return canvas.data.reduce((a, b) => a + b, 0) / 100 / 100;
  };
  const round = area((c) => fillShape(c, CENTER, ellipse(0, 0, 0.3, 0.2), flat([1, 1, 1])));
  expect(round).toBeCloseTo(Math.PI * 0.06 * (Math.sin(Math.PI / 12) / (Math.PI / 12)), 3);
  const strip = band([[-0.2, 0], [0.2, 0]], 0.1); // prettier-ignore
  const turned = area((c) => fillShape(c, { ...CENTER, tiltRad: 0.7 }, strip, flat([1, 1, 1], 0.5)));
  expect(turned).toBeCloseTo(0.02, 3);
  const outside = area((c) => fillShape(c, { x: 1.4, y: -0.3, tiltRad: 0 }, strip, flat([1, 1, 1])));
  expect(outside).toBe(0);
});

test('smooth lines go through their points', () => {
  const points = [[0, 0], [0.2, 0.1], [0.1, 0.3]] as const; // prettier-ignore
  const closed = smoothClosed(points, 4);
  points.forEach(([u, v], i) => expect([closed[i * 8], closed[i * 8 + 1]]).toEqual([u, v]));
  const open = smoothOpen(points, 4);
  expect([open[0], open[4], open[8]]).toEqual(points);
});
