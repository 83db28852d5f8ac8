import sharp, { type Sharp } from 'sharp';

import { message } from '../../messages/message.ts';
import { type OpenedPicture, PictureFault, withPicture } from '../../common/pictures/open-picture.ts';
import type { FileContent } from './files.ts';
import type { Weighed } from '../../common/in-flight.ts';
import { boxPixels } from './box-pixels.ts';
import { thumbnailOf } from './thumbnail.ts';
import type { Box } from './types.ts';
import { sha256 } from '../../common/sha256.ts';

/** Pictures read at a time: enough to keep two cores busy, few enough for the memory. */
export const IN_FLIGHT = 6;

/** The files themselves, while they are decoded. */
export const FILES_IN_FLIGHT: Weighed<FileContent> = {
  weigh: (content) => ('bytes' in content ? content.bytes.length : 0),
  most: 128 * 1024 * 1024,
};

/** Below this a picture is decoded whole; a larger one is streamed through a reduction, to spare the memory. */
const SMALL_PIXELS = 1_000_000;
/** To which a larger one is reduced. */
const REDUCED_SIDE = 64;

/** What a picture is, as stored. */
export interface PictureFacts {
  format: string;
  /** Pixels as stored, before the EXIF turn. */
  width: number;
  height: number;
  cmyk: boolean;
  gray: boolean;
  exifTurned: boolean;
  /** The EXIF turn swaps width and height. */
  isSideways: boolean;
}

/** Decoding small pictures gains nothing from threads within one; several at a time do. */
export function tunePictureDecoding(): void {
  sharp.concurrency(1);
}

export function contentIdOf(bytes: Buffer): string {
  return sha256(bytes);
}

/**
 * Decodes a picture to its last row, to see that it can be.
 * @returns with its thumbnail, of the picture as stored
 * @throws Error whose message is a short phrase with the reason why it cannot be read
 */
export function inspectPicture(bytes: Buffer): Promise<PictureFacts & { thumbnail: Uint8Array }> {
  return withPicture(bytes, {}, async (picture) => {
    const { format, width, height } = picture;
    const decoder = picture.open();
    if (width * height > SMALL_PIXELS) decoder.resize(REDUCED_SIDE, REDUCED_SIDE, { fit: 'fill' });
    const { data, info } = await decoder.raw().toBuffer({ resolveWithObject: true });
    const thumbnail = thumbnailOf(data, info.width, info.height, info.channels);
    return { format, width, height, thumbnail, ...(await colorFacts(picture, bytes)) };
  });
}

/**
 * One face as the nets see it: turned as EXIF states, CMYK to sRGB, transparent parts black, the box cut out.
 * @param size side of the square result, in pixels; the face is stretched to fill it
 * @returns size × size × (1 for gray, 3 for rgb) bytes, HWC
 * @throws Error whose message gives in a short phrase why not
 */
export async function decodeFace(bytes: Buffer, how: FaceForm): Promise<Buffer> {
  return (await decodeFaceInBox(bytes, how)).pixels;
}

interface FaceForm {
  size: number;
  color: 'gray' | 'rgb';
  box?: Box | undefined;
}

/**
 * The same, and whether a part of the box lies outside the picture.
 * @throws Error as `decodeFace`
 */
export function decodeFaceInBox(
  bytes: Buffer,
  { size, color, box }: FaceForm,
): Promise<{ pixels: Buffer; isClipped: boolean }> {
  return withPicture(bytes, { isWhole: box !== undefined }, async (picture) => {
    const { face, isClipped } = box
      ? await cutOut(picture, bytes, box)
      : { face: picture.open(), isClipped: false };
    face
      .autoOrient()
      .flatten({ background: '#000' })
      .resize(size, size, { fit: 'fill' })
      .toColourspace(color === 'gray' ? 'b-w' : 'srgb');
    const { data, info } = await face.raw().toBuffer({ resolveWithObject: true });
    checkChannels(info.channels, color === 'gray' ? 1 : 3, picture);
    return { pixels: data, isClipped };
  });
}

/**
 * A whole picture in its own size, turned as EXIF states, transparent parts black.
 * @returns red, green, blue of each pixel, rows from the top
 * @throws Error whose message gives in a short phrase why not
 */
export function decodePicture(bytes: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  return withPicture(bytes, { isWhole: true }, async (picture) => {
    const whole = picture.open().autoOrient().flatten({ background: '#000' }).toColourspace('srgb');
    const { data, info } = await whole.raw().toBuffer({ resolveWithObject: true });
    checkChannels(info.channels, 3, picture);
    return { data, width: info.width, height: info.height };
  });
}

function checkChannels(found: number, expected: number, { format }: OpenedPicture): void {
  if (found !== expected) throw new PictureFault(message('picture.unknownKind', { format }));
}

/** A box of pixels as stored is cut before the EXIF turn, which stays noted in the cutting; one of turned pixels after it. */
async function cutOut(
  picture: OpenedPicture,
  bytes: Buffer,
  box: Box,
): Promise<{ face: Sharp; isClipped: boolean }> {
  const pixels = boxPixels(box, { ...picture, ...(await colorFacts(picture, bytes)) });
  if (!pixels) throw new PictureFault(message('picture.boxOutside'));
  const { left, top, width, height } = pixels;
  const whole = box.isTurned ? picture.open().autoOrient() : picture.open();
  const inside = whole.extract({ left, top, width, height });
  if (box.isPadded) inside.extend({ ...pixels.beyond, extendWith: 'copy' });
  const face = sharp(await inside.keepMetadata().tiff({ compression: 'none' }).toBuffer());
  return { face, isClipped: pixels.isClipped && !box.isPadded };
}

/** The header of a PNG without EXIF is enough; calling the decoder would double the time of a small one. */
async function colorFacts(
  { format, open }: OpenedPicture,
  bytes: Buffer,
): Promise<Pick<PictureFacts, 'cmyk' | 'gray' | 'exifTurned' | 'isSideways'>> {
  if (format === 'png' && !bytes.includes('eXIf'))
    return { cmyk: false, gray: bytes[25] === 0 || bytes[25] === 4, exifTurned: false, isSideways: false };
  const { space, orientation = 1 } = await open().metadata();
  return {
    cmyk: space === 'cmyk',
    gray: space === 'b-w' || space === 'grey16',
    exifTurned: orientation > 1,
    isSideways: orientation >= 5,
  };
}
