/** So many bytes of zeros hold an arithmetic code only where nearly all of a picture is flat, as many more as it is large. */
const MIN_ZEROS = 256;
const PIXELS_PER_ZERO = 32_768;

/**
 * Whether a part of a lossy WebP's data is zeros, as in a file that was not all written. Its decoder takes any bits for data,
 * and there is no checksum.
 */
export function hasLostWebpData(bytes: Buffer, pixels: number): boolean {
  const most = MIN_ZEROS + Math.ceil(pixels / PIXELS_PER_ZERO);
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    const kind = bytes.toString('latin1', at, at + 4);
    if (kind === 'VP8 ' && bytes.subarray(at + 8, at + 8 + size).includes(Buffer.alloc(most))) return true;
    at += 8 + size + (size & 1);
  }
  return false;
}
