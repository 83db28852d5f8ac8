import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { readOnnxModel } from '../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../src/artifact/places.ts';
import type { RefiningDetector } from '../../../../src/inference/detection/detector.ts';
import { createDetector } from '../../../../src/inference/detection/detector.ts';
import type { ClientFrame, FollowedFrame } from '../../../../src/inference/live/client-face/client-frame.ts';
import { createClientFaceReader } from '../../../../src/inference/live/client-face/client-face.ts';
import type { InferenceModels } from '../../../../src/inference/prediction/inference-models.ts';
import { openModels } from '../../../../src/inference/prediction/inference-models.ts';
import type { Walker } from '../../../support/live-scenes.ts';
import { liveScene } from '../../../support/live-scenes.ts';

const FPS = 30;
const CONFIRMED_S = 0.6;
let detector: RefiningDetector;
let models: InferenceModels;

beforeAll(async () => {
  models = await openModels([readOnnxModel(`${shippedModels()}/expression.lower`)]);
  detector = await createDetector();
});
afterAll(async () => {
  await models.dispose();
  await detector.dispose();
});

const isFollowed = (frame: ClientFrame): frame is FollowedFrame => frame.state === 'following';

/** A scene from its start to its end; the face nearest to the first walker is confirmed after 0.6 seconds. */
async function watch(
  walkers: readonly Walker[],
  seconds: number,
  used = detector,
  before: (seconds: number) => void = () => {},
  fps = FPS,
): Promise<ClientFrame[]> {
  const at = await liveScene(walkers);
  const reader = createClientFaceReader({ detector: used, ...models });
  const frames: ClientFrame[] = [];
  const confirmed = Math.ceil(CONFIRMED_S * fps);
  for (let i = 0; i < seconds * fps; i++) {
    before(i / fps);
    frames.push(await reader.process({ picture: await at(i / fps), atMs: (i * 1000) / fps }));
    if (i !== confirmed) continue;
    const { x, y, width } = walkers[0]!.at(i / fps)!;
    reader.confirm({ x: x - width / 2, y: y - width / 2, width, height: width });
  }
  return frames;
}

const swaying = (s: number) => ({
  ...{ x: 220 + 25 * Math.sin(1.3 * s), y: 230 + 8 * Math.sin(0.9 * s), width: 120 + 6 * Math.sin(0.5 * s) },
});

describe('the client’s face', { timeout: 120_000 }, () => {
  it('is predicted ten times a second once it is confirmed, and not before', async () => {
    const frames = await watch([{ at: swaying, cover: 'upper' }], 3.5);
    const before = frames.slice(0, CONFIRMED_S * FPS + 1);
    expect(before.map(({ state }) => state)).not.toContain('following');
    const after = frames.slice(CONFIRMED_S * FPS + 1);
    expect(after.every(isFollowed)).toBe(true);
    const followed = after.filter(isFollowed);
    expect(followed.filter(({ isUsable }) => isUsable).length / followed.length).toBeGreaterThan(0.95);
    const readings = followed.filter(({ expression }) => expression !== null);
    expect(readings.length / 3).toBeGreaterThan(9);
    expect(readings.length / 3).toBeLessThan(11);
    const { raw, centered, shown } = readings.at(-1)!.expression!;
    expect(raw.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    expect(centered).toEqual(raw);
    expect(followed.at(-1)!.ribbon!.map(({ key }) => key)).toContain(shown.key);
    expect(followed.some(({ talkingSinceMs }) => talkingSinceMs !== null)).toBe(false);
  });

  it('is lost where another one crosses before it, and no reading is of the other', async () => {
    const crossing = (s: number) => (s < 1.5 ? null : { x: 720 - 330 * (s - 1.5), y: 250, width: 150 });
    const frames = await watch(
      [
        { at: swaying, cover: 'upper' },
        { at: crossing, clothes: '#a33', hue: 90, still: 5 },
      ],
      4.5,
    );
    expect(frames.at(-1)).toMatchObject({ state: 'lost' });
    for (const frame of frames) {
      if (!isFollowed(frame) || !frame.expression) continue;
      const other = crossing(frame.atMs / 1000);
      if (!other) continue;
      const off = Math.abs(frame.box.x + frame.box.width / 2 - other.x);
      expect(off).toBeGreaterThan(0.5 * other.width + 0.5 * frame.box.width);
    }
  });

  it('is lost as soon as its place is empty, until a person confirms again', async () => {
    const at = (s: number) => (s > 1 && s < 1.3 ? null : swaying(s));
    const frames = await watch([{ at, cover: 'upper' }], 2.5);
    expect(frames[Math.ceil(1.1 * FPS)]).toMatchObject({ state: 'lost', reason: 'gap' });
    expect(frames.at(-1)).toMatchObject({ state: 'lost', faces: [{}] });
  });

  it('gives no reading of another one who takes its place', async () => {
    const at = (s: number) => (s < 1.5 ? swaying(s) : null);
    const other = (s: number) => (s < 2.1 ? null : swaying(s));
    const frames = await watch(
      [
        { at, cover: 'upper' },
        { at: other, cover: 'upper', hue: 40, still: 5 },
      ],
      3.5,
    );
    expect(frames.at(-1)).toMatchObject({ state: 'lost' });
    const late = frames.slice(2.1 * FPS).filter(isFollowed);
    expect(late.filter(({ expression }) => expression !== null)).toEqual([]);
  });

  it('goes on after the detector missed it in its place', async () => {
    const isMissed = { now: false };
    const missing: RefiningDetector = {
      ...detector,
      propose: async (...args) => (isMissed.now ? [] : detector.propose(...args)),
      refineNear: async (...args) => (isMissed.now ? [] : detector.refineNear(...args)),
    };
    const frames = await watch([{ at: swaying, cover: 'upper' }], 4, missing, (s) => {
      isMissed.now = s > 1.5 && s < 2.39;
    });
    // For most of a second it is where its picture is, which is read.
    expect(frames[2.2 * FPS]).toMatchObject({ quality: [], isUsable: true });
    expect(frames[Math.round(2.37 * FPS)]).toMatchObject({
      quality: ['not-seen'],
      isUsable: false,
      expression: null,
    });
    expect(frames.at(-1)).toMatchObject({ state: 'following', isUsable: true });
  });

  it('is read five times a second from a camera that gives five frames', async () => {
    const frames = await watch([{ at: swaying, cover: 'upper' }], 6, detector, () => {}, 5);
    const after = frames.slice(CONFIRMED_S * 5 + 1);
    const read = after.filter((frame) => isFollowed(frame) && frame.expression !== null);
    expect(read.length / after.length).toBeGreaterThan(0.95);
  });

  it('is distinguished from a face of the same size beside it', async () => {
    const beside = (s: number) => ({ ...swaying(s + 1), x: 470 + 10 * Math.sin(s) });
    const frames = await watch(
      [
        { at: swaying, cover: 'upper' },
        { at: beside, cover: 'upper', clothes: '#a33', hue: 90, still: 5 },
      ],
      4,
    );
    const after = frames.slice(CONFIRMED_S * FPS + 1);
    expect(after.every(isFollowed)).toBe(true);
    const followed = after.filter(isFollowed);
    expect(followed.filter(({ isUsable }) => isUsable).length / followed.length).toBeGreaterThan(0.95);
    for (const { box } of followed) expect(box.x + box.width / 2).toBeLessThan(320);
  });

  it('is lost without its headset, and read again once it is worn and confirmed', async () => {
    const isWorn = (s: number) => s < 1.5 || s >= 3.5;
    const at = await liveScene([
      { at: (s) => (isWorn(s) ? swaying(s) : null), cover: 'upper' },
      { at: (s) => (isWorn(s) ? null : swaying(s)) },
    ]);
    const reader = createClientFaceReader({ detector, ...models });
    const frames: ClientFrame[] = [];
    for (let i = 0; i < 5.5 * FPS; i++) {
      const frame = await reader.process({ picture: await at(i / FPS), atMs: (i * 1000) / FPS });
      frames.push(frame);
      if ([CONFIRMED_S, 4.2].some((s) => i === Math.round(s * FPS))) {
        const { x, y, width } = swaying(i / FPS);
        reader.confirm({ x: x - width / 2, y: y - width / 2, width, height: width });
      }
    }
    const read = (from: number, to: number) =>
      frames.slice(from * FPS, to * FPS).filter((frame) => isFollowed(frame) && frame.expression !== null);
    expect(read(0.7, 1.5).length).toBeGreaterThan(6);
    expect(read(1.55, 4.2)).toEqual([]);
    expect(frames[3.4 * FPS]).toMatchObject({ state: 'lost' });
    expect(read(4.3, 5.5).length).toBeGreaterThan(10);
  });

  it('can only be confirmed where the last frame shows a face', async () => {
    const reader = createClientFaceReader({ detector, ...models });
    expect(() => reader.confirm(1)).toThrow(/shows no such face/);
    await reader.process({ picture: await (await liveScene([]))(0), atMs: 0 });
    expect(() => reader.confirm({ x: 0, y: 0, width: 50, height: 50 })).toThrow(/shows no such face/);
    expect(() => createClientFaceReader({ detector, ...models, occlusion: 'none' })).toThrow(
      /no expression model reads faces of which the full part shows/,
    );
  });
});
