import { join } from 'node:path';
import { closeSync, openSync, writeSync } from 'node:fs';

import { openPictures } from '../datasets/picture-source.ts';
import type { PreparedPicture, PreparedPixels } from '../datasets/prepared.ts';

/** Some pictures of a prepared set. */
export interface PreparedPart {
  pixels: PreparedPixels;
  pictures: readonly PreparedPicture[];
}

/** Pictures of several prepared sets of one size and color in one file, in their order; each has the row that it has there. */
export function joinPictures(
  parts: readonly PreparedPart[],
  folder: string,
): { pixels: PreparedPixels; pictures: PreparedPicture[][] } {
  const [{ size, channels }] = parts.map(({ pixels }) => pixels) as [PreparedPixels];
  const picturesPath = join(folder, 'pictures.bin');
  const file = openSync(picturesPath, 'w');
  let row = 0;
  try {
    const pictures = parts.map(({ pixels, pictures: own }) => {
      const source = openPictures(pixels.picturesPath, size, channels);
      try {
        return own.map((picture): PreparedPicture => {
          writeSync(file, source.read(picture.row).data);
          return { ...picture, row: row++ };
        });
      } finally {
        source.close();
      }
    });
    return { pixels: { picturesPath, size, channels }, pictures };
  } finally {
    closeSync(file);
  }
}
