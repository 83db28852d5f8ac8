import { describe, expect, it } from 'vitest';

import { sampleSquare } from '../../../src/inference/detection/sample-square.ts';
import type { Picture } from '../../../src/inference/runtime/picture.ts';

const PLAIN = { scale: 1, shift: 0, beyond: 0 };

function madePicture(width: number, height: number): Picture {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919 + (i >> 3) * 31) % 256);
  return { data, width, height };
}

describe('sampleSquare', () => {
  it('of the same size is the picture', () => {
    const picture = madePicture(9, 9);
    const sampled = sampleSquare(picture, { x: 0, y: 0, width: 9, height: 9 }, 9, PLAIN);
    sampled.forEach((value, i) => expect(value).toBeCloseTo(picture.data[i]!, 3));
  });

  it('weighs every pixel of a triangle, black beyond the border', () => {
    const picture = madePicture(11, 7);
    const square = { x: -3.3, y: -2.1, width: 15.5, height: 15.5 };
    const size = 6;
    const sampled = sampleSquare(picture, square, size, { scale: 0.5, shift: -1, beyond: 40 });
    const step = square.width / size;
    for (let j = 0; j < size; j++)
      for (let i = 0; i < size; i++)
        for (let c = 0; c < 3; c++) {
          let [sum, total] = [0, 0];
          for (let y = -30; y < 40; y++)
            for (let x = -30; x < 40; x++) {
              const far = (at: number, from: number, k: number) =>
                Math.max(0, 1 - Math.abs(at + 0.5 - (from + (k + 0.5) * step)) / step);
              const weight = far(x, square.x, i) * far(y, square.y, j);
              const inside = x >= 0 && x < 11 && y >= 0 && y < 7;
              sum += weight * (inside ? picture.data[(y * 11 + x) * 3 + c]! : 40);
              total += weight;
            }
          expect(sampled[(j * size + i) * 3 + c]).toBeCloseTo((sum / total) * 0.5 - 1, 3);
        }
  });

  it('of a large picture looks at some pixels only, and sees the same', () => {
    const [width, height] = [700, 500];
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      return 120 + 60 * Math.sin(x / 40 + (i % 3)) + 60 * Math.cos(y / 30);
    });
    const square = { x: 3.4, y: -50, width: 600, height: 600 };
    const [size, step] = [20, 30];
    const sampled = sampleSquare({ data, width, height }, square, size, PLAIN);
    for (let j = 4; j < 16; j++)
      for (let i = 1; i < 19; i++) {
        let [sum, total] = [0, 0];
        const [centerX, centerY] = [3.4 + (i + 0.5) * step, -50 + (j + 0.5) * step];
        for (let y = Math.floor(centerY - step); y < centerY + step; y++)
          for (let x = Math.floor(centerX - step); x < centerX + step; x++) {
            const weight =
              Math.max(0, 1 - Math.abs(x + 0.5 - centerX) / step) *
              Math.max(0, 1 - Math.abs(y + 0.5 - centerY) / step);
            sum += weight * data[(y * width + x) * 3]!;
            total += weight;
          }
        expect(Math.abs(sampled[(j * size + i) * 3]! - sum / total)).toBeLessThan(2);
      }
  });

  it('wholly beside the picture sees only what lies beyond', () => {
    const beside = { x: 50, y: 0, width: 8, height: 8 };
    const sampled = sampleSquare(madePicture(9, 9), beside, 4, { scale: 1, shift: 2, beyond: 10 });
    expect(new Set(sampled)).toEqual(new Set([12]));
  });
});
