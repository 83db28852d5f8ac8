import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Sharp } from 'sharp';

import { DemifaceError } from '../../../src/common/error.ts';
import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import { tryCommand } from '../command.ts';
import type { Fuzzer } from '../fuzzer.ts';
import { mutatedBytes, pick } from '../mutate.ts';
import { face } from '../valid/face.ts';

const CLASSES = ['happiness', 'sadness'];

/** Damaged pictures of every format, through the decoder that reads faces and through `data check`. */
export async function openPictures(): Promise<Fuzzer> {
  const valid = await validPictures();
  return {
    make(random, folder) {
      for (const label of CLASSES) {
        mkdirSync(join(folder, 'train', label), { recursive: true });
        for (let i = 0; i < 2; i++) {
          const [ending, bytes] = pick(random, valid);
          writeFileSync(join(folder, 'train', label, `${i}.${ending}`), mutatedBytes(random, bytes));
        }
      }
    },
    async run(folder) {
      const files = CLASSES.flatMap((label) => {
        const inside = join(folder, 'train', label);
        return readdirSync(inside).map((name) => join(inside, name));
      });
      for (const file of files) await decodes(file);
      await tryCommand('data', 'check', 'folder', folder);
    },
  };
}

/** The decoder promises an `Error` of one short phrase, or a `DemifaceError`. */
async function decodes(file: string): Promise<void> {
  try {
    await decodePicture(readFileSync(file));
  } catch (error) {
    const isPhrase = error instanceof Error && error.constructor === Error && error.message.length < 120;
    if (!isPhrase && !(error instanceof DemifaceError)) throw error;
  }
}

async function validPictures(): Promise<[ending: string, bytes: Buffer][]> {
  const rgb = () => face(48);
  const made: [string, Sharp][] = [
    ['jpg', rgb().jpeg()],
    ['jpg', rgb().jpeg({ progressive: true })],
    ['jpg', rgb().toColourspace('cmyk').jpeg()],
    ['jpg', rgb().withMetadata({ orientation: 6 }).jpeg()],
    ['png', rgb().png()],
    ['png', rgb().toColourspace('rgb16').png({ progressive: true })],
    ['png', rgb().png({ palette: true })],
    ['gif', rgb().gif()],
    ['webp', rgb().webp()],
    ['webp', rgb().webp({ lossless: true })],
    ['tiff', rgb().tiff({ compression: 'none' })],
    ['tiff', rgb().tiff({ compression: 'lzw', tile: true })],
    ['avif', rgb().avif({ effort: 0 })],
  ];
  return Promise.all(
    made.map(async ([ending, picture]): Promise<[string, Buffer]> => [ending, await picture.toBuffer()]),
  );
}
