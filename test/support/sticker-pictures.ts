import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';

import { randomFor } from '../../src/common/math/random.ts';
import { liveScene } from './live-scenes.ts';

export interface StickerPicture {
  /** Decides where the face is, and how large. */
  seed: number;
  hasSticker: boolean;
}

/** A whole picture, drawn: a room with one person, who has a small striped sticker on the forehead or none. @returns PNG */
export async function stickerPicture({ seed, hasSticker }: StickerPicture): Promise<Buffer> {
  const random = randomFor(seed, 'sticker');
  const face = {
    x: 180 + random.int(280),
    y: 170 + random.int(140),
    width: 90 + random.int(70),
  };
  const scene = await liveScene([{ at: () => face, still: seed % 20 }]);
  const { data, width, height } = await scene(0);
  const [w, h] = [0.3 * face.width, 0.18 * face.width];
  const stripes = [0, 1, 2, 3, 4]
    .map((k) => `<rect x="${(k * w) / 5}" width="${w / 10}" height="${h}" fill="#111"/>`)
    .join('');
  const sticker = `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.round(w)}" height="${Math.round(h)}"><rect width="100%" height="100%" fill="#fff"/>${stripes}</svg>`;
  const drawn = sharp(Buffer.from(data), { raw: { width, height, channels: 3 } });
  if (hasSticker)
    drawn.composite([
      {
        input: Buffer.from(sticker),
        left: Math.round(face.x - w / 2),
        top: Math.round(face.y - 0.5 * face.width),
      },
    ]);
  return drawn.png().toBuffer();
}

/** A folder of them, `sticker` and `plain`. */
export async function stickerFolder(root: string, each: number): Promise<void> {
  for (const [name, hasSticker] of [
    ['sticker', true],
    ['plain', false],
  ] as const) {
    mkdirSync(join(root, name), { recursive: true });
    for (let i = 0; i < each; i++)
      await sharp(await stickerPicture({ seed: 2 * i + Number(hasSticker), hasSticker })).toFile(
        join(root, name, `${i}.png`),
      );
  }
}
