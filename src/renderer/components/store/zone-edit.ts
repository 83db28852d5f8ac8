import type { PicturePoint, Zone, ZoneKind } from '../../../main/ipc/contract.ts';

/** A corner is moved so far by an arrow key, in shares of the picture. */
export const STEP = 0.01;
const FEWEST_CORNERS = 3;
/** The smallest face that is detected by default, as a share of the picture's width. */
const MIN_FACE_SHARE = 0.04;

/** A zone in the middle of the picture, to be drawn right. An entrance's way in is its upper side until it is marked. */
export function newZone(kind: ZoneKind, name: string): Zone {
  const [from, to] = [0.3, 0.7];
  return {
    id: crypto.randomUUID(),
    name,
    kind,
    points: [
      { x: from, y: from },
      { x: to, y: from },
      { x: to, y: to },
      { x: from, y: to },
    ],
    entranceSides: kind === 'entrance' ? [0] : [],
    minFaceShare: MIN_FACE_SHARE,
  };
}

/** Another purpose; only an entrance has a way in. */
export function withKind(zone: Zone, kind: ZoneKind): Zone {
  const entranceSides = kind !== 'entrance' ? [] : zone.entranceSides.length > 0 ? zone.entranceSides : [0];
  return { ...zone, kind, entranceSides };
}

export function withCornerAt(zone: Zone, corner: number, point: PicturePoint): Zone {
  return { ...zone, points: zone.points.with(corner, point) };
}

/** A new corner in the middle of a side; both halves of a way in stay one. */
export function withCornerOn(zone: Zone, side: number): Zone {
  const [from, to] = [zone.points[side]!, zone.points[(side + 1) % zone.points.length]!];
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
  return {
    ...zone,
    points: zone.points.toSpliced(side + 1, 0, middle),
    entranceSides: zone.entranceSides
      .flatMap((marked) => (marked === side ? [side, side + 1] : marked > side ? marked + 1 : marked))
      .sort((a, b) => a - b),
  };
}

/** Its two sides become one, a way in if either was; a triangle keeps its corners. */
export function withoutCorner(zone: Zone, corner: number): Zone {
  const count = zone.points.length;
  if (count <= FEWEST_CORNERS) return zone;
  const before = (corner + count - 1) % count;
  const sides = zone.entranceSides.map((side) => {
    const joined = side === corner ? before : side;
    return joined > corner ? joined - 1 : joined;
  });
  return {
    ...zone,
    points: zone.points.toSpliced(corner, 1),
    entranceSides: [...new Set(sides)].sort((a, b) => a - b),
  };
}

export function withSide(zone: Zone, side: number, isWayIn: boolean): Zone {
  const others = zone.entranceSides.filter((marked) => marked !== side);
  return { ...zone, entranceSides: isWayIn ? [...others, side].sort((a, b) => a - b) : others };
}
