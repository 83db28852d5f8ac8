import { afterAll, beforeAll, expect, it } from 'vitest';

import { readOnnxModel } from '../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../src/artifact/places.ts';
import { cameraNoise } from '../../../../src/cli/bench/find/camera-noise.ts';
import { falseFace } from '../../../../src/cli/bench/find/false-faces.ts';
import { farScene } from '../../../../src/cli/bench/find/far-scene.ts';
import { findPhoto } from '../../../../src/cli/bench/find/found-photos.ts';
import type { RefiningDetector } from '../../../../src/inference/detection/detector.ts';
import { createDetector } from '../../../../src/inference/detection/detector.ts';
import type { OcclusionClassifier } from '../../../../src/inference/occlusion/occlusion-classifier.ts';
import { createOcclusionClassifier } from '../../../../src/inference/occlusion/occlusion-classifier.ts';
import { randomFor } from '../../../../src/common/math/random.ts';
import { liveScene } from '../../../support/live-scenes.ts';

const noise = cameraNoise(1);
let detector: RefiningDetector;
let occlusionClassifier: OcclusionClassifier;
const parts = () => ({ detector, occlusionClassifier, modelsFor: () => [] });

beforeAll(async () => {
  detector = await createDetector();
  occlusionClassifier = await createOcclusionClassifier(readOnnxModel(`${shippedModels()}/occlusion`));
});
afterAll(async () => {
  await detector.dispose();
  await occlusionClassifier.dispose();
});

const masked = () => liveScene([{ at: () => ({ x: 320, y: 240, width: 120 }), cover: 'lower' }]);

it('finds the face of a photo, and none where the list states that it is', { timeout: 60_000 }, async () => {
  const picture = await (await masked())(0);
  const photo = { name: 'mask_000.jpg', file: '', occlusion: 'lower', split: 'train' } as const;
  const there = { x: 260, y: 180, width: 120, height: 120 };
  expect(await findPhoto({ photo: { ...photo, box: there }, picture }, parts(), noise)).toMatchObject({
    single: true,
    live: true,
  });
  const elsewhere = { x: 10, y: 10, width: 120, height: 120 };
  expect(await findPhoto({ photo: { ...photo, box: elsewhere }, picture }, parts(), noise)).toMatchObject({
    single: false,
    live: false,
  });
});

it('calls a picture wrong in which a face is seen, and no other', { timeout: 60_000 }, async () => {
  const at = async (scene: ReturnType<typeof liveScene>) => {
    const picture = await (await scene)(0);
    return falseFace(
      { kind: 'room', name: 'a room', picture: () => Promise.resolve(picture) },
      parts(),
      noise,
    );
  };
  expect(await at(masked())).toMatchObject({ single: true, live: true });
  expect(await at(liveScene([]))).toMatchObject({ single: false, live: false });
});

it('sets faces of the size requested where it states', async () => {
  const red = {
    data: Uint8Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 255 : 0)),
    width: 10,
    height: 10,
  };
  const widths = [0.035, 0.1, 0.25];
  const scene = await farScene(
    widths.map((width) => ({ picture: red, width })),
    randomFor(1, 'far'),
  );
  for (const frame of [0, 45]) {
    const { data, width } = scene.at(frame);
    const isRed = (x: number, y: number) => {
      const at = (Math.round(y) * width + Math.round(x)) * 3;
      return data[at] === 255 && data[at + 1] === 0 && data[at + 2] === 0;
    };
    scene.facesAt(frame).forEach((box, k) => {
      expect(box.width).toBeCloseTo(widths[k]! * 1920, 6);
      const [left, right, middle] = [box.x + 2, box.x + box.width - 2, box.y + box.height / 2];
      expect([isRed(left, middle), isRed(right, middle)]).toEqual([true, true]);
      // The picture is a twentieth wider than the face; beyond it is the room.
      const reach = 0.06 * box.width + 4;
      expect([isRed(left - reach, middle), isRed(right + reach, middle)]).toEqual([false, false]);
    });
  }
});

it('gives each frame its own grain, the same one each time, and leaves the scene as it was', () => {
  const gray = { data: new Uint8Array(300).fill(128), width: 10, height: 10 };
  const [a, again, b] = [noise(gray, 3), cameraNoise(1)(gray, 3), noise(gray, 4)];
  expect(a.data).toEqual(again.data);
  expect(a.data).not.toEqual(b.data);
  expect(gray.data.every((value) => value === 128)).toBe(true);
  const spread = Math.sqrt(a.data.reduce((sum, value) => sum + (value - 128) ** 2, 0) / a.data.length);
  expect(spread).toBeGreaterThan(1.8);
  expect(spread).toBeLessThan(3.2);
});
