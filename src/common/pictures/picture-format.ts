import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { CodedError } from '../error.ts';
/** 12,000 by 12,000 fits; a decompression bomb does not. */
export const MAX_PIXELS = 150_000_000;
export const TOO_MANY = message('picture.tooManyPixels');
/** JPEG's own limit. A decoder holds hundreds of rows at a time, however few the picture has. */
export const MAX_SIDE = 65_535;
export const TOO_LONG = message('picture.tooLong');
export const DAMAGED = message('picture.damaged');

/**
 * What sharp threw, in our words: its own share one buffer between the pictures in flight, so they may speak of another
 * picture.
 */
export function asPictureError(error: unknown): Error {
  const tooMany = error instanceof Error && error.message.includes('pixel limit');
  return new CodedError(tooMany ? TOO_MANY : DAMAGED, { cause: error });
}

/** Why a file of several frames is no picture. */
export function animation(frames?: number): CodedMessage {
  return frames === undefined ? message('picture.animation') : message('picture.animationOf', { n: frames });
}

/**
 * What a picture file's first bytes say. Anything else (text, SVG, PDF) is not even shown to the decoder.
 * @throws Error whose message gives in a short phrase why it is none
 */
export function pictureFormat(bytes: Buffer): string {
  if (bytes.length === 0) throw new CodedError(message('picture.empty'));
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp';
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'tiff';
  if (start.startsWith('ftyp', 4)) return containerFormat(bytes);
  throw new CodedError(UNREAD.find(([sign]) => start.startsWith(sign))?.[1] ?? message('picture.none'));
}

/** Pictures of kinds that are not read here, by their first bytes. */
const UNREAD: readonly (readonly [string, CodedMessage])[] = [
  ['BM', message('picture.asPng', { format: 'BMP' })],
  ['\0\0\0\x0cjP  ', message('skipped.otherFormat', { format: 'JPEG 2000' })],
  ['\xff\x4f\xff\x51', message('skipped.otherFormat', { format: 'JPEG 2000' })],
  ['\0\0\0\x0cJXL ', message('skipped.otherFormat', { format: 'JPEG XL' })],
  ['\xff\x0a', message('skipped.otherFormat', { format: 'JPEG XL' })],
  ['8BPS', message('picture.photoshop')],
  ['II+\0', message('picture.asTiff', { format: 'BigTIFF' })],
  ['%PDF', message('picture.pdf')],
  ['\x1a\x45\xdf\xa3', message('skipped.video')],
];

/** Of the box format that HEIC, AVIF and MP4 share: the brands at its start say which it is. */
function containerFormat(bytes: Buffer): string {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 512);
  const brands = bytes.toString('latin1', 8, end);
  if (brands.startsWith('avis')) throw new CodedError(animation());
  if (/avi[fs]/.test(brands)) return 'avif';
  if (/hei|hev|mif1|msf1/.test(brands))
    throw new CodedError(message('skipped.otherFormat', { format: 'HEIC' }));
  if (brands.startsWith('crx')) throw new CodedError(message('skipped.cameraRaw'));
  throw new CodedError(message('skipped.video'));
}
