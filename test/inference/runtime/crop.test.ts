import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { cutFace, faceSquare } from '../../../src/inference/runtime/crop.ts';
import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import { decodeFace } from '../../../src/training/sources/decode.ts';
import { faceJpeg, facePng } from '../../support/made-data.ts';

describe('faceSquare', () => {
  const box = { x: 100, y: 60, width: 50, height: 70 };

  it('has the center of the box, and its side is a share of the width', () => {
    expect(faceSquare(box, { scale: 1, up: 0 })).toEqual({ x: 100, y: 70, width: 50, height: 50 });
    expect(faceSquare(box, { scale: 2, up: 0 })).toEqual({ x: 75, y: 45, width: 100, height: 100 });
  });

  it('moves up by a share of the width', () => {
    expect(faceSquare(box, { scale: 1, up: 0.1 })).toEqual({ x: 100, y: 65, width: 50, height: 50 });
  });
});

describe('cutFace', () => {
  it('gives the bytes that training makes of the same square as a file, gray and color', async () => {
    const bytes = await facePng(3, 90);
    const { picture } = await decodePicture(bytes);
    const square = { x: 20.3, y: 10.8, width: 61.2, height: 61.2 };
    const file = await sharp(bytes).extract({ left: 20, top: 11, width: 61, height: 61 }).png().toBuffer();
    for (const color of ['gray', 'rgb'] as const)
      for (const size of [48, 64]) {
        const cut = await cutFace(picture, square, { size, color });
        expect(Buffer.compare(cut, await decodeFace(file, { size, color }))).toBe(0);
      }
  });

  it('of a whole picture gives what training makes of that picture', async () => {
    const bytes = await faceJpeg(5, 64);
    const { picture } = await decodePicture(bytes);
    const input = { size: 48, color: 'gray' } as const;
    const cut = await cutFace(picture, { x: 0, y: 0, width: 64, height: 64 }, input);
    expect(Buffer.compare(cut, await decodeFace(bytes, input))).toBe(0);
  });

  it('reads gray pictures as gray', async () => {
    const bytes = await sharp(await facePng(6))
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const { picture } = await decodePicture(bytes);
    const input = { size: 48, color: 'gray' } as const;
    const cut = await cutFace(picture, { x: 0, y: 0, width: 48, height: 48 }, input);
    const expected = await decodeFace(bytes, input);
    cut.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(1));
  });

  it('repeats the outermost pixels beyond the border', async () => {
    const data = Uint8Array.from([10, 10, 10, 20, 20, 20, 30, 30, 30, 40, 40, 40]);
    const picture = { data, width: 2, height: 2 };
    const square = { x: -1, y: -1, width: 4, height: 4 };
    const cut = await cutFace(picture, square, { size: 4, color: 'rgb' });
    const reds = Array.from({ length: 16 }, (_, i) => cut[3 * i]);
    expect(reds).toEqual([10, 10, 20, 20, 10, 10, 20, 20, 30, 30, 40, 40, 30, 30, 40, 40]);
  });
});
