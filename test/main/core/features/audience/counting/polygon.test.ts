import { expect, test } from 'vitest';

import {
  depthIn,
  lastCrossed,
  nearestSide,
  innerRadius,
} from '../../../../../../src/main/core/features/audience/counting/polygon.ts';
import type { Polygon } from '../../../../../../src/common/math/polygon.ts';
import { isInside } from '../../../../../../src/common/math/polygon.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';

const random = randomFor(1, 'polygons');
const STAR: Polygon = Array.from({ length: 10 }, (_, i) => {
  const radius = i % 2 ? 0.2 : 0.45;
  return { x: 0.5 + radius * Math.cos((i * Math.PI) / 5), y: 0.5 + radius * Math.sin((i * Math.PI) / 5) };
});

/** Winding number by angles: another way to tell inside from outside. */
function winds(polygon: Polygon, { x, y }: { x: number; y: number }): boolean {
  const angle = polygon.reduce((sum, a, i) => {
    const b = polygon[(i + 1) % polygon.length]!;
    const turn = Math.atan2(b.y - y, b.x - x) - Math.atan2(a.y - y, a.x - x);
    return sum + Math.atan2(Math.sin(turn), Math.cos(turn));
  }, 0);
  return Math.abs(angle) > Math.PI;
}

test('inside, depth and the nearest side are those of a border walked in small steps', () => {
  const border = STAR.flatMap((a, side) => {
    const b = STAR[(side + 1) % STAR.length]!;
    return Array.from({ length: 2000 }, (_, i) => ({
      side,
      x: a.x + ((b.x - a.x) * i) / 2000,
      y: a.y + ((b.y - a.y) * i) / 2000,
    }));
  });
  for (let i = 0; i < 200; i++) {
    const point = { x: random.uniform(0, 1), y: random.uniform(0, 1) };
    expect(isInside(STAR, point)).toBe(winds(STAR, point));
    const nearest = border.reduce((best, one) => (far(one, point) < far(best, point) ? one : best));
    expect(Math.abs(depthIn(STAR, point))).toBeCloseTo(far(nearest, point), 3);
    expect(depthIn(STAR, point) > 0).toBe(winds(STAR, point));
    expect(nearestSide(STAR, point).distance).toBeCloseTo(far(nearest, point), 3);
  }
});

test('the side crossed last is where a way walked in small steps came in', () => {
  let crossed = 0;
  for (let i = 0; i < 300; i++) {
    const [from, to] = [0, 1].map(() => ({ x: random.uniform(0, 1), y: random.uniform(0, 1) })) as [
      { x: number; y: number },
      { x: number; y: number },
    ];
    let last: number | undefined;
    let before = from;
    for (let step = 1; step <= 4000; step++) {
      const point = {
        x: from.x + ((to.x - from.x) * step) / 4000,
        y: from.y + ((to.y - from.y) * step) / 4000,
      };
      if (isInside(STAR, before) !== isInside(STAR, point)) last = nearestSide(STAR, point).side;
      before = point;
    }
    expect(lastCrossed(STAR, from, to)).toBe(last);
    if (last !== undefined) crossed++;
  }
  expect(crossed).toBeGreaterThan(100);
});

test('some point is at least as deep as the inner radius that is returned', () => {
  for (const polygon of [STAR, STAR.slice(0, 3)]) {
    let deepest = 0;
    for (let x = 0; x <= 1; x += 0.005)
      for (let y = 0; y <= 1; y += 0.005) deepest = Math.max(deepest, depthIn(polygon, { x, y }));
    expect(deepest).toBeGreaterThanOrEqual(innerRadius(polygon) - 0.01);
    expect(innerRadius(polygon)).toBeGreaterThan(deepest / 3);
  }
});

function far(a: { x: number; y: number }, b: { x: number; y: number }): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
