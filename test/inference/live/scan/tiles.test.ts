import { expect, it } from 'vitest';

import { isInside } from '../../../../src/common/math/polygon.ts';
import { createScan } from '../../../../src/inference/live/scan/scan.ts';
import { MIN_FACE_TILE_SHARE, tilesOf } from '../../../../src/inference/live/scan/tiles.ts';

const FRAME = { width: 1920, height: 1080 };
const DOOR = [
  { x: 0.2, y: 0.1 },
  { x: 0.6, y: 0.05 },
  { x: 0.7, y: 0.9 },
  { x: 0.15, y: 0.8 },
];

it('sees every face of the zone whole and large enough in some tile, until looks at the whole see it', () => {
  const tiles = tilesOf({ polygon: DOOR, leastFace: 0.035 }, FRAME);
  for (let width = 0.035 * 1920; width < MIN_FACE_TILE_SHARE * 1920; width *= 1.13)
    for (let x = 0; x < 1920; x += 31)
      for (let y = 0; y < 1080; y += 29) {
        if (!isInside(DOOR, { x: x / 1920, y: y / 1080 })) continue;
        const isSeen = tiles.some(
          (tile) =>
            width >= 0.99 * MIN_FACE_TILE_SHARE * tile.width &&
            x - width / 2 >= tile.x - 1 &&
            y - width / 2 >= tile.y - 1 &&
            x + width / 2 <= tile.x + tile.width + 1 &&
            y + width / 2 <= tile.y + tile.height + 1,
        );
        expect({ x, y, width, isSeen }).toEqual({ x, y, width, isSeen: true });
      }
});

it('leaves out tiles beside the zone', () => {
  const everywhere = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ];
  const [all, some] = [everywhere, DOOR].map(
    (polygon) => tilesOf({ polygon, leastFace: 0.035 }, FRAME).length,
  );
  expect(some!).toBeLessThan(0.75 * all!);
});

it('takes tiles in turn, a fresh one each time, and looks at the whole of all kinds', () => {
  const zone = { polygon: DOOR, leastFace: 0.035 };
  const scan = createScan([zone]);
  const tiles = tilesOf(zone, FRAME);
  const squares = Array.from(
    { length: tiles.length },
    () => scan.windows(FRAME, { wide: false, tiles: 1 })[0]!.square,
  );
  expect(new Set(squares).size).toBe(tiles.length);
  const wide = Array.from({ length: 3 }, () => scan.windows(FRAME, { wide: true, tiles: 0 })[0]!);
  expect(wide.map(({ net, square }) => [net, Math.round(square.width)])).toEqual([
    ['front', 1920],
    ['back', 1920],
    ['back', 3072],
  ]);
  expect(createScan([]).windows(FRAME, { wide: false, tiles: 9 })).toEqual([]);
});
