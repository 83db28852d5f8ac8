/** From pixels 0 … 255 to a network's range: (x - mean[c]) / std[c]; red, green, blue. */
export interface Scaling {
  readonly mean: readonly [number, number, number];
  readonly std: readonly [number, number, number];
}

/**
 * Scales a picture into three channels (gray is repeated), with the rows [from, to) taken as zero pixels, which is black:
 * they become (0 - mean) / std.
 * @param pixels size x size x channels, 0 … 255
 * @param out size x size x 3, starting at `at`
 */
export function scaleInto(
  pixels: Float32Array | Uint8Array,
  size: number,
  channels: 1 | 3,
  occluded: readonly [from: number, to: number],
  scaling: Scaling,
  out: Float32Array,
  at: number,
): void {
  const start = occluded[0] * size;
  const end = occluded[1] * size;
  scaleRange(pixels, channels, 0, start, scaling, out, at);
  fillBlack(start, end, scaling, out, at);
  scaleRange(pixels, channels, end, size * size, scaling, out, at);
}

function scaleRange(
  pixels: Float32Array | Uint8Array,
  channels: 1 | 3,
  from: number,
  to: number,
  scaling: Scaling,
  out: Float32Array,
  at: number,
): void {
  const [m0, m1, m2] = scaling.mean;
  const [s0, s1, s2] = scaling.std;
  const second = channels === 3 ? 1 : 0;
  const third = channels === 3 ? 2 : 0;
  let p = from * channels;
  let o = at + from * 3;
  for (let i = from; i < to; i++) {
    out[o] = (pixels[p]! - m0) / s0;
    out[o + 1] = (pixels[p + second]! - m1) / s1;
    out[o + 2] = (pixels[p + third]! - m2) / s2;
    p += channels;
    o += 3;
  }
}

function fillBlack(from: number, to: number, scaling: Scaling, out: Float32Array, at: number): void {
  const [b0, b1, b2] = [0, 1, 2].map((c) => (0 - scaling.mean[c]!) / scaling.std[c]!);
  for (let o = at + from * 3; o < at + to * 3; o += 3) {
    out[o] = b0!;
    out[o + 1] = b1!;
    out[o + 2] = b2!;
  }
}
