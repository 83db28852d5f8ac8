import type { Random } from '../../common/math/random.ts';
import { sampleAffine } from './sample.ts';
import type { Affine, Picture } from './sample.ts';

/** How far pictures are varied in training. Each range is symmetric; 0 leaves that property as it is. */
export interface Augmentation {
  /** Turned by up to this many degrees either way. */
  readonly rotationDeg: number;
  /** Enlarged by a factor in 1 - scale … 1 + scale; below 1. */
  readonly scale: number;
  /** Moved by up to this share of the side, each axis by itself. */
  readonly shift: number;
  /** Probability of mirroring left and right, 0 … 1. */
  readonly flip: number;
  /** Multiplied by a factor in 1 - brightness … 1 + brightness. */
  readonly brightness: number;
  /** Distance from the picture's mean multiplied by a factor in 1 - contrast … 1 + contrast. */
  readonly contrast: number;
}

/** What becomes of one picture: one draw from an `Augmentation`. */
export interface Variation extends Affine {
  readonly brightness: number;
  readonly contrast: number;
}

export const UNCHANGED: Variation = Object.freeze({
  rotationRad: 0,
  scale: 1,
  shiftX: 0,
  shiftY: 0,
  mirrored: false,
  brightness: 1,
  contrast: 1,
});
export const MIRRORED: Variation = Object.freeze({ ...UNCHANGED, mirrored: true });

/** Draws one variation. Always takes seven numbers, so that closing one range leaves the others' draws as they were. */
export function drawVariation(augmentation: Augmentation, random: Random): Variation {
  const { rotationDeg, scale, shift, brightness, contrast } = augmentation;
  return {
    rotationRad: (random.uniform(-rotationDeg, rotationDeg) * Math.PI) / 180,
    scale: 1 + random.uniform(-scale, scale),
    shiftX: random.uniform(-shift, shift),
    shiftY: random.uniform(-shift, shift),
    mirrored: random.bool(augmentation.flip),
    brightness: 1 + random.uniform(-brightness, brightness),
    contrast: 1 + random.uniform(-contrast, contrast),
  };
}

/**
 * Turns, enlarges, moves, mirrors and resizes in one bilinear pass, then sets brightness and contrast.
 * With `UNCHANGED` and equal sizes the result is the input, bit for bit.
 * @param out outputSize x outputSize x channels, values 0 … 255; written whole
 */
export function varyPicture(
  source: Picture,
  variation: Variation,
  out: Float32Array,
  outputSize: number,
): void {
  sampleAffine(source, variation, out, outputSize);
  if (variation.brightness !== 1 || variation.contrast !== 1)
    setTone(out, variation.brightness, variation.contrast);
}

/** v → contrast · (brightness · v - m) + m, m the mean of brightness · v; then clamped to 0 … 255. */
function setTone(values: Float32Array, brightness: number, contrast: number): void {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const factor = brightness * contrast;
  const offset = (1 - contrast) * brightness * (sum / values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * factor + offset;
    values[i] = value < 0 ? 0 : value > 255 ? 255 : value;
  }
}

/** @throws RangeError naming the range that makes no sense */
export function checkAugmentation(augmentation: Augmentation): void {
  const limits = { rotationDeg: 180, scale: 0.99, shift: 1, flip: 1, brightness: 1, contrast: 1 } as const;
  for (const [name, limit] of Object.entries(limits)) {
    const value = augmentation[name as keyof Augmentation];
    if (!(value >= 0 && value <= limit))
      throw new RangeError(`augmentation.${name} must lie in 0 … ${limit}, not ${value}`);
  }
}
