import type { Picture } from '../../../inference/runtime/picture.ts';

/** Where a mouth is in a picture, in pixels. */
export interface Mouth {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** How a mouth is moved, in widths of the mouth. */
export interface MouthShape {
  /** Between the lips. */
  readonly open: number;
  /** By how much the jaw is lowered with the lips closed, as in chewing. */
  readonly jaw: number;
  /** Logarithm of how much wider it is. */
  readonly wide: number;
}

/** Half of the gap between the lips, across. */
const GAP = 0.42;
/** The skin that a jaw takes along: its reach across, and where it ends below the mouth. */
const JAW = { across: 0.75, below: 1.3 };
/** Reach of a mouth that is stretched. */
const STRETCH = 0.8;
/** Of the color of the lips: what is between them. */
const INSIDE = 0.3;

/** A copy of the picture with its mouth moved: the jaw takes the skin along, and the gap between the lips is dark. */
export function withMouth(picture: Picture, { x, y, width: unit }: Mouth, shape: MouthShape): Picture {
  const { data, width, height } = picture;
  const out = new Uint8Array(data);
  const lips = colorAt(picture, x, y);
  const [left, right] = [Math.floor(x - 1.6 * unit), Math.ceil(x + 1.6 * unit)];
  const [top, bottom] = [Math.floor(y - unit), Math.ceil(y + 1.8 * unit)];
  for (let row = Math.max(0, top); row < Math.min(height, bottom); row++)
    for (let column = Math.max(0, left); column < Math.min(width, right); column++) {
      const [across, down] = [(column - x) / unit, (row - y) / unit];
      const gap = shape.open * Math.sqrt(Math.max(0, 1 - (across / GAP) ** 2));
      const at = (row * width + column) * 3;
      if (down >= 0 && down < gap) {
        for (let c = 0; c < 3; c++) out[at + c] = INSIDE * lips[c]!;
        continue;
      }
      const [u, v] = sourceOf(across, down, shape);
      const color = colorAt(picture, x + u * unit, y + v * unit);
      for (let c = 0; c < 3; c++) out[at + c] = color[c]!;
    }
  return { data: out, width, height };
}

/** Where what is shown at a place comes from, both in widths of the mouth from its middle. */
function sourceOf(across: number, down: number, { open, jaw, wide }: MouthShape): [number, number] {
  const near = Math.exp(-((across ** 2 + down ** 2) / STRETCH ** 2));
  const u = across * Math.exp(-wide * near);
  if (down < 0 || down > JAW.below) return [u, down];
  const lowered = (open + jaw) * Math.exp(-((across / JAW.across) ** 2)) * (1 - down / JAW.below);
  return [u, Math.max(0, down - lowered)];
}

/** Bilinear; beyond the border its outermost pixels are repeated. */
function colorAt({ data, width, height }: Picture, x: number, y: number): [number, number, number] {
  const within = (value: number, limit: number) => Math.min(limit, Math.max(0, value));
  const [column, row] = [within(x, width - 1.001), within(y, height - 1.001)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [a, b] = [column - left, row - top];
  const from = (top * width + left) * 3;
  const below = from + 3 * width;
  const channel = (c: number) =>
    (1 - b) * ((1 - a) * data[from + c]! + a * data[from + 3 + c]!) +
    b * ((1 - a) * data[below + c]! + a * data[below + 3 + c]!);
  return [channel(0), channel(1), channel(2)];
}
