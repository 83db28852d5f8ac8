import { createHash } from 'node:crypto';

import sharp, { type Sharp } from 'sharp';

import {
  asPictureError,
  MAX_PIXELS,
  pictureFormat,
  STRICT,
  TOO_MANY,
} from '../../artifact/picture-format.ts';
import { boxPixels } from './box-pixels.ts';
import type { Box } from './types.ts';

/** Pictures read at a time: enough to keep two cores busy, few enough for the memory. */
export const IN_FLIGHT = 6;

/** Below this a picture is decoded whole; a larger one is streamed through a reduction, to spare the memory. */
const SMALL_PIXELS = 1_000_000;

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
  sharp.cache(false);
}

export function contentIdOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * Decodes a picture to its last row, to see that it can be.
 * @throws Error whose message says in a short phrase why not
 */
export async function inspectPicture(bytes: Buffer): Promise<PictureFacts> {
  const facts = await readFacts(bytes);
  const picture = opened(bytes);
  if (facts.width * facts.height > SMALL_PIXELS) picture.resize(8, 8, { fit: 'fill' });
  await orSay(picture.raw().toBuffer());
  return facts;
}

/**
 * One face as the nets see it: turned as EXIF says, CMYK to sRGB, transparent parts black, the box cut out.
 * @param size side of the square result, in pixels; the face is stretched to fill it
 * @returns size × size × (1 for gray, 3 for rgb) bytes, HWC
 * @throws Error whose message says in a short phrase why not
 */
export async function decodeFace(
  bytes: Buffer,
  { size, color, box }: { size: number; color: 'gray' | 'rgb'; box?: Box | undefined },
): Promise<Buffer> {
  const format = pictureFormat(bytes);
  const picture = box ? await cutOut(bytes, box) : opened(bytes);
  picture
    .autoOrient()
    .flatten({ background: '#000' })
    .resize(size, size, { fit: 'fill' })
    .toColourspace(color === 'gray' ? 'b-w' : 'srgb');
  const { data, info } = await orSay(picture.raw().toBuffer({ resolveWithObject: true }));
  const channels = color === 'gray' ? 1 : 3;
  if (info.channels !== channels) throw new Error(`a ${format} of a kind that is not understood`);
  return data;
}

/**
 * A whole picture in its own size, turned as EXIF says, transparent parts black.
 * @returns red, green, blue of each pixel, rows from the top
 * @throws Error whose message says in a short phrase why not
 */
export async function decodePicture(bytes: Buffer): Promise<{ data: Buffer; width: number; height: number }> {
  const format = pictureFormat(bytes);
  const picture = opened(bytes).autoOrient().flatten({ background: '#000' }).toColourspace('srgb');
  const { data, info } = await orSay(picture.raw().toBuffer({ resolveWithObject: true }));
  if (info.channels !== 3) throw new Error(`a ${format} of a kind that is not understood`);
  return { data, width: info.width, height: info.height };
}

/** A box of pixels as stored is cut before the EXIF turn, which stays noted in the cutting; one of turned pixels after it. */
async function cutOut(bytes: Buffer, box: Box): Promise<Sharp> {
  const pixels = boxPixels(box, await readFacts(bytes));
  if (!pixels) throw new Error('the face box lies outside the picture');
  const { isClipped: _, ...part } = pixels;
  const whole = box.isTurned ? opened(bytes).autoOrient() : opened(bytes);
  const cutting = whole.extract(part);
  return opened(await orSay(cutting.keepMetadata().tiff({ compression: 'none' }).toBuffer()));
}

async function readFacts(bytes: Buffer): Promise<PictureFacts> {
  const format = pictureFormat(bytes);
  if (format === 'png' && !bytes.includes('eXIf')) return pngFacts(bytes);
  const { width, height, space, orientation = 1 } = await orSay(opened(bytes).metadata());
  if (width * height > MAX_PIXELS) throw new Error(TOO_MANY);
  const gray = space === 'b-w' || space === 'grey16';
  return {
    format,
    width,
    height,
    cmyk: space === 'cmyk',
    gray,
    exifTurned: orientation > 1,
    isSideways: orientation >= 5,
  };
}

/** A PNG's header stands at its start; asking the decoder would double the time of a small picture. */
function pngFacts(bytes: Buffer): PictureFacts {
  if (bytes.length < 26) throw new Error('truncated or damaged');
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  if (width * height > MAX_PIXELS) throw new Error(TOO_MANY);
  const gray = bytes[25] === 0 || bytes[25] === 4;
  return { format: 'png', width, height, cmyk: false, gray, exifTurned: false, isSideways: false };
}

function opened(bytes: Buffer): Sharp {
  return sharp(bytes, STRICT);
}

/** @throws Error whose message says in a short phrase why not */
async function orSay<T>(result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    throw asPictureError(error);
  }
}
