import { join } from 'node:path';

import sharp from 'sharp';

import { shippedClip } from '../../../../../src/artifact/places.ts';

/** A second of the clip that ships, as a camera gives it. */
export async function cameraFrame(second: number) {
  const { data, info } = await sharp(join(shippedClip(), `${String(second).padStart(2, '0')}s.jpg`))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { format: 'RGBA' as const, width: info.width, height: info.height, data: new Uint8Array(data) };
}
