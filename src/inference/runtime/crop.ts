import sharp from 'sharp';

import type { Card } from '../../artifact/card.ts';
import type { Box, Picture } from './picture.ts';

/** What a model takes of a picture. */
export interface FaceInput {
  readonly crop: Card['crop'];
  readonly size: number;
  readonly color: 'gray' | 'rgb';
}

/**
 * The square around a face, framed as the pictures are from which the model learned.
 * @param crop side of the square as a share of the box's width; how far its center lies above the box's, as a share too
 * @returns a square that may reach beyond the picture
 */
export function faceSquare({ x, y, width, height }: Box, { scale, up }: Card['crop']): Box {
  const side = width * scale;
  return {
    x: x + width / 2 - side / 2,
    y: y + height / 2 - width * up - side / 2,
    width: side,
    height: side,
  };
}

/**
 * Cuts a square out, at whole pixels, and scales it as the training pictures were scaled. Beyond the picture's border its
 * outermost pixels are repeated.
 * @returns size × size × (1 for gray, 3 for rgb) bytes, HWC
 */
export async function cutFace(
  picture: Picture,
  square: Box,
  { size, color }: Pick<FaceInput, 'size' | 'color'>,
): Promise<Uint8Array> {
  const side = Math.max(1, Math.round(square.width));
  const pixels = repeatedSquare(picture, Math.round(square.x), Math.round(square.y), side);
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .resize(size, size, { fit: 'fill' })
    .toColourspace(color === 'gray' ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
}

function repeatedSquare(
  { data, width, height }: Picture,
  left: number,
  top: number,
  side: number,
): Uint8Array {
  const pixels = new Uint8Array(side * side * 3);
  const inside = (at: number, limit: number) => Math.min(limit - 1, Math.max(0, at));
  for (let j = 0; j < side; j++) {
    const row = inside(top + j, height) * width;
    for (let i = 0; i < side; i++) {
      const from = (row + inside(left + i, width)) * 3;
      const to = (j * side + i) * 3;
      pixels[to] = data[from]!;
      pixels[to + 1] = data[from + 1]!;
      pixels[to + 2] = data[from + 2]!;
    }
  }
  return pixels;
}
