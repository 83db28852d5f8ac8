import { describe, expect, it } from 'vitest';

import { stripsBeside, windowsBeside } from '../../../../src/cli/bench/find/photo-parts.ts';
import type { Box } from '../../../../src/inference/runtime/picture.ts';
import { randomFor } from '../../../../src/common/math/random.ts';

const SIZE = { width: 256, height: 235 };
const FACE = { x: 100, y: 90, width: 60, height: 80 };

/** Pixels of a part that belong to the face, counted one by one. */
function facePixels(part: Box, face: Box): number {
  let n = 0;
  for (let y = part.y; y < part.y + part.height; y++)
    for (let x = part.x; x < part.x + part.width; x++)
      if (x + 1 > face.x && x < face.x + face.width && y + 1 > face.y && y < face.y + face.height) n++;
  return n;
}

const lies = ({ x, y, width, height }: Box) =>
  x >= 0 && y >= 0 && x + width <= SIZE.width && y + height <= SIZE.height;

describe('strips beside a face', () => {
  it('lie on all four sides, within the photo, and hold no pixel of it', () => {
    const strips = stripsBeside(FACE, SIZE);
    expect(strips).toHaveLength(4);
    for (const strip of strips) {
      expect(lies(strip)).toBe(true);
      expect(facePixels(strip, FACE)).toBe(0);
    }
  });

  it('are left out where they are too narrow', () => {
    const strips = stripsBeside({ x: 10, y: 20, width: 120, height: 150 }, SIZE);
    // 256 − 130 − 18 to the right; 235 − 170 − 22.5 below.
    expect(strips).toEqual([
      { x: 148, y: 0, width: 108, height: 235 },
      { x: 0, y: 193, width: 256, height: 42 },
    ]);
  });
});

describe('windows beside a face', () => {
  it('have a camera’s shape, lie within the photo and hold no pixel of the face', () => {
    const windows = windowsBeside(FACE, SIZE, randomFor(3, 'windows'), 12);
    expect(windows).toHaveLength(12);
    for (const window of windows) {
      expect(lies(window)).toBe(true);
      expect(Math.abs(window.width / window.height - 4 / 3)).toBeLessThan(0.04);
      expect(facePixels(window, FACE)).toBe(0);
    }
  });

  it('are the same for the same seed, and none where the face fills the photo', () => {
    const twice = [1, 2].map(() => windowsBeside(FACE, SIZE, randomFor(3, 'windows'), 4));
    expect(twice[0]).toEqual(twice[1]);
    expect(windowsBeside({ x: 5, y: 5, width: 245, height: 225 }, SIZE, randomFor(3, 'windows'), 4)).toEqual(
      [],
    );
  });
});
