import { existsSync } from 'node:fs';

import { expect, it } from 'vitest';

import { HELD_OUT_PHOTOS } from '../../../../src/training/datasets/occlusion-photos/held-out-photos.ts';
import { readPhotos } from '../../../../src/training/datasets/occlusion-photos/photos.ts';
import { seededOrder } from '../../../../src/training/sources/seeded.ts';

const SHARED = '../shared/data/occluded';

it('are 28 photos of masks and 7 of headsets, each once', () => {
  expect(HELD_OUT_PHOTOS.filter((name) => /^mask_\d{3}\.jpg$/.test(name))).toHaveLength(28);
  expect(HELD_OUT_PHOTOS.filter((name) => /^vr_\d{3}\.jpg$/.test(name))).toHaveLength(7);
  expect(new Set(HELD_OUT_PHOTOS).size).toBe(35);
});

it('are two fifths of each kind, drawn by a seed', async ({ skip }) => {
  if (!existsSync(SHARED)) skip(`${SHARED} is not there`);
  const photos = await readPhotos(SHARED);
  for (const occlusion of ['upper', 'lower'] as const) {
    const names = photos.filter((photo) => photo.occlusion === occlusion).map(({ name }) => name);
    const drawn = seededOrder(names, 1).slice(0, Math.round(0.4 * names.length));
    expect(HELD_OUT_PHOTOS.filter((name) => names.includes(name))).toEqual(drawn.sort());
  }
  expect(photos.filter(({ split }) => split === 'test').map(({ name }) => name)).toEqual(HELD_OUT_PHOTOS);
});
