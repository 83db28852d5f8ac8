import { withPicture } from '../../common/pictures/open-picture.ts';
import type { Box, Picture } from './picture.ts';

/** Faces are as well found in a picture of this side; a camera's largest need not fill the memory. */
const MAX_SIDE = 4096;

export interface DecodedPicture {
  /** Upright, and at most 4096 pixels a side. */
  picture: Picture;
  /** From a box in the upright picture to one in the picture as stored, before its EXIF turn. */
  stored: (box: Box) => Box;
  /** To one in the upright picture in its own size. */
  upright: (box: Box) => Box;
}

/**
 * A picture file as a detector sees it: turned as EXIF states, sRGB, transparent parts black.
 * @throws Error whose message gives in a short phrase why it cannot be read
 */
export function decodePicture(bytes: Buffer): Promise<DecodedPicture> {
  return withPicture(bytes, {}, async ({ open }) => {
    const { autoOrient: upright, orientation = 1 } = await open().metadata();
    const { data, info } = await open()
      .autoOrient()
      .flatten({ background: '#000' })
      .resize(MAX_SIDE, MAX_SIDE, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    const across = upright.width / width;
    const down = upright.height / height;
    const scaled = (box: Box): Box => ({
      x: box.x * across,
      y: box.y * down,
      width: box.width * across,
      height: box.height * down,
    });
    return {
      picture: { data, width, height },
      stored: (box) => unrotated(scaled(box), upright, orientation),
      upright: scaled,
    };
  });
}

/**
 * Takes a box of the upright picture back to the picture as stored.
 * @param upright size of the upright picture
 * @param orientation EXIF's, 1 to 8: how the stored picture is to be turned
 */
function unrotated(
  { x, y, width, height }: Box,
  upright: { width: number; height: number },
  orientation: number,
): Box {
  const right = upright.width - x - width;
  const bottom = upright.height - y - height;
  switch (orientation) {
    case 2: // mirrored
      return { x: right, y, width, height };
    case 3: // upside down
      return { x: right, y: bottom, width, height };
    case 4: // upside down and mirrored
      return { x, y: bottom, width, height };
    case 5: // rows and columns exchanged
      return { x: y, y: x, width: height, height: width };
    case 6: // to be turned clockwise
      return { x: y, y: right, width: height, height: width };
    case 7: // exchanged, and upside down
      return { x: bottom, y: right, width: height, height: width };
    case 8: // to be turned anticlockwise
      return { x: bottom, y: x, width: height, height: width };
    default:
      return { x, y, width, height };
  }
}
