import { expect, it } from 'vitest';

import { fromPicture, onPicture } from '../../../../src/renderer/components/store/zone-points.ts';
import {
  newZone,
  withCornerOn,
  withKind,
  withoutCorner,
  withSide,
} from '../../../../src/renderer/components/store/zone-edit.ts';

const square = newZone('entrance', 'Door');
/** The ways in as pairs of corners, to be compared whatever their numbers are. */
const waysIn = ({ points, entranceSides }: typeof square) =>
  entranceSides.map((side) => [points[side]!, points[(side + 1) % points.length]!]);

it('a corner that is added to a way in leaves both halves ways in', () => {
  for (let marked = 0; marked < 4; marked++)
    for (let side = 0; side < 4; side++) {
      const zone = { ...square, entranceSides: [marked] };
      const more = withCornerOn(zone, side);
      expect(more.points).toHaveLength(5);
      const [[from, to]] = waysIn(zone) as [(typeof square.points)[number][]];
      const covered = waysIn(more);
      expect(covered).toHaveLength(side === marked ? 2 : 1);
      expect(covered[0]![0]).toEqual(from);
      expect(covered.at(-1)![1]).toEqual(to);
    }
});

it('a corner that was added and is removed leaves the zone as it was', () => {
  for (let marked = 0; marked < 4; marked++)
    for (let side = 0; side < 4; side++) {
      const zone = { ...square, entranceSides: [marked] };
      expect(withoutCorner(withCornerOn(zone, side), side + 1)).toEqual(zone);
    }
});

it('a triangle keeps its corners', () => {
  const triangle = withoutCorner(square, 0);
  expect(triangle.points).toHaveLength(3);
  expect(withoutCorner(triangle, 1)).toBe(triangle);
});

it('only an entrance has a way in', () => {
  expect(withKind(square, 'staff').entranceSides).toEqual([]);
  expect(withKind(withKind(square, 'dwell'), 'entrance').entranceSides).toEqual([0]);
  expect(withSide(withSide(square, 2, true), 0, false).entranceSides).toEqual([2]);
});

it('what is drawn lies where it was clicked, mirrored or not', () => {
  for (const isMirrored of [false, true]) {
    const shown = { width: 640, height: 480, isMirrored };
    const point = { x: 0.2, y: 0.75 };
    const place = onPicture(point, shown);
    expect(place).toEqual({ x: isMirrored ? 512 : 128, y: 360 });
    expect(fromPicture(place, shown).x).toBeCloseTo(0.2, 12);
    expect(fromPicture({ x: -5, y: 9999 }, shown)).toEqual({ x: isMirrored ? 1 : 0, y: 1 });
  }
});
