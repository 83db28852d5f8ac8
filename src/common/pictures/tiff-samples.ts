import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
const BITS_PER_SAMPLE = 258;
const PHOTOMETRIC = 262;
const SAMPLE_FORMAT = 339;
/** Bytes of a value of a tag, by its type: BYTE, SHORT, LONG. */
const TYPE_BYTES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

const READ_BITS: readonly number[] = [1, 2, 4, 8, 16];
/** Values of SampleFormat; left out, it is unsigned, and 4 is "undefined". */
const UNSIGNED: readonly number[] = [1, 4];
const SIGNED = 2;

/** White or black is 0, RGB, palette, mask, CMYK, YCbCr. */
const READ_COLORS: readonly number[] = [0, 1, 2, 3, 4, 5, 6];
const OTHER_COLORS: Readonly<Record<number, string>> = {
  8: 'Lab',
  9: 'ICC Lab',
  10: 'ITU Lab',
  32803: 'camera raw',
  32844: 'LogL',
  32845: 'LogLuv',
  34892: 'camera raw',
};

/**
 * Why the samples of a TIFF cannot be read, in a short phrase; undefined where they can. The decoder clips samples of more
 * than 16 bits and of floating point without an error, and reports other kinds as damage.
 */
export function tiffSampleFault(bytes: Buffer): CodedMessage | undefined {
  const tags = firstTags(bytes);
  const color = tags.get(PHOTOMETRIC)?.[0];
  if (color !== undefined && !READ_COLORS.includes(color))
    return message('picture.tiffColors', { color: OTHER_COLORS[color] ?? 'unknown' });
  const bits = Math.max(...(tags.get(BITS_PER_SAMPLE) ?? [1]));
  const format = tags.get(SAMPLE_FORMAT)?.find((one) => !UNSIGNED.includes(one));
  if (bits > 16 || (format !== undefined && format !== SIGNED)) return message('picture.tiffFloat');
  if (format === SIGNED) return message('picture.tiffSigned');
  return READ_BITS.includes(bits) ? undefined : message('picture.tiffBits', { bits });
}

/** Values of the tags of the first picture, as far as the file holds them: the decoder judges what is lost. */
function firstTags(bytes: Buffer): Map<number, number[]> {
  const isLittle = bytes[0] === 0x49;
  const read = (at: number, size: 1 | 2 | 4) =>
    at + size > bytes.length ? 0 : isLittle ? bytes.readUIntLE(at, size) : bytes.readUIntBE(at, size);
  const start = read(4, 4);
  const tags = new Map<number, number[]>();
  for (let i = 0; i < read(start, 2); i++) {
    const entry = start + 2 + 12 * i;
    const tag = read(entry, 2);
    const size = TYPE_BYTES[read(entry + 2, 2)];
    const count = read(entry + 4, 4);
    if (![BITS_PER_SAMPLE, PHOTOMETRIC, SAMPLE_FORMAT].includes(tag) || !size) continue;
    const place = size * count <= 4 ? entry + 8 : read(entry + 8, 4);
    if (count > 0 && place + size * count <= bytes.length)
      tags.set(
        tag,
        Array.from({ length: count }, (_, n) => read(place + size * n, size)),
      );
  }
  return tags;
}
