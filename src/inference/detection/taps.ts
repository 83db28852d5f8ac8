/**
 * What each output pixel takes of a line of a picture. Of the line's pixels those at start, start + stride, … are looked
 * at: `pixels` of them.
 */
export interface Taps {
  readonly start: number;
  readonly stride: number;
  readonly pixels: number;
  /** Of each output pixel, the first of the looked-at pixels that it takes. */
  readonly firsts: Int32Array;
  /** How many it takes; 0 beyond the border. */
  readonly counts: Int32Array;
  /** [size, most]; of each output pixel they sum to `inside`. */
  readonly weights: Float64Array;
  readonly most: number;
  /** 1, less what lies beyond the border. */
  readonly inside: Float64Array;
}

/** So many pixels on either side of an output pixel's center are enough; of more, some are left out. */
const ENOUGH = 1.5;

/**
 * A triangle as wide as two output pixels, two source pixels at least: antialiased bilinear. Where a large picture
 * becomes small, every second, third … pixel of a line is as good as all.
 * @param start where the line begins, in pixels of the picture, and `length` how far it goes
 * @param size output pixels
 * @param limit pixels that the picture has
 */
export function tapsAlong(start: number, length: number, size: number, limit: number): Taps {
  const step = length / size;
  const reach = Math.max(1, step);
  const stride = Math.max(1, Math.floor(reach / ENOUGH));
  const most = Math.floor((2 * reach) / stride) + 1;
  const firsts = new Int32Array(size);
  const counts = new Int32Array(size);
  const weights = new Float64Array(size * most);
  const inside = new Float64Array(size);
  const origin = Math.min(limit - 1, Math.max(0, Math.ceil(start + 0.5 * step - 0.5 - reach)));
  let pixels = 0;
  for (let i = 0; i < size; i++) {
    const center = start + (i + 0.5) * step - 0.5 - origin;
    const first = Math.ceil((center - reach) / stride);
    const last = Math.floor((center + reach) / stride);
    let total = 0;
    let within = 0;
    for (let k = first; k <= last; k++) {
      const weight = Math.max(0, 1 - Math.abs(k * stride - center) / reach);
      total += weight;
      if (k < 0 || origin + k * stride >= limit) continue;
      if (counts[i] === 0) firsts[i] = k;
      weights[i * most + counts[i]!++] = weight;
      within += weight;
    }
    for (let k = 0; k < counts[i]!; k++) weights[i * most + k]! /= total;
    inside[i] = within / total;
    pixels = Math.max(pixels, counts[i]! > 0 ? firsts[i]! + counts[i]! : 0);
  }
  return { start: origin, stride, pixels, firsts, counts, weights, most, inside };
}
