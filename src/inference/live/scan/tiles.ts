import type { Box } from '../../runtime/picture.ts';
import type { Point, Polygon } from '../../../common/math/polygon.ts';
import { isInside } from '../../../common/math/polygon.ts';

/** Part of the frame in which faces are looked for that are too small for looks at the whole. */
export interface FarZone {
  readonly polygon: Polygon;
  /** Width of the least face that counts, as a share of the frame's width. */
  readonly leastFace: number;
}

/** The front net sees faces well from this share of a tile's side on. */
export const MIN_FACE_TILE_SHARE = 0.15;
/** Tiles of the next kind are so many times as large; a tile overlaps the next one by the largest face of its kind. */
const GROWTH = 2.2;
const OVERLAP = MIN_FACE_TILE_SHARE * GROWTH;
/** From this share of the frame's long side on the looks at the whole see as much. */
const WHOLE = 0.8;

/**
 * Squares in which every face of a zone is seen whole and large enough, from the smallest kind to nearly the whole frame.
 * @returns tiles in pixels, in order, which the caller takes in turn
 */
export function tilesOf({ polygon, leastFace }: FarZone, frame: { width: number; height: number }): Box[] {
  const bounds = boundsOf(polygon, frame);
  const tiles: Box[] = [];
  for (
    let side = (leastFace * frame.width) / MIN_FACE_TILE_SHARE;
    side < WHOLE * Math.max(frame.width, frame.height);
    side *= GROWTH
  ) {
    // A face on the zone's edge reaches beyond it.
    const margin = (MIN_FACE_TILE_SHARE * GROWTH * side) / 2;
    const lefts = startsAlong(bounds.x - margin, bounds.width + 2 * margin, side);
    const tops = startsAlong(bounds.y - margin, bounds.height + 2 * margin, side);
    for (const y of tops) for (const x of lefts) tiles.push({ x, y, width: side, height: side });
  }
  return tiles.filter((tile) => touches(tile, polygon, frame));
}

/** Where tiles begin that cover a stretch evenly. */
function startsAlong(from: number, length: number, side: number): number[] {
  if (length <= side) return [from + (length - side) / 2];
  const n = Math.ceil((length - side) / (side * (1 - OVERLAP))) + 1;
  return Array.from({ length: n }, (_, i) => from + (i * (length - side)) / (n - 1));
}

function boundsOf(polygon: Polygon, { width, height }: { width: number; height: number }): Box {
  const [xs, ys] = [polygon.map(({ x }) => x * width), polygon.map(({ y }) => y * height)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** Points of a tile, a side, of which one must lie in the zone. */
const GRID = 8;

function touches(tile: Box, polygon: Polygon, { width, height }: { width: number; height: number }): boolean {
  const points = Array.from({ length: GRID * GRID }, (_, k): Point => {
    const [i, j] = [(k % GRID) / (GRID - 1), Math.floor(k / GRID) / (GRID - 1)];
    return { x: (tile.x + i * tile.width) / width, y: (tile.y + j * tile.height) / height };
  });
  return points.some((point) => isInside(polygon, point));
}
