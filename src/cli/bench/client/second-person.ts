import type { Box, Picture } from '../../../inference/runtime/picture.ts';

/** Somebody else before the camera: a face of UTKFace on a drawn body. */
export interface SecondPerson {
  /** Square, the face in its middle. */
  readonly face: Picture;
  /** Red, green, blue. */
  readonly clothes: readonly [number, number, number];
}

/** Middle of the head and its width, in pixels. */
export interface HeadPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** In widths of the head: its height, and the body below it. */
const HEAD_HEIGHT = 1.25;
const BODY = { top: 0.5, width: 2 };

/** Whether the head or the body covers a pixel. */
export function isCovered({ x, y, width }: HeadPlace, column: number, row: number): 'head' | 'body' | null {
  const [across, down] = [(column - x) / width, (row - y) / width];
  if ((2 * across) ** 2 + ((2 * down) / HEAD_HEIGHT) ** 2 <= 1) return 'head';
  return down > BODY.top && Math.abs(across) < Math.min(BODY.width / 2, down - BODY.top + 0.2)
    ? 'body'
    : null;
}

/**
 * Sets somebody into a frame, in place.
 * @param before occluder where they stand behind the client: the ellipse in this box stays as it is
 */
export function pastePerson(
  frame: Picture,
  { face, clothes }: SecondPerson,
  place: HeadPlace,
  before: Box | null,
): void {
  const { data, width, height } = frame;
  const reach = BODY.width * place.width;
  for (let row = Math.max(0, Math.floor(place.y - reach)); row < height; row++)
    for (
      let column = Math.max(0, Math.floor(place.x - reach));
      column < Math.min(width, place.x + reach);
      column++
    ) {
      const part = isCovered(place, column, row);
      if (part === null || (before && isInEllipse(before, column, row))) continue;
      const to = (row * width + column) * 3;
      if (part === 'body') data.set(clothes, to);
      else data.set(faceColor(face, place, column, row), to);
    }
}

/** Nearest pixel: noise of the camera and the detector's own sampling make more of no use. */
function faceColor(face: Picture, { x, y, width }: HeadPlace, column: number, row: number): Uint8Array {
  const inFace = (offset: number) => Math.round((offset / (HEAD_HEIGHT * width) + 0.5) * (face.width - 1));
  const [u, v] = [inFace(column - x), inFace(row - y)];
  const inside = (value: number) => Math.min(face.width - 1, Math.max(0, value));
  const from = (inside(v) * face.width + inside(u)) * 3;
  return face.data.subarray(from, from + 3);
}

function isInEllipse({ x, y, width, height }: Box, column: number, row: number): boolean {
  const [across, down] = [(2 * (column - x)) / width - 1, (2 * (row - y)) / height - 1];
  return across ** 2 + down ** 2 <= 1;
}
