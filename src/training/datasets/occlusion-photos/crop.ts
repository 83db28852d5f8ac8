/** A decoded picture: rows from the top, red, green and blue side by side, 0 … 255. */
export interface ColorPicture {
  readonly data: Uint8Array | Float32Array;
  readonly width: number;
  readonly height: number;
}

/** A square within a picture, or partly beyond it. In its pixels. */
export interface Square {
  /** Of its middle. */
  readonly x: number;
  readonly y: number;
  readonly side: number;
  /** Clockwise. */
  readonly turnRad: number;
}

/** Samples along each side of an output pixel, at most. */
const SAMPLES = 6;

/**
 * Cuts out a square, rotated if it has an angle, each pixel the mean of what it covers; beyond the border its pixels are repeated.
 * @returns size × size × 3
 */
export function cropSquare(picture: ColorPicture, square: Square, size: number): Float32Array {
  const out = new Float32Array(size * size * 3);
  const step = square.side / size;
  const samples = Math.max(1, Math.min(SAMPLES, Math.ceil(step)));
  const fine = step / samples;
  const cos = Math.cos(square.turnRad) * fine;
  const sin = Math.sin(square.turnRad) * fine;
  const middle = (size * samples - 1) / 2;
  const weight = 1 / samples ** 2;
  for (let y = 0; y < size * samples; y++) {
    const v = y - middle;
    const row = Math.floor(y / samples) * size;
    for (let x = 0; x < size * samples; x++) {
      const u = x - middle;
      const at = (row + Math.floor(x / samples)) * 3;
      addSample(
        picture,
        square.x - 0.5 + u * cos - v * sin,
        square.y - 0.5 + u * sin + v * cos,
        weight,
        out,
        at,
      );
    }
  }
  return out;
}

/** Adds the weighted bilinear value at (x, y), pixel centers at whole numbers. */
function addSample(
  { data, width, height }: ColorPicture,
  x: number,
  y: number,
  weight: number,
  out: Float32Array,
  at: number,
): void {
  const sx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const sy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = Math.floor(sx);
  const y0 = Math.floor(sy);
  const fx = sx - x0;
  const fy = sy - y0;
  const p = (y0 * width + x0) * 3;
  const right = x0 < width - 1 ? 3 : 0;
  const q = y0 < height - 1 ? p + width * 3 : p;
  for (let c = 0; c < 3; c++) {
    const top = data[p + c]! + (data[p + right + c]! - data[p + c]!) * fx;
    const bottom = data[q + c]! + (data[q + right + c]! - data[q + c]!) * fx;
    out[at + c]! += (top + (bottom - top) * fy) * weight;
  }
}
