/** A closed line as u, v, u, v …; shares of the picture's side. */
export type Outline = readonly number[];
export type Point = readonly [u: number, v: number];

/** A smooth closed line through the points (Catmull-Rom); a point given twice becomes a corner. */
export function smoothClosed(points: readonly Point[], steps = 6): Outline {
  const n = points.length;
  return points.flatMap((_, i) =>
    span(points[(i + n - 1) % n]!, points[i]!, points[(i + 1) % n]!, points[(i + 2) % n]!, steps),
  );
}

/** A smooth open line through the points, from the first to the last. */
export function smoothOpen(points: readonly Point[], steps = 6): Point[] {
  const last = points.length - 1;
  const line: Point[] = [];
  for (let i = 0; i < last; i++) {
    const flat = span(
      points[Math.max(0, i - 1)]!,
      points[i]!,
      points[i + 1]!,
      points[Math.min(last, i + 2)]!,
      steps,
    );
    for (let k = 0; k < flat.length; k += 2) line.push([flat[k]!, flat[k + 1]!]);
  }
  line.push(points[last]!);
  return line;
}

function span(p: Point, a: Point, b: Point, n: Point, steps: number): number[] {
  const flat: number[] = [];
  if (a[0] === b[0] && a[1] === b[1]) return flat;
  for (let k = 0; k < steps; k++) {
    const t = k / steps;
    for (const axis of [0, 1] as const) {
      const [p0, p1, p2, p3] = [p[axis], a[axis], b[axis], n[axis]];
      const curve =
        2 * p1 +
        (p2 - p0) * t +
        (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t +
        (3 * p1 - p0 - 3 * p2 + p3) * t * t * t;
      flat.push(curve / 2);
    }
  }
  return flat;
}

/** A strip along a line, its width changing evenly from start to end. */
export function band(line: readonly Point[], startWidth: number, endWidth = startWidth): Outline {
  const sides: [Point[], Point[]] = [[], []];
  line.forEach((point, i) => {
    const before = line[Math.max(0, i - 1)]!;
    const after = line[Math.min(line.length - 1, i + 1)]!;
    const [du, dv] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(du, dv) || 1;
    const half = (startWidth + ((endWidth - startWidth) * i) / Math.max(1, line.length - 1)) / 2;
    const [nu, nv] = [(-dv / length) * half, (du / length) * half];
    sides[0].push([point[0] + nu, point[1] + nv]);
    sides[1].push([point[0] - nu, point[1] - nv]);
  });
  return [...sides[0], ...sides[1].reverse()].flat();
}

export function ellipse(u: number, v: number, radiusU: number, radiusV = radiusU): Outline {
  return Array.from({ length: 24 }, (_, i) => {
    const angle = (i / 24) * 2 * Math.PI;
    return [u + radiusU * Math.cos(angle), v + radiusV * Math.sin(angle)];
  }).flat();
}

/** The outline made larger or smaller about (0, 0). */
export function scaled(outline: Outline, factorU: number, factorV = factorU): Outline {
  return outline.map((value, i) => value * (i % 2 === 0 ? factorU : factorV));
}

export function moved(outline: Outline, du: number, dv: number): Outline {
  return outline.map((value, i) => value + (i % 2 === 0 ? du : dv));
}

/** What of the outline lies below v; the rest is folded onto that line. */
export function belowOnly(outline: Outline, v: number): Outline {
  return outline.map((value, i) => (i % 2 === 0 ? value : Math.max(v, value)));
}
