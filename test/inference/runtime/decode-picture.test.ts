import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import type { Box, Picture } from '../../../src/inference/runtime/picture.ts';
import { faceJpeg, facePng } from '../../support/made-data.ts';

/** A dark picture with one bright patch. */
const PATCH = { x: 8, y: 24, width: 16, height: 8 };
async function patched(orientation: number): Promise<Buffer> {
  const patch = {
    create: { width: PATCH.width, height: PATCH.height, channels: 3 as const, background: '#fff' },
  };
  return sharp({ create: { width: 64, height: 40, channels: 3, background: '#000' } })
    .composite([{ input: await sharp(patch).png().toBuffer(), left: PATCH.x, top: PATCH.y }])
    .withMetadata({ orientation })
    .tiff({ compression: 'none' })
    .toBuffer();
}

function brightBox({ data, width, height }: Picture): Box {
  const bright: [number, number][] = [];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) if (data[(y * width + x) * 3]! > 128) bright.push([x, y]);
  const [xs, ys] = [bright.map(([x]) => x), bright.map(([, y]) => y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x + 1, height: Math.max(...ys) - y + 1 };
}

describe('decodePicture', () => {
  it('turns the picture upright, and its boxes back to the picture as stored', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      const { picture, stored } = await decodePicture(await patched(orientation));
      expect([picture.width, picture.height]).toEqual(orientation < 5 ? [64, 40] : [40, 64]);
      expect({ orientation, ...stored(brightBox(picture)) }).toEqual({ orientation, ...PATCH });
    }
  });

  it('makes huge pictures smaller, and counts boxes in their own pixels', async () => {
    const create = { width: 8192, height: 100, channels: 3 as const, background: '#345' };
    const bytes = await sharp({ create }).jpeg().withMetadata({ orientation: 6 }).toBuffer();
    const { picture, stored } = await decodePicture(bytes);
    expect([picture.width, picture.height]).toEqual([50, 4096]);
    expect(stored({ x: 0, y: 0, width: 50, height: 4096 })).toEqual({ x: 0, y: 0, width: 8192, height: 100 });
  });

  it('makes three channels of gray and of transparent pictures', async () => {
    const gray = await sharp(await facePng(1))
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const clear = await sharp(await facePng(2))
      .ensureAlpha(0)
      .png()
      .toBuffer();
    for (const bytes of [gray, clear])
      expect((await decodePicture(bytes)).picture.data).toHaveLength(48 * 48 * 3);
    expect(new Set((await decodePicture(clear)).picture.data)).toEqual(new Set([0]));
  });

  it('reports in a phrase what it cannot read', async () => {
    await expect(decodePicture(Buffer.alloc(0))).rejects.toThrow(/^empty file$/);
    await expect(decodePicture(Buffer.from('<svg/>'))).rejects.toThrow(/^not a picture$/);
    await expect(decodePicture((await faceJpeg(1)).subarray(0, 300))).rejects.toThrow(
      /^truncated or damaged$/,
    );
  });
});
