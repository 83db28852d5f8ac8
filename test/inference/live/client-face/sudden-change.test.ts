import { readFileSync } from 'node:fs';

import { beforeAll, expect, it } from 'vitest';

import { cameraNoise } from '../../../../src/cli/bench/find/camera-noise.ts';
import { createSuddenChange } from '../../../../src/inference/live/client-face/sudden-change.ts';
import { decodePicture } from '../../../../src/inference/runtime/decode-picture.ts';
import type { Picture } from '../../../../src/inference/runtime/picture.ts';

const FPS = 15;
/** Of the face in the clip's first picture, as a detector sees it. */
const FACE = { x: 152, y: 134, width: 107, height: 107 };
const noise = cameraNoise(1);
let still: Picture;

beforeAll(async () => {
  still = (await decodePicture(readFileSync('resources/clip/00s.jpg'))).picture;
});

/** The still, and from the right on so much of the face's width covered by stripes. */
function covered(share: number): Picture {
  const data = new Uint8Array(still.data);
  const from = Math.round(FACE.x + (1 - share) * FACE.width);
  for (let y = 0; y < still.height; y++)
    for (let x = from; x < still.width && share > 0; x++)
      data.fill(y % 20 < 10 ? 30 : 220, 3 * (y * still.width + x), 3 * (y * still.width + x) + 3);
  return { ...still, data };
}

/** @param share that is covered, by seconds @returns what three seconds are, and when they are so */
function changes(share: (s: number) => number): { s: number; is: string }[] {
  const change = createSuddenChange();
  return Array.from({ length: 3 * FPS }, (_, i) => {
    const picture = noise(covered(share(i / FPS)), i);
    const is = change.compare(picture, FACE, (1000 * i) / FPS);
    change.add(picture, FACE, (1000 * i) / FPS);
    return { s: i / FPS, is };
  }).slice(1);
}

it('a face that stays as it is looks the same, whatever the noise', () => {
  expect(new Set(changes(() => 0).map(({ is }) => is))).toEqual(new Set(['same']));
  expect(new Set(changes(() => 0.4).map(({ is }) => is))).toEqual(new Set(['same']));
});

it('what comes from beside is noticed before it covers a third of the face, and taken for granted half a second after', () => {
  const changed = changes((s) => Math.min(0.6, Math.max(0, s - 1))).filter(({ is }) => is === 'changed');
  expect(changed[0]!.s).toBeLessThan(1.33);
  expect(changed.at(-1)!.s).toBeLessThan(2.2);
});

it('what was not added is compared with what was there before, however long ago', () => {
  const change = createSuddenChange();
  change.add(noise(covered(0), 0), FACE, 0);
  expect([200, 900, 5000].map((atMs) => change.compare(noise(covered(0.5), 1), FACE, atMs))).toEqual([
    ...['changed', 'changed', 'changed'],
  ]);
});
