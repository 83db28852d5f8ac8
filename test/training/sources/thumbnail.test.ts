import { describe, expect, it } from 'vitest';

import { THUMBNAIL_SIDE, thumbnailOf } from '../../../src/training/sources/thumbnail.ts';

/** Pixels by a function of their place. */
function picture(width: number, height: number, colorAt: (x: number, y: number) => number[]): Uint8Array {
  const pixels = Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => colorAt(x, y)),
  );
  return Uint8Array.from(pixels.flat(2));
}

describe('thumbnailOf', () => {
  it('gives the mean of each part', () => {
    // Parts of 3 × 2 pixels, all of one value but for one pixel of each part.
    const value = (x: number, y: number) => 5 * Math.floor(x / 3) + Math.floor(y / 2);
    const odd = (x: number, y: number) => (x % 3 === 1 && y % 2 === 1 ? 60 : 0);
    const gray = picture(48, 32, (x, y) => [value(x, y) + odd(x, y)]);
    const expected = picture(THUMBNAIL_SIDE, THUMBNAIL_SIDE, (x, y) => [5 * x + y + 60 / 6]);
    expect(thumbnailOf(gray, 48, 32, 1)).toEqual(expected);
  });

  it('weighs red, green and blue as brightness, and passes over what is no color', () => {
    for (const [color, brightness] of [
      [[200, 0, 0, 9], 60],
      [[0, 200, 0, 9], 117],
      [[0, 0, 200, 9], 23],
    ] as const) {
      const expected = new Uint8Array(THUMBNAIL_SIDE ** 2).fill(brightness);
      expect(
        thumbnailOf(
          picture(32, 32, () => color.slice(0, 3)),
          32,
          32,
          3,
        ),
      ).toEqual(expected);
      expect(
        thumbnailOf(
          picture(20, 50, () => [...color]),
          20,
          50,
          4,
        ),
      ).toEqual(expected);
    }
    expect(
      thumbnailOf(
        picture(16, 16, () => [77, 3]),
        16,
        16,
        2,
      ),
    ).toEqual(new Uint8Array(256).fill(77));
  });

  it('enlarges what is smaller', () => {
    const wide = thumbnailOf(Uint8Array.of(10, 250), 2, 1, 1);
    expect([wide[0], wide.at(-1)]).toEqual([10, 250]);
  });
});
