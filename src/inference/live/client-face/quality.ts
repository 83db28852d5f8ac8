import type { Visible } from '../../../artifact/labels.ts';
import type { Box, FrameSize } from '../../runtime/picture.ts';

/**
 * What is wrong with the picture of the client's face, in the order of their bits in a stored reading.
 * `unlike`: it looks different from the face that was confirmed; something may be before it.
 */
export const QUALITY_CODES = [
  'not-seen',
  'other-face',
  'unlike',
  'too-dark',
  'too-bright',
  'uneven-light',
  'blurred',
  'moving',
  'too-small',
  'cut-off',
] as const;
export type QualityCode = (typeof QUALITY_CODES)[number];

/** Codes that are hints alone: predictions still count. */
const HINTS: readonly QualityCode[] = ['uneven-light'];

export function isUsable(codes: readonly QualityCode[]): boolean {
  return codes.every((code) => HINTS.includes(code));
}

/** @returns one bit a code */
export function qualityBits(codes: readonly QualityCode[]): number {
  return codes.reduce((bits, code) => bits | (1 << QUALITY_CODES.indexOf(code)), 0);
}

export function qualityCodes(bits: number): QualityCode[] {
  return QUALITY_CODES.filter((_, k) => (bits >> k) & 1);
}

/** Width of the face's box in pixels. */
const LEAST_WIDTH_PX = 40;
/** Share of the box that may lie beyond the frame. */
const MOST_CUT = 0.1;
/** Widths per second: at 1/30 s of exposure the picture is smeared by a thirtieth of this. */
const MOST_SPEED = 1.5;

/** @param speed of its middle, in widths of the face per second */
export function placeCodes({ x, y, width, height }: Box, frame: FrameSize, speed: number): QualityCode[] {
  const across = Math.min(x + width, frame.width) - Math.max(x, 0);
  const down = Math.min(y + height, frame.height) - Math.max(y, 0);
  const inside = (Math.max(0, across) * Math.max(0, down)) / (width * height);
  return [
    ...(speed > MOST_SPEED ? (['moving'] as const) : []),
    ...(width < LEAST_WIDTH_PX ? (['too-small'] as const) : []),
    ...(inside < 1 - MOST_CUT ? (['cut-off'] as const) : []),
  ];
}

/** Levels of gray, 0 to 255. */
const DARK = 35;
const BRIGHT = 225;
/** One side of the face is so many times as bright as the other. */
const UNEVEN = 2.5;
/** Mean difference of neighboring pixels as a share of the spread of the gray levels. */
const SHARP = 0.1;

/**
 * Light and sharpness of the half that the model sees.
 * @param gray the crop that the model takes, size × size bytes
 */
export function cropCodes(gray: Uint8Array, size: number, visible: Visible): QualityCode[] {
  const { mean, spread, sides, difference } = statistics(gray, size, rowsOf(visible, size));
  return [
    ...(mean < DARK ? (['too-dark'] as const) : []),
    ...(mean > BRIGHT ? (['too-bright'] as const) : []),
    ...(sides > UNEVEN ? (['uneven-light'] as const) : []),
    ...(difference < SHARP * spread ? (['blurred'] as const) : []),
  ];
}

function rowsOf(visible: Visible, size: number): [from: number, to: number] {
  if (visible === 'lower') return [size >> 1, size];
  return [0, visible === 'upper' ? size >> 1 : size];
}

function statistics(gray: Uint8Array, size: number, [from, to]: [number, number]) {
  let [sum, squares, left, right, differences] = [0, 0, 0, 0, 0];
  for (let y = from; y < to; y++)
    for (let x = 0; x < size; x++) {
      const value = gray[y * size + x]!;
      sum += value;
      squares += value * value;
      if (2 * x < size) left += value;
      else right += value;
      if (x + 1 < size) differences += Math.abs(value - gray[y * size + x + 1]!);
    }
  const n = (to - from) * size;
  const mean = sum / n;
  return {
    mean,
    spread: Math.sqrt(Math.max(0, squares / n - mean * mean)),
    sides: (Math.max(left, right) + 1) / (Math.min(left, right) + 1),
    difference: differences / ((to - from) * (size - 1)),
  };
}
