import { expect, it } from 'vitest';

import type { Picture } from '../../../../src/inference/runtime/picture.ts';
import { matchPatch, placePatch } from '../../../../src/inference/live/client-face/place-patch.ts';
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

const likeness = (...args: Parameters<typeof matchPatch>) => matchPatch(...args).likeness;

it('a head is found again near its place, brighter too, and an empty place is not like it', async () => {
  const seen = await pictureOf(220);
  const place = box(220, 230);
  const patch = placePatch(seen, place);
  expect(likeness(seen, place, patch)).toBeCloseTo(1, 5);
  expect(likeness(await pictureOf(220 + 0.4 * WIDTH), place, patch)).toBeGreaterThan(0.8);
  const brighter = { ...seen, data: Uint8Array.from(seen.data, (value) => Math.min(255, value + 20)) };
  expect(likeness(brighter, place, patch)).toBeGreaterThan(0.95);
  expect(likeness(await pictureOf(null), place, patch)).toBeLessThan(0.6);
  const wall = { ...seen, data: new Uint8Array(seen.data.length).fill(120) };
  expect(likeness(wall, place, patch)).toBe(0);
});

it('says where the head has moved', async () => {
  const place = box(220, 230);
  const patch = placePatch(await pictureOf(220), place);
  const { box: found } = matchPatch(await pictureOf(250), place, patch);
  expect(Math.abs(found.x - place.x - 30)).toBeLessThan(0.04 * WIDTH);
  expect(Math.abs(found.y - place.y)).toBeLessThan(0.04 * WIDTH);
});
