import sharp from 'sharp';

import { CodedError } from '../error.ts';
import { readJpeg, type JpegFile } from './jpeg-file.ts';
import { pictureCountFault } from './picture-count.ts';
import {
  asPictureError,
  DAMAGED,
  MAX_PIXELS,
  MAX_SIDE,
  pictureFormat,
  TOO_LONG,
  TOO_MANY,
} from './picture-format.ts';
import { tiffSampleFault } from './tiff-samples.ts';

/** What a picture file states before its pixels. */
export interface PictureHeader {
  format: string;
  /** Pixels as stored, before the EXIF turn. */
  width: number;
  height: number;
  /** What its decoder holds at least at a time, however small the result is. */
  bytesPerPixel: number;
  /** How many pictures the file holds, where its kind can hold several. */
  pages?: number | undefined;
  jpeg?: JpegFile;
}

/** What a decoder holds that passes rows on as they come. */
const STREAMED = 1.5;
/** Measured: the planes of the picture, their pixels, and a copy. */
const AVIF_BYTES = { eight: 19, more: 25 };
const WHOLE_BYTES: Readonly<Record<string, number>> = { gif: 5, webp: 6 };

/** @throws Error whose message gives in a short phrase why it cannot be read */
export async function pictureHeader(bytes: Buffer): Promise<PictureHeader> {
  const format = pictureFormat(bytes);
  const sampleFault = format === 'tiff' ? tiffSampleFault(bytes) : undefined;
  if (sampleFault !== undefined) throw new CodedError(sampleFault);
  const header =
    format === 'png'
      ? pngHeader(bytes)
      : format === 'jpeg'
        ? jpegHeader(bytes)
        : await decodedHeader(bytes, format);
  const { width, height } = header;
  if (width * height > MAX_PIXELS) throw new CodedError(TOO_MANY);
  if (Math.max(width, height) > MAX_SIDE) throw new CodedError(TOO_LONG);
  const fault = await pictureCountFault(bytes, header);
  if (fault !== undefined) throw new CodedError(fault);
  return header;
}

/** A PNG's header stands at its start; asking the decoder would double the time of a small picture. */
function pngHeader(bytes: Buffer): PictureHeader {
  if (bytes.length < 29) throw new CodedError(DAMAGED);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const isInterlaced = bytes[28] === 1;
  const deep = bytes[24] === 16 ? 2 : 1;
  // An interlaced picture is whole before its first row is; four channels, and a row's copies.
  return { format: 'png', width, height, bytesPerPixel: isInterlaced ? 4.5 * deep : STREAMED * deep };
}

function jpegHeader(bytes: Buffer): PictureHeader {
  const jpeg = readJpeg(bytes);
  if (!jpeg?.hasEnd) throw new CodedError(DAMAGED);
  const { width, height, components, isProgressive } = jpeg.frame;
  if (!components.every(({ across, down }) => across > 0 && down > 0)) throw new CodedError(DAMAGED);
  const [across, down] = [
    Math.max(...components.map((one) => one.across)),
    Math.max(...components.map((one) => one.down)),
  ];
  const samples = components.reduce((sum, one) => sum + (one.across * one.down) / (across * down), 0);
  const isHeld = isProgressive || jpeg.scan.components.length < components.length;
  // Two bytes a coefficient, all of which are held until the last scan.
  return { format: 'jpeg', width, height, bytesPerPixel: isHeld ? 2 * samples + 0.5 : STREAMED, jpeg };
}

async function decodedHeader(bytes: Buffer, format: string): Promise<PictureHeader> {
  try {
    const meta = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    const { width, height, channels = 4, depth, bitsPerSample = 8, pages } = meta;
    const own =
      format === 'avif'
        ? bitsPerSample > 8
          ? AVIF_BYTES.more
          : AVIF_BYTES.eight
        : // A TIFF may be one strip.
          (WHOLE_BYTES[format] ?? channels * (depth === 'uchar' ? 1 : 4));
    return { format, width, height, bytesPerPixel: own, pages };
  } catch (error) {
    throw asPictureError(error);
  }
}
