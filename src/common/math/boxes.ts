/** An upright rectangle, in any unit; x and y are those of its corner at the top left. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Intersection over union: 0 for boxes that share no area, 1 for equal ones. */
export function intersectionOverUnion(a: Rectangle, b: Rectangle): number {
  const shared = intersectionArea(a, b);
  return shared > 0 ? shared / (area(a) + area(b) - shared) : 0;
}

/** Intersection over the area of the smaller box: 1 where one holds the other. Both have an extent. */
export function intersectionOverSmaller(a: Rectangle, b: Rectangle): number {
  return intersectionArea(a, b) / Math.min(area(a), area(b));
}

/** Area that both cover; 0 for boxes that only touch. */
export function intersectionArea(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, width) * Math.max(0, height);
}

function area({ width, height }: Rectangle): number {
  return width * height;
}
