import { expect, it } from 'vitest';

import { planPictures } from '../../../../src/training/datasets/occlusion-photos/plan.ts';
import { readSources } from '../../../../src/training/datasets/occlusion-photos/sources.ts';
import {
  donorFace,
  mirrored,
  pasteHalf,
} from '../../../../src/training/datasets/occlusion-photos/paste-half.ts';
import { randomFor } from '../../../../src/common/math/random.ts';
import { HELD_OUT, madeHiddenRoots } from './made-roots.ts';

const SIZE = 40;
const FRAME = { y: 0.5, side: 1 };
const random = (nth: number) => randomFor(1, 'worn', nth);
const plain = (value: number) => new Float32Array(SIZE * SIZE * 3).fill(value);
const rowOf = (picture: Float32Array, y: number) => [...picture.subarray(y * SIZE * 3, (y + 1) * SIZE * 3)];

it('one half is the donor’s, the other stays, and between them each pixel lies between the two', () => {
  for (let nth = 0; nth < 50; nth++)
    for (const half of ['upper', 'lower'] as const) {
      const face = plain(10);
      pasteHalf(face, plain(210), { half, frame: FRAME, size: SIZE, random: random(nth) });
      const [top, foot] = half === 'upper' ? [210, 10] : [10, 210];
      for (let y = 0; y < SIZE * 0.3; y++) expect(new Set(rowOf(face, y))).toEqual(new Set([top]));
      for (let y = SIZE * 0.7; y < SIZE; y++) expect(new Set(rowOf(face, y))).toEqual(new Set([foot]));
      expect(Math.min(...face)).toBeGreaterThanOrEqual(10);
      expect(Math.max(...face)).toBeLessThanOrEqual(210.001);
    }
});

it('the seam lies where the face does', () => {
  const face = plain(0);
  pasteHalf(face, plain(1), { half: 'lower', frame: { y: 0.8, side: 0.2 }, size: SIZE, random: random(1) });
  expect(new Set(rowOf(face, SIZE * 0.6))).toEqual(new Set([0]));
  expect(new Set(rowOf(face, SIZE * 0.9))).toEqual(new Set([1]));
});

it('mirrors', () => {
  const picture = Float32Array.from({ length: 12 }, (_, i) => i);
  expect([...mirrored(picture, 2)]).toEqual([3, 4, 5, 0, 1, 2, 9, 10, 11, 6, 7, 8]);
});

it('puts the middle of a photo’s box where the middle of the face is', () => {
  const [width, height] = [200, 160];
  const box = { x: 60, y: 40, width: 50, height: 50 };
  // Red tells x, green tells y.
  const data = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    i % 3 === 0 ? Math.floor(i / 3) % width : i % 3 === 1 ? Math.floor(i / 3 / width) : 0,
  );
  for (const frame of [FRAME, { y: 0.6, side: 0.8 }]) {
    const found = Array.from({ length: 400 }, (_, nth) => {
      const donor = donorFace({ data, width, height }, box, {
        frame,
        side: 1,
        size: SIZE,
        random: random(nth),
      });
      const at = (Math.floor(frame.y * SIZE) * SIZE + SIZE / 2) * 3;
      return [donor[at]!, donor[at + 1]!];
    });
    const mean = (c: 0 | 1) => found.reduce((sum, point) => sum + point[c]!, 0) / found.length;
    expect(Math.abs(mean(0) - 85)).toBeLessThan(1.5);
    expect(Math.abs(mean(1) - 65)).toBeLessThan(1.5);
  }
});

it('an occluder comes from photos of the same split; no training picture wears a held-out photo', async () => {
  const plannedPictures = planPictures(await readSources(await madeHiddenRoots()));
  const worn = plannedPictures.filter((planned) => planned.worn);
  expect(new Set(worn.map(({ split }) => split))).toEqual(new Set(['train', 'test']));
  for (const { worn: photo, occlusion, split, kind } of worn) {
    expect(kind).toBe('worn');
    expect(photo!.photo!.occlusion).toBe(occlusion);
    expect(photo!.split).toBe(split);
    if (split === 'train') expect(HELD_OUT).not.toContain(photo!.name);
  }
  expect(plannedPictures.some(({ kind, occlusion }) => kind === 'seam' && occlusion === 'none')).toBe(true);
  expect(plannedPictures.some(({ kind, occlusion }) => kind === 'seam' && occlusion !== 'none')).toBe(false);
});
