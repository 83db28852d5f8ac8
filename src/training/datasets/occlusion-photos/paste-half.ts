import type { Random } from '../../../common/math/random.ts';
import type { Box } from '../../sources/types.ts';
import type { ColorPicture, Square } from './crop.ts';
import { cropSquare } from './crop.ts';

/** Which half of a face another picture's half is set over. */
export type FaceHalf = 'upper' | 'lower';

/** Where in a picture its face lies: the height of its middle, and its side; in shares of the picture's side. */
export interface FaceFrame {
  readonly y: number;
  readonly side: number;
}

/** The seam runs at this height of the face, in shares of its side, and lies so much off. */
const SEAM = { upper: 0.56, lower: 0.5 } as const;
const SEAM_SHIFT = 0.06;
/** A mask reaches up over the nose, a headset's rim too. */
const SEAM_RISE = 0.1;

/**
 * Sets one half of a picture over the same half of another, along a seam that bends up over the nose and is soft now and then.
 * Both are size × size × 3; `face` is changed.
 */
export function pasteHalf(
  face: Float32Array,
  donor: Float32Array,
  { half, frame, size, random }: { half: FaceHalf; frame: FaceFrame; size: number; random: Random },
): void {
  const level = frame.y + (SEAM[half] - 0.5 + random.uniform(-SEAM_SHIFT, SEAM_SHIFT)) * frame.side;
  const rise = random.uniform(0, SEAM_RISE);
  const width = random.uniform(0.2, 0.4);
  const softness = Math.max(1 / size, random.uniform(0, 0.06));
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const across = ((x + 0.5) / size - 0.5) / width;
      const seam = level - rise * Math.exp(-across * across);
      const below = smoothStep(((y + 0.5) / size - seam) / softness + 0.5);
      const share = half === 'lower' ? below : 1 - below;
      const at = (y * size + x) * 3;
      for (let c = at; c < at + 3; c++) face[c]! += share * (donor[c]! - face[c]!);
    }
}

/**
 * The face of a real photo, where a face of a set of cropped faces would lie, mirrored half of the time.
 * @param side of the crop around a face, as a share of its box's width
 * @returns size × size × 3
 */
export function donorFace(
  photo: ColorPicture,
  box: Box,
  { frame, side, size, random }: { frame: FaceFrame; side: number; size: number; random: Random },
): Float32Array {
  const width = (box.width * side) / frame.side;
  const square: Square = {
    x: box.x + box.width * (0.5 + random.uniform(-0.06, 0.06)),
    y: box.y + box.height * (0.5 + random.uniform(-0.06, 0.06)) - (frame.y - 0.5) * width,
    side: width * Math.exp(random.uniform(-0.1, 0.1)),
    turnRad: random.uniform(-0.1, 0.1),
  };
  const donor = cropSquare(photo, square, size);
  return random.bool(0.5) ? mirrored(donor, size) : donor;
}

/** @param picture size × size × 3 */
export function mirrored(picture: Float32Array, size: number): Float32Array {
  const out = new Float32Array(picture.length);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const from = (y * size + size - 1 - x) * 3;
      out.set(picture.subarray(from, from + 3), (y * size + x) * 3);
    }
  return out;
}

function smoothStep(t: number): number {
  const s = Math.max(0, Math.min(1, t));
  return s * s * (3 - 2 * s);
}
