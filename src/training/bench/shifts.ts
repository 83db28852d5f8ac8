import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Head } from '../../artifact/labels.ts';
import { randomFor } from '../../common/math/random.ts';
import { sha256 } from '../../common/sha256.ts';
import { openPictures } from '../datasets/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../datasets/prepared.ts';
import { labeledFor, labelOf } from '../datasets/targets.ts';
import { drawnOrder } from '../sources/seeded.ts';

/** Years from which on a model has learned, and from which on it has not. */
export const AGES = { learned: 20, unseen: 60 } as const;

/** The same picture as a bad camera in a dark room gives it: 30 to 45 % of the light, and noise of 6 to 10 gray levels. */
export function darkened(bytes: Uint8Array, seed: string): Uint8Array {
  const random = randomFor(1, 'dark', seed);
  const gain = random.uniform(0.3, 0.45);
  const deviation = random.uniform(6, 10);
  return Uint8Array.from(bytes, (byte) => {
    const value = 255 * gain * (byte / 255) ** 1.3 + deviation * random.normal();
    return Math.max(0, Math.min(255, Math.round(value)));
  });
}

/** These pictures of a prepared set alone, each changed. @param change gets bytes that the next picture is read over */
export function partOf(
  prepared: PreparedSet,
  pictures: readonly PreparedPicture[],
  folder: string,
  change: (bytes: Uint8Array, contentId: string) => Uint8Array = (bytes) => bytes.slice(),
): PreparedSet {
  const { size, channels } = prepared;
  const picturesPath = join(folder, 'pictures.bin');
  const source = openPictures(prepared.picturesPath, size, channels);
  try {
    const bytes = pictures.map(({ row, contentId }) => change(source.read(row).data, contentId));
    writeFileSync(picturesPath, Buffer.concat(bytes));
    const fingerprint = sha256(Buffer.concat([Buffer.from(prepared.fingerprint), ...bytes]));
    const rows = pictures.map((picture, row) => ({ ...picture, row }));
    return { folder, picturesPath, size, channels, fingerprint, pictures: rows, leftOut: [], clipped: [] };
  } finally {
    source.close();
  }
}

/** So many pictures of each class, as far as there are; drawn by the seed. */
export function drawnOfEach(
  pictures: readonly PreparedPicture[],
  head: Head,
  perClass: number,
  seed: number,
): PreparedPicture[] {
  const once = [...new Map(labeledFor(pictures, head).map((one) => [one.contentId, one])).values()];
  const drawn = drawnOrder(once, seed);
  const classes = Map.groupBy(drawn, (picture) => labelOf(picture, head));
  return [...classes.values()].flatMap((same) => same.slice(0, perClass));
}
