import { expect, it } from 'vitest';

import type { PixelFormat } from '../../../src/inference/sources/pixel-formats.ts';
import { checkBytes, rawBytes, toPicture } from '../../../src/inference/sources/pixel-formats.ts';

/** BT.601 as the standard writes it. */
function rgbOf(y: number, u: number, v: number): number[] {
  const luma = (255 / 219) * (y - 16);
  const [blue, red] = [(255 / 224) * (u - 128), (255 / 224) * (v - 128)];
  return [
    luma + 1.402 * red,
    luma - ((0.114 * 1.772) / 0.587) * blue - ((0.299 * 1.402) / 0.587) * red,
    luma + 1.772 * blue,
  ].map((value) => Math.min(255, Math.max(0, value)));
}

it('turns planes into pixels as BT.601 says, of odd sizes too', () => {
  const [width, height] = [5, 3];
  const bytes = rawBytes({ format: 'I420', width, height });
  expect(bytes).toBe(15 + 2 * 6);
  const data = Uint8Array.from({ length: bytes }, (_, i) => (i * 53 + 17) % 256);
  const picture = toPicture({ format: 'I420', data, width, height }, new Uint8ClampedArray(45));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const chroma = 15 + (y >> 1) * 3 + (x >> 1);
      const expected = rgbOf(data[y * width + x]!, data[chroma]!, data[chroma + 6]!);
      expected.forEach((value, c) =>
        expect(Math.abs(picture.data[(y * width + x) * 3 + c]! - value)).toBeLessThan(1.01),
      );
    }
});

it('chroma side by side says the same as chroma in planes of its own', () => {
  const [width, height] = [5, 3];
  const planes = Uint8Array.from({ length: 27 }, (_, i) => (i * 53 + 17) % 256);
  const paired = planes.slice();
  for (let k = 0; k < 6; k++) {
    paired[15 + 2 * k] = planes[15 + k]!;
    paired[16 + 2 * k] = planes[21 + k]!;
  }
  const [apart, together] = (['I420', 'NV12'] as const).map((format) => {
    const data = format === 'NV12' ? paired : planes;
    return [...toPicture({ format, data, width, height }, new Uint8ClampedArray(45)).data];
  });
  expect(together).toEqual(apart);
});

it('takes red, green and blue of four bytes a pixel, whichever comes first', () => {
  const data = Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 0);
  const pixelsOf = (format: PixelFormat) => [
    ...toPicture({ format, data, width: 2, height: 1 }, new Uint8ClampedArray(6)).data,
  ];
  for (const format of ['RGBA', 'RGBX'] as const) expect(pixelsOf(format)).toEqual([1, 2, 3, 4, 5, 6]);
  for (const format of ['BGRA', 'BGRX'] as const) expect(pixelsOf(format)).toEqual([3, 2, 1, 6, 5, 4]);
  expect(rawBytes({ format: 'BGRX', width: 2, height: 1 })).toBe(8);
});

it('refuses a frame of which bytes are missing', () => {
  const frame = (bytes: number) =>
    ({ format: 'I420', data: new Uint8Array(bytes), width: 4, height: 4 }) as const;
  expect(() => checkBytes(frame(20))).toThrow(/4×4 in I420 has 24 bytes, found 20/);
  checkBytes(frame(24));
});
