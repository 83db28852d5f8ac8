import { describe, expect, it } from 'vitest';

import { createTrackedFaces } from '../../../src/inference/live/tracked-faces.ts';
import type { TrackedFacesOptions } from '../../../src/inference/live/tracked-faces.ts';
import { blackPicture, fakeClassifier, fakeDetector } from '../../support/live-fakes.ts';

const picture = blackPicture();
const box = { x: 100, y: 80, width: 60, height: 60 };
const candidate = (score = 0.9) => ({ box, score, appearance: new Float32Array(3) });
const cut = () => Promise.resolve(new Uint8Array(64));

/** A camera before which one face stays. @returns one frame of it */
function camera(options: Partial<TrackedFacesOptions> = {}) {
  const detector = fakeDetector(() => []);
  const faces = createTrackedFaces({ detector, fixed: null, isRecording: false, ...options });
  const frame = async (atMs: number, score?: number) => {
    faces.predict(atMs, picture);
    const left = faces.update([candidate(score)], picture);
    const occlusions = await faces.classify(left, cut, atMs);
    await faces.verify(picture, atMs);
    return { occlusions, confirmed: faces.confirmed().length };
  };
  return { faces, frame };
}

describe('tracked faces', () => {
  it('are confirmed by the detector alone where no occlusion is classified: seen three times, at a high score', async () => {
    const confident = camera();
    const unsure = camera();
    const counts = { confident: [] as number[], unsure: [] as number[] };
    for (const atMs of [0, 33, 66, 99]) {
      counts.confident.push((await confident.frame(atMs, 0.7)).confirmed);
      counts.unsure.push((await unsure.frame(atMs, 0.45)).confirmed);
    }
    expect(counts).toEqual({ confident: [0, 0, 1, 1], unsure: [0, 0, 0, 0] });
  });

  it('are verified before they are confirmed: both detectors and the occlusion classifier must agree', async () => {
    for (const [confirms, expected] of [
      [3, 1],
      [-9, 0],
    ] as const) {
      const detector = fakeDetector(() => [], { confirms });
      const { frame } = camera({ detector, occlusionClassifier: fakeClassifier(() => 0.1) });
      for (const atMs of [0, 33, 66]) await frame(atMs);
      expect((await frame(99)).confirmed).toBe(expected);
    }
  });

  it('are not begun with where the occlusion classifier sees no face, and end where it sees none later', async () => {
    let notFace = 0.95;
    const classifier = fakeClassifier(() => notFace);
    const { frame, faces } = camera({ occlusionClassifier: classifier });
    await frame(0);
    expect(faces.predict(10, picture)).toHaveLength(0);
    notFace = 0.1;
    await frame(33);
    expect(faces.predict(40, picture)).toHaveLength(1);
    notFace = 1;
    for (let atMs = 100; atMs < 2500; atMs += 300) await frame(atMs);
    expect(faces.predict(2600, picture)).toHaveLength(0);
  });

  it('are confirmed without verification where a person decides, and never end by the classifier once one did', async () => {
    let notFace = 0.1;
    const occlusionClassifier = fakeClassifier(() => notFace);
    const detector = fakeDetector(() => [], { confirms: -9 });
    const { frame, faces } = camera({ detector, occlusionClassifier, isVerified: false });
    for (const atMs of [0, 33, 66]) await frame(atMs, 0.3);
    expect((await frame(99, 0.3)).confirmed).toBe(1);
    faces.keep(faces.confirmed()[0]!);
    notFace = 1;
    for (let atMs = 130; atMs < 2500; atMs += 300) expect((await frame(atMs, 0.3)).confirmed).toBe(1);
  });

  it('have their occlusion classified again now and then, in recordings on every frame', async () => {
    const classified = async (isRecording: boolean) => {
      const { frame } = camera({ isRecording, occlusionClassifier: fakeClassifier(() => 0.1) });
      const sizes: number[] = [];
      for (const atMs of [0, 33, 66, 99, 400]) sizes.push((await frame(atMs)).occlusions.size);
      return sizes;
    };
    expect(await classified(true)).toEqual([1, 1, 1, 1, 1]);
    // Certain after the first: again after 250 ms.
    expect(await classified(false)).toEqual([1, 0, 0, 0, 1]);
  });

  it('count from their first frame in recordings', async () => {
    const { frame } = camera({ isRecording: true });
    expect((await frame(0)).confirmed).toBe(1);
  });
});
