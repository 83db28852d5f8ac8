import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { cutFace } from '../../../src/inference/runtime/crop.ts';
import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import { quickCut } from '../../../src/inference/runtime/quick-cut.ts';

const { picture } = await decodePicture(readFileSync('resources/clip/05s.jpg'));

/** Largest and mean difference in levels. */
function differences(a: Uint8Array, b: Uint8Array): { largest: number; mean: number } {
  const each = Array.from(a, (value, i) => Math.abs(value - b[i]!));
  return { largest: Math.max(...each), mean: each.reduce((x, y) => x + y) / each.length };
}

describe('quickCut', () => {
  it.each([32, 48, 64])('is what sharp makes of a face, at %i pixels a side', async (size) => {
    for (const side of [size, 70.2, 97, 113.4, 128, 150, 202, 260.6, 300])
      for (const [x, y] of [
        [150, 130],
        [-40.4, -31.6],
        [260, 180],
      ] as const)
        for (const color of ['rgb', 'gray'] as const) {
          if (side < size) continue;
          const square = { x, y, width: side, height: side };
          const [ours, sharps] = [
            await quickCut(picture, square, { size, color }),
            await cutFace(picture, square, { size, color }),
          ];
          expect(ours).toHaveLength(sharps.length);
          const { largest, mean } = differences(ours, sharps);
          expect(mean).toBeLessThan(2.5);
          if (size === 64 && side === 128) expect(largest).toBeLessThanOrEqual(2); // nothing is rounded
        }
  });

  it('leaves to sharp what has to grow', async () => {
    const square = { x: 150, y: 130, width: 40, height: 40 };
    for (const color of ['rgb', 'gray'] as const)
      expect(await quickCut(picture, square, { size: 64, color })).toEqual(
        await cutFace(picture, square, { size: 64, color }),
      );
  });
});
