import { expect, it } from 'vitest';

import { createFaceFinder, createRecordingFinder } from '../../../src/inference/live/face-finder.ts';
import { createPace } from '../../../src/inference/live/pace.ts';
import { newTrack } from '../../../src/inference/live/tracking/track.ts';
import { blackPicture, fakeDetector } from '../../support/live-fakes.ts';

const box = { x: 100, y: 80, width: 60, height: 60 };
const track = (atMs: number) => newTrack({ box, score: 0.9, appearance: new Float32Array(3) }, atMs);

it('searches near each track on every frame, and the frame for new faces only where that is due', async () => {
  const detector = fakeDetector(() => [{ box, score: 0.9 }]);
  const pace = createPace();
  const finder = createFaceFinder(detector, pace, []);
  const didDetect: boolean[] = [];
  for (const atMs of [0, 33, 66]) {
    pace.begin(atMs);
    const found = await finder.find(blackPicture(), [track(0)], atMs);
    expect(found.candidates.map(({ box: { x, width } }) => ({ x, width }))).toEqual([{ x: 100, width: 60 }]);
    didDetect.push(found.didDetect);
  }
  expect(detector.near).toEqual([box, box, box]);
  expect(didDetect).toEqual([true, false, false]);
});

it('gives each face an appearance descriptor', async () => {
  const detector = fakeDetector(() => [{ box, score: 0.9 }]);
  const { candidates } = await createRecordingFinder(detector).find(blackPicture(), [], 0);
  // Black where it lies in the picture.
  expect([...candidates[0]!.appearance].filter((value) => !Number.isNaN(value))).toContain(0);
});

it('in recordings searches the whole frame each time, and near a track only within half a second', async () => {
  const detector = fakeDetector(() => [{ box, score: 0.9 }]);
  const finder = createRecordingFinder(detector);
  const found = await finder.find(blackPicture(), [track(0), track(600)], 700);
  expect(found.didDetect).toBe(true);
  expect(detector.near).toHaveLength(1);
  // One face, though both searches saw it.
  expect(found.candidates).toHaveLength(1);
});
