import { describe, expect, it } from 'vitest';

import { heatColor } from '../../../src/training/explain/heat-color.ts';
import { enlargedFace, heatPicture, overlay } from '../../../src/training/explain/overlay.ts';

describe('the colors of heat', () => {
  it("are matplotlib's viridis", () => {
    // matplotlib 3: cm.viridis(x), times 255.
    const known: [number, number[]][] = [
      [0, [68, 1, 84]],
      [0.1, [72, 36, 117]],
      [0.25, [59, 82, 139]],
      [0.5, [33, 145, 140]],
      [0.75, [94, 201, 98]],
      [1, [253, 231, 37]],
    ];
    for (const [heat, color] of known)
      heatColor(heat).forEach((value, c) => expect(Math.abs(value - color[c]!)).toBeLessThan(2));
  });

  it('end where heat ends', () => {
    expect(heatColor(-1)).toEqual(heatColor(0));
    expect(heatColor(2)).toEqual(heatColor(1));
  });
});

describe('heat over a face', () => {
  const face = Uint8Array.of(200, 100, 50, 10, 20, 30, 0, 0, 0, 255, 255, 255);

  it('leaves the face as it is where there is none, and mixes three quarters of yellow in where it is greatest', () => {
    const over = overlay(face, Float32Array.of(0, 7, 0, 3.5));
    expect([...over.subarray(0, 3)]).toEqual([200, 100, 50]);
    expect([...over.subarray(6, 9)]).toEqual([0, 0, 0]);
    const mixed = [10, 20, 30].map((value, c) => Math.round(0.25 * value + 0.75 * heatColor(1)[c]!));
    expect([...over.subarray(3, 6)]).toEqual(mixed);
    const half = [0, 1, 2].map((c) => Math.round(0.625 * 255 + 0.375 * heatColor(0.5)[c]!));
    expect([...over.subarray(9)]).toEqual(half);
  });

  it('is the face where there is no heat at all', () => {
    expect(overlay(face, new Float32Array(4))).toEqual(face);
  });

  it('alone runs from the first color to the last', () => {
    const picture = heatPicture(Float32Array.of(0, 2, 1, 2));
    expect([...picture.subarray(0, 6)]).toEqual([...heatColor(0), ...heatColor(1)]);
    expect(picture.subarray(3, 6)).toEqual(picture.subarray(9));
  });
});

it('an enlarged gray face is gray in three channels', async () => {
  const large = await enlargedFace({ pixels: Uint8Array.of(0, 90, 180, 255), size: 2, channels: 1 }, 8);
  expect(large).toHaveLength(8 * 8 * 3);
  for (let i = 0; i < large.length; i += 3)
    expect([large[i], large[i]]).toEqual([large[i + 1], large[i + 2]]);
  expect(large[0]!).toBeLessThan(large.at(-1)!);
});
