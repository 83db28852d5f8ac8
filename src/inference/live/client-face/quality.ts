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

// Each limit is where the shipped model for lower halves loses about a twentieth of its accuracy, measured on training
// pictures of FER+ that were darkened, brightened, blurred, smeared or made smaller (85.7 % as they are).

/** Width of the face's box in pixels: 84.3 % at 30, 80.9 % at 24, 70.3 % at 19. */
const MIN_WIDTH_PX = 30;
/** Share of the box that may lie beyond the frame. */
const MAX_CUT = 0.1;
/** Widths per second: at 1/30 s of exposure 81.7 % at 2.2, 71.4 % at 3.7. */
const MAX_SPEED = 2;

/** @param speed of its middle, in widths of the face per second */
export function placeCodes({ x, y, width, height }: Box, frame: FrameSize, speed: number): QualityCode[] {
  const across = Math.min(x + width, frame.width) - Math.max(x, 0);
  const down = Math.min(y + height, frame.height) - Math.max(y, 0);
  const inside = (Math.max(0, across) * Math.max(0, down)) / (width * height);
  return [
    ...(speed > MAX_SPEED ? (['moving'] as const) : []),
    ...(width < MIN_WIDTH_PX ? (['too-small'] as const) : []),
    ...(inside < 1 - MAX_CUT ? (['cut-off'] as const) : []),
  ];
}

/** Mean level of gray: 78.9 % at a mean of 64, 67.4 % at 39. Most faces lie between 66 and 187. */
const DARK = 45;
/** Mean level of gray: 79.1 % at a mean of 181, where highlights begin to clip; 65.7 % at 210. */
const BRIGHT = 205;
/** One side of the face is so many times as bright as the other: 75.4 % at 3. */
const UNEVEN = 2.5;
/**
 * Differences of neighboring pixels against those of pixels four apart: 0.30 at least for 98 of 100 sharp pictures, 0.27 at
 * the median where a Gaussian of a 24th of the crop blurs (68.3 %). A camera's noise hides some blur: 0.29 then.
 */
const SHARP = 0.285;
const APART = 4;

/**
 * Light and sharpness of the half that the model sees.
 * @param gray the crop that the model takes, size × size bytes
 */
export function cropCodes(gray: Uint8Array, size: number, visible: Visible): QualityCode[] {
  const { mean, sides, sharpness } = statistics(gray, size, rowsOf(visible, size));
  return [
    ...(mean < DARK ? (['too-dark'] as const) : []),
    ...(mean > BRIGHT ? (['too-bright'] as const) : []),
    ...(sides > UNEVEN ? (['uneven-light'] as const) : []),
    ...(sharpness < SHARP ? (['blurred'] as const) : []),
  ];
}

function rowsOf(visible: Visible, size: number): [from: number, to: number] {
  if (visible === 'lower') return [size >> 1, size];
  return [0, visible === 'upper' ? size >> 1 : size];
}

function statistics(gray: Uint8Array, size: number, [from, to]: [number, number]) {
  const at = (x: number, y: number) => gray[y * size + x]!;
  let [sum, left, right, near, apart] = [0, 0, 0, 0, 0];
  for (let y = from; y < to; y++)
    for (let x = 0; x < size; x++) {
      const value = at(x, y);
      sum += value;
      if (2 * x < size) left += value;
      else right += value;
      if (x + APART >= size || y + APART >= to) continue;
      near += Math.abs(value - at(x + 1, y)) + Math.abs(value - at(x, y + 1));
      apart += Math.abs(value - at(x + APART, y)) + Math.abs(value - at(x, y + APART));
    }
  return {
    mean: sum / ((to - from) * size),
    sides: (Math.max(left, right) + 1) / (Math.min(left, right) + 1),
    sharpness: apart === 0 ? 0 : near / apart,
  };
}
