import sharp from 'sharp';

import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { animation } from './picture-format.ts';
import type { PictureHeader } from './picture-header.ts';

/**
 * Why a file is not one picture, in a short phrase; undefined if it is. Of an animation or of pages a decoder gives the
 * first, and nothing would show that the others were left out.
 */
export async function pictureCountFault(
  bytes: Buffer,
  { format, width, height, pages = 1 }: PictureHeader,
): Promise<CodedMessage | undefined> {
  if (format === 'png') return isAnimatedPng(bytes) ? animation() : undefined;
  if (pages === 1) return undefined;
  if (format !== 'tiff') return animation(pages);
  // A smaller second page is a thumbnail of the first.
  const second = await sharp(bytes, { page: 1 })
    .metadata()
    .catch(() => undefined);
  return second?.width === width && second.height === height
    ? message('picture.tiffPages', { n: pages })
    : undefined;
}

/** The chunk that announces frames stands before the pixels. */
function isAnimatedPng(bytes: Buffer): boolean {
  return bytes.subarray(0, bytes.indexOf('IDAT')).includes('acTL');
}
