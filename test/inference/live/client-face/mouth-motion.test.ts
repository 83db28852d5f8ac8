import { readFileSync } from 'node:fs';

import { beforeAll, describe, expect, it } from 'vitest';

import { createMouthMotion } from '../../../../src/inference/live/client-face/mouth-motion.ts';
import { createTalking } from '../../../../src/inference/live/client-face/talking.ts';
import { cameraNoise } from '../../../../src/cli/bench/find/camera-noise.ts';
import { decodePicture } from '../../../../src/inference/runtime/decode-picture.ts';
import type { Picture } from '../../../../src/inference/runtime/picture.ts';

const FPS = 15;
/** Of the face in the clip's first picture, as a detector sees it; and its mouth. */
const FACE = { x: 152, y: 134, width: 107, height: 107 };
const MOUTH = { x: 205, y: 214, reach: 22 };
const noise = cameraNoise(1);
let still: Picture;

beforeAll(async () => {
  still = (await decodePicture(readFileSync('resources/clip/00s.jpg'))).picture;
});

/** The still with its mouth stretched by a share, shifted by pixels; bilinear. */
function face(open: number, shift: { x: number; y: number }): Picture {
  const { data, width, height } = still;
  const out = new Uint8Array(data.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [x - shift.x, y - shift.y];
      const far = ((u - MOUTH.x) ** 2 + (v - MOUTH.y) ** 2) / MOUTH.reach ** 2;
      const from = MOUTH.y + (v - MOUTH.y) / (1 + open * Math.exp(-far));
      const [left, top] = [Math.floor(u), Math.floor(from)];
      if (left < 0 || top < 0 || left + 1 >= width || top + 1 >= height) continue;
      const [a, b] = [u - left, from - top];
      for (let c = 0; c < 3; c++) {
        const at = (column: number, row: number) => data[((top + row) * width + left + column) * 3 + c]!;
        out[(y * width + x) * 3 + c] =
          (1 - b) * ((1 - a) * at(0, 0) + a * at(1, 0)) + b * ((1 - a) * at(0, 1) + a * at(1, 1));
      }
    }
  return { data: out, width, height };
}

/** Syllables: about four a second, irregular, with a pause. */
const syllables = (s: number) =>
  Math.max(0, Math.sin(2 * Math.PI * 4.1 * s) + 0.6 * Math.sin(2 * Math.PI * 2.3 * s + 1)) / 1.6;
const sway = (s: number) => ({ x: 9 * Math.sin(2.1 * s), y: 4 * Math.sin(1.4 * s) });
const none = () => ({ x: 0, y: 0 });

interface Clip {
  open: (s: number) => number;
  shift: (s: number) => { x: number; y: number };
  /** Of the box that is handed over, as detectors have it. */
  jitter?: number;
}

/** @returns the share of four seconds from the second one on of which it says in the end that somebody talks */
function talkingShare({ open, shift, jitter = 0 }: Clip): number {
  const [motion, talking] = [createMouthMotion(), createTalking()];
  const said: { atMs: number; talks: boolean }[] = [];
  for (let i = 0; i < 5 * FPS; i++) {
    const s = i / FPS;
    const { x, y } = shift(s);
    const off = jitter * FACE.width * (i % 2 === 0 ? 1 : -1);
    const box = { ...FACE, x: FACE.x + x + off, y: FACE.y + y - off };
    const motions = motion.add(noise(face(open(s), { x, y }), i), box, 1000 * s);
    if (motions) talking.add(motions);
    const since = talking.sinceMs(1000 * s);
    for (const each of said) if (since !== null && each.atMs >= since) each.talks = true;
    if (s >= 1) said.push({ atMs: 1000 * s, talks: since !== null });
  }
  return said.filter(({ talks }) => talks).length / said.length;
}

describe('talking', () => {
  it.each([
    ['a head that is still', none, 0.35],
    ['a head that sways', sway, 0.35],
    ['little movement of the mouth', none, 0.25],
  ])('is seen with %s', (_, shift, wide) => {
    expect(talkingShare({ open: (s) => wide * syllables(s), shift })).toBeGreaterThan(0.9);
  });

  it.each([
    ['a face that is still', () => 0, none, 0],
    ['a box that jitters', () => 0, none, 0.03],
    ['a head that sways', () => 0, sway, 0.03],
    ['a mouth that opens and stays open', (s: number) => 0.4 * Math.min(1, s / 0.5), none, 0],
  ])('is not seen of %s', (_, open, shift, jitter) => {
    expect(talkingShare({ open, shift, jitter })).toBe(0);
  });
});

it.each([
  ['beside its middle', -0.3, 0],
  ['above where it mostly is', 0, 0.15],
])('is seen where the box lies so that the mouth is %s', (_, across, down) => {
  const shift = () => ({ x: 0, y: 0 });
  const motion = createMouthMotion();
  const talking = createTalking();
  const box = { ...FACE, x: FACE.x - across * FACE.width, y: FACE.y + down * FACE.height };
  for (let i = 0; i < 3 * FPS; i++) {
    const motions = motion.add(noise(face(0.35 * syllables(i / FPS), shift()), i), box, (1000 * i) / FPS);
    if (motions) talking.add(motions);
  }
  expect(talking.sinceMs(3000)).not.toBeNull();
});

it.each([
  ['talks', 0.35, true],
  ['is silent', 0, false],
])('a head that nods and %s', (_, wide, talks) => {
  const nods = (s: number) => ({ x: 0, y: 16 * Math.sin(2 * Math.PI * 1.2 * s) });
  const share = talkingShare({ open: (s) => wide * syllables(s), shift: nods });
  if (talks) expect(share).toBeGreaterThan(0.9);
  else expect(share).toBe(0);
});
