import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Picture } from '../runtime/picture.ts';

/** As browsers name them: planes of luma and half-sized chroma (BT.601, 16 to 235), apart or side by side; or four bytes a pixel. */
export type PixelFormat = 'I420' | 'NV12' | 'RGBA' | 'RGBX' | 'BGRA' | 'BGRX';

/** A camera's frame as it comes, its rows without gaps. */
export interface RawFrame {
  readonly format: PixelFormat;
  readonly data: Uint8Array;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** How many bytes a frame of this format and size has. */
export function rawBytes({ format, width, height }: Omit<RawFrame, 'data'>): number {
  if (!isPlanar(format)) return width * height * 4;
  return width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
}

/** @throws DemifaceError `mismatch` if a frame has too few bytes for its size */
export function checkBytes(frame: RawFrame): void {
  const { format, data, width, height } = frame;
  const expected = rawBytes(frame);
  if (data.length < expected)
    throw new DemifaceError(
      'mismatch',
      message('video.frameBytes', { width, height, format, expected, found: data.length }),
    );
}

function isPlanar(format: PixelFormat): format is 'I420' | 'NV12' {
  return format === 'I420' || format === 'NV12';
}

/**
 * Turns a frame into red, green and blue.
 * @param out width × height × 3 bytes
 */
export function toPicture(frame: RawFrame, out: Uint8ClampedArray<ArrayBuffer>): Picture {
  if (isPlanar(frame.format)) fromPlanes(frame, out);
  else fromPixels(frame, out);
  const { width, height } = frame;
  return { data: new Uint8Array(out.buffer, out.byteOffset, out.length), width, height };
}

function fromPixels({ format, data, width, height }: RawFrame, out: Uint8ClampedArray): void {
  const red = format.startsWith('RGB') ? 0 : 2;
  for (let from = 0, to = 0; to < width * height * 3; from += 4, to += 3) {
    out[to] = data[from + red]!;
    out[to + 1] = data[from + 1]!;
    out[to + 2] = data[from + 2 - red]!;
  }
}

/** ITU-R BT.601, in 16-bit fixed point. */
function fromPlanes({ format, data, width, height }: RawFrame, out: Uint8ClampedArray): void {
  const half = Math.ceil(width / 2);
  const step = format === 'NV12' ? 2 : 1;
  const blueAt = width * height;
  const redAt = format === 'NV12' ? blueAt + 1 : blueAt + half * Math.ceil(height / 2);
  let to = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    const chromaRow = (y >> 1) * half * step;
    for (let x = 0; x < width; x++) {
      const chroma = chromaRow + (x >> 1) * step;
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
