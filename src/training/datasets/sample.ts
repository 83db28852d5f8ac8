/** A square picture as prepared: rows from the top, channels side by side (HWC), one byte each. */
export interface Picture {
  readonly data: Uint8Array;
  readonly size: number;
  readonly channels: 1 | 3;
}

/** What moves within a picture, about its center: mirrored first, then turned, enlarged and moved. */
export interface Affine {
  /** Clockwise as seen. */
  readonly rotationRad: number;
  /** Above 1 the face grows. */
  readonly scale: number;
  /** To the right and down, as a share of the side. */
  readonly shiftX: number;
  readonly shiftY: number;
  readonly mirrored: boolean;
}

/**
 * Bilinear sampling through the inverse map, pixel centers at half pixels; beyond the border its pixels are repeated.
 * Each output pixel (x, y), taken from the center and less the shift, is turned back, divided by the scale
 * and mirrored back; sizes may differ. No smoothing first: below half of the source's size details are skipped.
 * @param out outputSize x outputSize x channels; written whole
 */
export function sampleAffine(source: Picture, affine: Affine, out: Float32Array, outputSize: number): void {
  const { size, channels } = source;
  const step = size / outputSize / affine.scale;
  const cos = Math.cos(affine.rotationRad) * step;
  const sin = Math.sin(affine.rotationRad) * step;
  const mirror = affine.mirrored ? -1 : 1;
  const map: InverseMap = {
    xx: mirror * cos,
    xy: mirror * sin,
    yx: 0 - sin,
    yy: cos,
    fromX: (outputSize - 1) / 2 + affine.shiftX * outputSize,
    fromY: (outputSize - 1) / 2 + affine.shiftY * outputSize,
    to: (size - 1) / 2,
  };
  if (channels === 1) sampleGray(source.data, size, map, out, outputSize);
  else sampleColor(source.data, size, map, out, outputSize);
}

/** source x = xx·(x - fromX) + xy·(y - fromY) + to; y alike. */
interface InverseMap {
  xx: number;
  xy: number;
  yx: number;
  yy: number;
  fromX: number;
  fromY: number;
  to: number;
}

function sampleGray(data: Uint8Array, size: number, map: InverseMap, out: Float32Array, side: number): void {
  const { xx, xy, yx, yy, fromX, fromY, to } = map;
  const last = size - 1;
  let o = 0;
  for (let y = 0; y < side; y++) {
    const rowX = xy * (y - fromY) + to;
    const rowY = yy * (y - fromY) + to;
    for (let x = 0; x < side; x++) {
      let sx = xx * (x - fromX) + rowX;
      let sy = yx * (x - fromX) + rowY;
      sx = sx < 0 ? 0 : sx > last ? last : sx;
      sy = sy < 0 ? 0 : sy > last ? last : sy;
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const fy = sy - y0;
      const right = x0 < last ? 1 : 0;
      const p = y0 * size + x0;
      const q = y0 < last ? p + size : p;
      const top = data[p]! + (data[p + right]! - data[p]!) * fx;
      const bottom = data[q]! + (data[q + right]! - data[q]!) * fx;
      out[o++] = top + (bottom - top) * fy;
    }
  }
}

function sampleColor(data: Uint8Array, size: number, map: InverseMap, out: Float32Array, side: number): void {
  const { xx, xy, yx, yy, fromX, fromY, to } = map;
  const last = size - 1;
  let o = 0;
  for (let y = 0; y < side; y++) {
    const rowX = xy * (y - fromY) + to;
    const rowY = yy * (y - fromY) + to;
    for (let x = 0; x < side; x++) {
      let sx = xx * (x - fromX) + rowX;
      let sy = yx * (x - fromX) + rowY;
      sx = sx < 0 ? 0 : sx > last ? last : sx;
      sy = sy < 0 ? 0 : sy > last ? last : sy;
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const fy = sy - y0;
      const right = x0 < last ? 3 : 0;
      const p = (y0 * size + x0) * 3;
      const q = y0 < last ? p + size * 3 : p;
      const top0 = data[p]! + (data[p + right]! - data[p]!) * fx;
      const bottom0 = data[q]! + (data[q + right]! - data[q]!) * fx;
      const top1 = data[p + 1]! + (data[p + 1 + right]! - data[p + 1]!) * fx;
      const bottom1 = data[q + 1]! + (data[q + 1 + right]! - data[q + 1]!) * fx;
      const top2 = data[p + 2]! + (data[p + 2 + right]! - data[p + 2]!) * fx;
      const bottom2 = data[q + 2]! + (data[q + 2 + right]! - data[q + 2]!) * fx;
      out[o] = top0 + (bottom0 - top0) * fy;
      out[o + 1] = top1 + (bottom1 - top1) * fy;
      out[o + 2] = top2 + (bottom2 - top2) * fy;
      o += 3;
    }
  }
}
