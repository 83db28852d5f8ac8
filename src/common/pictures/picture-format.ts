/** 12,000 by 12,000 fits; a decompression bomb does not. */
export const MAX_PIXELS = 150_000_000;
export const TOO_MANY = 'too many pixels';
/** JPEG's own limit. A decoder holds hundreds of rows at a time, however few the picture has. */
export const MAX_SIDE = 65_535;
export const TOO_LONG = 'a side of more than 65,535 pixels';
export const DAMAGED = 'truncated or damaged';

/**
 * What sharp threw, in our words: its own share one buffer between the pictures in flight, so they may speak of another
 * picture.
 */
export function asPictureError(error: unknown): Error {
  const tooMany = error instanceof Error && error.message.includes('pixel limit');
  return new Error(tooMany ? TOO_MANY : DAMAGED, { cause: error });
}

/** Why a file of several frames is no picture. */
export function animation(frames?: number): string {
  const length = frames === undefined ? '' : ` of ${frames} frames`;
  return `an animation${length}; save it as a video (MP4) or each frame as a picture`;
}

/**
 * What a picture file's first bytes say. Anything else (text, SVG, PDF) is not even shown to the decoder.
 * @throws Error whose message says in a short phrase why it is none
 */
export function pictureFormat(bytes: Buffer): string {
  if (bytes.length === 0) throw new Error('empty file');
  const start = bytes.toString('latin1', 0, 12);
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (start.startsWith('\x89PNG')) return 'png';
  if (start.startsWith('GIF8')) return 'gif';
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp';
  if (start.startsWith('II*\0') || start.startsWith('MM\0*')) return 'tiff';
  if (start.startsWith('ftyp', 4)) return containerFormat(bytes);
  throw new Error(UNREAD.find(([sign]) => start.startsWith(sign))?.[1] ?? 'not a picture');
}

const AS_JPEG = 'save it as JPEG or PNG';
/** Pictures of kinds that are not read here, by their first bytes. */
const UNREAD: readonly (readonly [string, string])[] = [
  ['BM', 'BMP is not read; save it as PNG'],
  ['\0\0\0\x0cjP  ', `JPEG 2000 is not read; ${AS_JPEG}`],
  ['\xff\x4f\xff\x51', `JPEG 2000 is not read; ${AS_JPEG}`],
  ['\0\0\0\x0cJXL ', `JPEG XL is not read; ${AS_JPEG}`],
  ['\xff\x0a', `JPEG XL is not read; ${AS_JPEG}`],
  ['8BPS', `Photoshop files are not read; ${AS_JPEG}`],
  ['II+\0', 'BigTIFF is not read; save it as TIFF or PNG'],
  ['%PDF', 'a PDF, not a picture'],
  ['\x1a\x45\xdf\xa3', 'a video, not a picture'],
];

/** Of the box format that HEIC, AVIF and MP4 share: the brands at its start say which it is. */
function containerFormat(bytes: Buffer): string {
  const end = Math.min(bytes.readUInt32BE(0), bytes.length, 512);
  const brands = bytes.toString('latin1', 8, end);
  if (brands.startsWith('avis')) throw new Error(animation());
  if (/avi[fs]/.test(brands)) return 'avif';
  if (/hei|hev|mif1|msf1/.test(brands)) throw new Error(`HEIC is not read; ${AS_JPEG}`);
  if (brands.startsWith('crx')) throw new Error(`camera raw files are not read; ${AS_JPEG}`);
  throw new Error('a video, not a picture');
}
