import type { Polygon } from '../../../../../common/math/polygon.ts';
import { isInside } from '../../../../../common/math/polygon.ts';
import type { PicturePoint as Point } from '../../../../ipc/contract/audience.ts';

/** How far a point lies inside, in the unit of the corners; below 0 outside. */
export function depthIn(polygon: Polygon, point: Point): number {
  const toBorder = Math.min(...polygon.map((_, side) => distanceTo(polygon, side, point)));
  return isInside(polygon, point) ? toBorder : -toBorder;
}

/** The number of the side that lies nearest, and how far. */
export function nearestSide(polygon: Polygon, point: Point): { side: number; distance: number } {
  let best = { side: 0, distance: Infinity };
  for (let side = 0; side < polygon.length; side++) {
    const distance = distanceTo(polygon, side, point);
    if (distance < best.distance) best = { side, distance };
  }
  return best;
}

/** The side that a straight way crosses last; undefined if it crosses none. */
export function lastCrossed(polygon: Polygon, from: Point, to: Point): number | undefined {
  let last: { side: number; along: number } | undefined;
  for (let side = 0; side < polygon.length; side++) {
    const along = crossingOf(from, to, ...sideOf(polygon, side));
    if (along !== undefined && along >= (last?.along ?? 0)) last = { side, along };
  }
  return last?.side;
}

/** Some point lies at least this deep inside: area by circumference. */
export function innerRadius(polygon: Polygon): number {
  let doubleArea = 0;
  let around = 0;
  for (let i = 0; i < polygon.length; i++) {
    const [a, b] = sideOf(polygon, i);
    doubleArea += a.x * b.y - b.x * a.y;
    around += Math.hypot(b.x - a.x, b.y - a.y);
  }
  return Math.abs(doubleArea) / 2 / around;
}

function sideOf(polygon: Polygon, side: number): [Point, Point] {
  return [polygon[side]!, polygon[(side + 1) % polygon.length]!];
}

function distanceTo(polygon: Polygon, side: number, point: Point): number {
  const [a, b] = sideOf(polygon, side);
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / square;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/** How far along the way (0 … 1) it meets the side; undefined if it does not. */
function crossingOf(from: Point, to: Point, a: Point, b: Point): number | undefined {
  const [wx, wy] = [to.x - from.x, to.y - from.y];
  const [sx, sy] = [b.x - a.x, b.y - a.y];
  const cross = wx * sy - wy * sx;
  if (cross === 0) return undefined;
  const along = ((a.x - from.x) * sy - (a.y - from.y) * sx) / cross;
  const onSide = ((a.x - from.x) * wy - (a.y - from.y) * wx) / cross;
  return along >= 0 && along <= 1 && onSide >= 0 && onSide <= 1 ? along : undefined;
}
