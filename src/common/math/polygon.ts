/** A place on the frame, as shares of its width and height: 0 to 1. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners in order; the last is joined to the first. Where it crosses itself, even-odd. */
export type Polygon = readonly Point[];

export function isInside(polygon: Polygon, { x, y }: Point): boolean {
  return crossings(polygon, y).filter((at) => at > x).length % 2 === 1;
}

/** Where a horizontal line at `y` meets the polygon's edges, from left to right. */
export function crossings(polygon: Polygon, y: number): number[] {
  const found: number[] = [];
  polygon.forEach((a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    if (a.y <= y !== b.y <= y) found.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  });
  return found.sort((a, b) => a - b);
}
