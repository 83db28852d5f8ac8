import sharp, { type Sharp, type SharpOptions } from 'sharp';

import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { CodedError } from '../error.ts';
import { hasSoundEntropyData } from './jpeg-entropy.ts';
import { MemoryBudget } from '../memory-budget.ts';
import { asPictureError, DAMAGED, MAX_PIXELS } from './picture-format.ts';
import { pictureHeader, type PictureHeader } from './picture-header.ts';
import { hasLostWebpData } from './webp-data.ts';

/** All pictures that are decoded at a time, in every part of the process; the files themselves come on top. */
const DECODING_BYTES = 768 * 1024 * 1024;
const budget = new MemoryBudget(DECODING_BYTES);

// It would hold all that the decoder of a progressive JPEG does, of one picture after another, outside the budget.
sharp.cache(false);

/** Of a picture in its full size: the decoder's rows, the result, and a copy in between. */
const WHOLE_BYTES_PER_PIXEL = 8;

/** A picture file whose header was read and whose data are undamaged as far as that shows without decoding. */
export interface OpenedPicture extends PictureHeader {
  /** A decoder of its own for each result. */
  open: () => Sharp;
}

export interface DecodeOptions {
  /** The result, or a step on the way to it, has as many pixels as the picture. */
  isWhole?: boolean;
}

/**
 * Decodes a picture, once its share of the memory is free.
 * @param decode makes the result
 * @throws Error whose message gives in a short phrase why it cannot be read
 */
export async function withPicture<T>(
  bytes: Buffer,
  { isWhole = false }: DecodeOptions,
  decode: (picture: OpenedPicture) => Promise<T>,
): Promise<T> {
  const header = await pictureHeader(bytes);
  const needed =
    header.width * header.height * (header.bytesPerPixel + (isWhole ? WHOLE_BYTES_PER_PIXEL : 0));
  if (!(needed <= DECODING_BYTES)) throw new CodedError(tooLarge(header, needed));
  checkData(bytes, header);
  const options = decoderOptions(header);
  return budget.hold(needed, async () => {
    try {
      return await decode({ ...header, open: () => sharp(bytes, options) });
    } catch (error) {
      throw error instanceof PictureFault ? error : asPictureError(error);
    }
  });
}

/** What is wrong with a picture beside its data; its message stands as it is. */
export class PictureFault extends CodedError {}

/** @throws Error `truncated or damaged` where the decoder itself would not notice */
function checkData(bytes: Buffer, { format, width, height, jpeg }: PictureHeader): void {
  const isSound =
    (jpeg === undefined || hasSoundEntropyData(bytes, jpeg)) &&
    (format !== 'webp' || !hasLostWebpData(bytes, width * height));
  if (!isSound) throw new CodedError(DAMAGED);
}

/**
 * Warnings about a JPEG of several scans and about a GIF are about their data; those about other files are mostly about
 * notes beside the picture, and a JPEG of one scan was checked before.
 */
function decoderOptions({ format, jpeg }: PictureHeader): SharpOptions {
  const isChecked = jpeg?.frame.isSequential && jpeg.scan.components.length === jpeg.frame.components.length;
  const isStrict = format === 'gif' || (format === 'jpeg' && !isChecked);
  return { failOn: isStrict ? 'warning' : 'error', limitInputPixels: MAX_PIXELS };
}

function tooLarge({ format, width, height }: PictureHeader, needed: number): CodedMessage {
  const megapixels = Math.round((width * height) / 1e6);
  const gigabytes = Number((needed / 1e9).toFixed(1));
  return message('picture.tooMuchMemory', { megapixels, format: format.toUpperCase(), gigabytes });
}
