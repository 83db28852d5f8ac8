import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { decodePicture } from '../../../inference/runtime/decode-picture.ts';
import type { Picture } from '../../../inference/runtime/picture.ts';
import type { Photo } from '../../../training/datasets/occlusion-photos/photos.ts';
import { readPhotos } from '../../../training/datasets/occlusion-photos/photos.ts';

export interface DecodedPhoto {
  readonly photo: Photo;
  readonly picture: Picture;
}

/**
 * @param split `test`: those that nothing was trained on
 * @throws DemifaceError as `readPhotos`
 */
export async function decodedPhotos(
  root: string,
  split: Photo['split'],
  signal: AbortSignal,
): Promise<DecodedPhoto[]> {
  const photos = (await readPhotos(root, signal)).filter((photo) => photo.split === split);
  return Promise.all(
    photos.map(async (photo) => ({
      photo,
      picture: (await decodePicture(readFileSync(join(root, photo.file)))).picture,
    })),
  );
}
