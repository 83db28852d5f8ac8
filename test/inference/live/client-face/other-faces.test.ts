import { expect, it } from 'vitest';

import { createOtherFaces } from '../../../../src/inference/live/client-face/other-faces.ts';
import type { Candidate } from '../../../../src/inference/live/tracking/track.ts';
import { newTrack, placeTrack } from '../../../../src/inference/live/tracking/track.ts';

const candidate = (x: number, score: number, width = 100): Candidate => ({
  box: { x: x - width / 2, y: 0, width, height: width },
  score,
  appearance: new Float32Array(54),
});
/** The square that is read is from −60 to 60. */
const CROP = { scale: 1.2, up: 0 };
const client = newTrack(candidate(0, 0.6), 0);

/** A box of a score that goes from place to place. @returns for each frame: another face, covering, or nothing */
function seen(score: number, places: readonly number[], width = 100, isSame = false): string[] {
  const others = createOtherFaces(CROP);
  const other = newTrack(candidate(places[0]!, score, width), 0);
  return places.map((x) => {
    const now = candidate(x, score, width);
    placeTrack(other, now.box);
    const frame = { candidates: [candidate(0, 0.6), now], tracks: [client, other] };
    const { faces, isCovered } = others.of(frame, client, isSame);
    return isCovered ? 'covers' : faces.length > 0 ? 'face' : '';
  });
}

it('a box of a high score is another face at once, a narrow one is none', () => {
  expect(seen(0.8, [60])).toEqual(['face']);
  expect(seen(0.8, [60], 45)).toEqual(['']);
});

it('what came from elsewhere covers the client, though it scores as parts of a headset do', () => {
  expect(seen(0.7, [170, 160, 150, 110, 80, 20, 120])).toEqual(['', '', '', '', 'covers', 'covers', '']);
});

it('what is much wider covers the client as soon as it reaches into what is read', () => {
  expect(seen(0.7, [270, 250, 230, 212, 195, 190], 300)).toEqual(['', '', '', '', 'covers', 'covers']);
});

it('a part of the headset, or a pattern beside it, is nothing', () => {
  expect(seen(0.7, [40, 60, 20, 50, 40, 60])).toEqual(['', '', '', '', '', '']);
  expect(seen(0.7, [106, 140, 190, 190, 120, 106])).toEqual(['', '', '', '', '', '']);
  expect(seen(0.5, [170, 160, 150, 60])).toEqual(['', '', '', '']);
});

it('what overlaps a client who looks as before is a part of the headset, and what is beside it is a face', () => {
  expect(seen(0.8, [60], 100, true)).toEqual(['']);
  expect(seen(0.8, [90], 100, true)).toEqual(['face']);
  expect(seen(0.7, [170, 160, 150, 110, 80, 50], 100, true)).toEqual(['', '', '', '', 'covers', '']);
});
