/** 12,000 by 12,000 fits; a decompression bomb does not. */
export const MAX_PIXELS = 150_000_000;
export const TOO_MANY = 'too many pixels';

/** How sharp is to open a picture, wherever one is decoded. */
export const STRICT = { failOn: 'error', limitInputPixels: MAX_PIXELS } as const;

/**
 * What sharp threw, in our words: its own share one buffer between the pictures in flight, so they may speak of another
 * picture.
 */
export function asPictureError(error: unknown): Error {
  const tooMany = error instanceof Error && error.message.includes('pixel limit');
  return new Error(tooMany ? TOO_MANY : 'truncated or damaged', { cause: error });
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
  if (start.startsWith('ftypavi', 4)) return 'avif';
  if (start.startsWith('BM')) throw new Error('BMP is not read; save it as PNG');
  throw new Error('not a picture');
}
