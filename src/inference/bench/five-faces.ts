import { sampleSquare } from '../detection/sample-square.ts';
import type { Box, Picture } from '../runtime/picture.ts';

/** How much of the picture around a face stands in a tile, in widths of the face. */
const AROUND = 2.2;
const TILE = 208;
/** Where the tiles stand in a frame of 640 × 480 pixels. */
const PLACES = [
  { x: 4, y: 16 },
  { x: 216, y: 16 },
  { x: 428, y: 16 },
  { x: 110, y: 256 },
  { x: 322, y: 256 },
];
const GRAY = 128;

/** The same face five times in one frame of 640 × 480 pixels, as a group before a camera. */
export function fiveFaces(picture: Picture, face: Box): Picture {
  const side = AROUND * Math.max(face.width, face.height);
  const square = {
    x: face.x + (face.width - side) / 2,
    y: face.y + (face.height - side) / 2,
    width: side,
    height: side,
  };
  const tile = sampleSquare(picture, square, TILE, { scale: 1, shift: 0, beyond: GRAY });
  const [width, height] = [640, 480];
  const data = new Uint8Array(width * height * 3).fill(GRAY);
  for (const { x, y } of PLACES)
    for (let row = 0; row < TILE; row++) {
      const line = tile.subarray(row * TILE * 3, (row + 1) * TILE * 3);
      data.set(line, ((y + row) * width + x) * 3);
    }
  return { data, width, height };
}
