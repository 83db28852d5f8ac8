import type { Picture } from '../../picture.ts';

/** A camera's frame as it comes: planes of luma and half-sized chroma (BT.601, 16 to 235), or four bytes a pixel. */
export interface RawFrame {
  readonly format: 'I420' | 'RGBA';
  readonly data: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** How many bytes a frame of this format and size has. */
export function rawBytes({ format, width, height }: Omit<RawFrame, 'data'>): number {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  return format === 'RGBA' ? width * height * 4 : width * height + 2 * chroma;
}

/**
 * Turns a frame into red, green and blue.
 * @param out width × height × 3 bytes
 */
export function toPicture(frame: RawFrame, out: Uint8ClampedArray<ArrayBuffer>): Picture {
  if (frame.format === 'RGBA') fromRgba(frame, out);
  else fromI420(frame, out);
  const { width, height } = frame;
  return { data: new Uint8Array(out.buffer, out.byteOffset, out.length), width, height };
}

function fromRgba({ data, width, height }: RawFrame, out: Uint8ClampedArray): void {
  for (let from = 0, to = 0; to < width * height * 3; from += 4, to += 3) {
    out[to] = data[from]!;
    out[to + 1] = data[from + 1]!;
    out[to + 2] = data[from + 2]!;
  }
}

/** ITU-R BT.601, in 16-bit fixed point. */
function fromI420({ data, width, height }: RawFrame, out: Uint8ClampedArray): void {
  const half = Math.ceil(width / 2);
  const blueAt = width * height;
  const redAt = blueAt + half * Math.ceil(height / 2);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const chromaRow = (y >> 1) * half;
    for (let x = 0; x < width; x++) {
      const chroma = chromaRow + (x >> 1);
      const luma = 76_309 * (data[row + x]! - 16) + 32_768;
      const blue = data[blueAt + chroma]! - 128;
      const red = data[redAt + chroma]! - 128;
      out[to] = (luma + 104_597 * red) >> 16;
      out[to + 1] = (luma - 25_675 * blue - 53_279 * red) >> 16;
      out[to + 2] = (luma + 132_201 * blue) >> 16;
      to += 3;
    }
  }
}
