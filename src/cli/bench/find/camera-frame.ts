import sharp from 'sharp';

import type { Box, Picture } from '../../../inference/runtime/picture.ts';

/** What a camera gives. */
export const CAMERA = { width: 640, height: 480 };
/** What surrounds a picture of another shape. */
const SURROUND = '#404040';

/** A picture, or a part of it, as large as fits into a camera's frame. */
export async function cameraFrame({ data, width, height }: Picture, part?: Box): Promise<Picture> {
  const all = sharp(data, { raw: { width, height, channels: 3 } });
  const cut = part ? all.extract({ left: part.x, top: part.y, width: part.width, height: part.height }) : all;
  const pixels = await cut
    .resize(CAMERA.width, CAMERA.height, { fit: 'contain', background: SURROUND })
    .raw()
    .toBuffer();
  return { data: pixels, ...CAMERA };
}

/** Where a box of a picture lies in its camera frame. */
export function inCameraFrame(box: Box, { width, height }: Pick<Picture, 'width' | 'height'>): Box {
  const scale = Math.min(CAMERA.width / width, CAMERA.height / height);
  return {
    x: (CAMERA.width - width * scale) / 2 + box.x * scale,
    y: (CAMERA.height - height * scale) / 2 + box.y * scale,
    width: box.width * scale,
    height: box.height * scale,
  };
}
