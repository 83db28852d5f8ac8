import { expect, it } from 'vitest';

import type { Picture } from '../../../../src/inference/runtime/picture.ts';
import { patchLikeness, placePatch } from '../../../../src/inference/live/client-face/place-patch.ts';
import { liveScene } from '../../../support/live-scenes.ts';

const WIDTH = 120;
const box = (x: number, y: number) => ({
  ...{ x: x - WIDTH / 2, y: y - WIDTH / 2, width: WIDTH, height: WIDTH },
});

async function pictureOf(x: number | null): Promise<Picture> {
  const at = await liveScene([
    { at: () => (x === null ? null : { x, y: 230, width: WIDTH }), cover: 'upper' },
  ]);
  return at(0);
}

it('a head is found again near its place, brighter too, and an empty place is not like it', async () => {
  const seen = await pictureOf(220);
  const place = box(220, 230);
  const patch = placePatch(seen, place);
  expect(patchLikeness(seen, place, patch)).toBeCloseTo(1, 5);
  expect(patchLikeness(await pictureOf(220 + 0.4 * WIDTH), place, patch)).toBeGreaterThan(0.8);
  const brighter = { ...seen, data: Uint8Array.from(seen.data, (value) => Math.min(255, value + 20)) };
  expect(patchLikeness(brighter, place, patch)).toBeGreaterThan(0.95);
  expect(patchLikeness(await pictureOf(null), place, patch)).toBeLessThan(0.6);
  const wall = { ...seen, data: new Uint8Array(seen.data.length).fill(120) };
  expect(patchLikeness(wall, place, patch)).toBe(0);
});
