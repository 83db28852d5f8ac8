import sharp from 'sharp';

import { heatColor } from './heat-color.ts';

/** Of the color where the heat is greatest; where there is none, the face shows as it is. */
const STRONGEST = 0.75;

/**
 * Heat over a face, the greatest in the last color, whatever it is.
 * @param face side × side × 3, 0 … 255
 * @param heat side × side, not negative
 * @returns side × side × 3, 0 … 255
 */
export function overlay(face: Uint8Array, heat: Float32Array): Uint8Array {
  return colored(heat, (warmth, color, i) => {
    const strength = STRONGEST * warmth;
    return face[i]! * (1 - strength) + color * strength;
  });
}

/**
 * Heat alone, the greatest in the last color, whatever it is.
 * @param heat side × side, not negative
 * @returns side × side × 3, 0 … 255
 */
export function heatPicture(heat: Float32Array): Uint8Array {
  return colored(heat, (_, color) => color);
}

/** @param mix makes byte `i` of a place's warmth, 0 … 1, and one channel of that warmth's color */
function colored(heat: Float32Array, mix: (warmth: number, color: number, i: number) => number): Uint8Array {
  const most = heat.reduce((max, value) => Math.max(max, value), 0);
  const pixels = new Uint8Array(heat.length * 3);
  heat.forEach((value, place) => {
    const warmth = most > 0 ? value / most : 0;
    heatColor(warmth).forEach((color, c) => {
      const i = 3 * place + c;
      pixels[i] = Math.round(mix(warmth, color, i));
    });
  });
  return pixels;
}

export interface PreparedFace {
  /** size × size × channels, 0 … 255. */
  pixels: Uint8Array;
  size: number;
  channels: 1 | 3;
}

/** A face in color, enlarged. @returns side × side × 3, 0 … 255 */
export async function enlargedFace(
  { pixels, size, channels }: PreparedFace,
  side: number,
): Promise<Uint8Array> {
  return sharp(pixels, { raw: { width: size, height: size, channels } })
    .resize(side, side, { kernel: 'cubic' })
    .toColourspace('srgb')
    .raw()
    .toBuffer();
}
