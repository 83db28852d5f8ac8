import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TASKS, VISIBLE } from '../../../src/artifact/labels.ts';
import { readOnnxModel } from '../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { cameraNoise } from '../../../src/cli/bench/find/camera-noise.ts';
import { syntheticSkin } from '../../../src/cli/bench/find/synthetic-scenes.ts';
import type { RefiningDetector } from '../../../src/inference/detection/detector.ts';
import { createDetector } from '../../../src/inference/detection/detector.ts';
import type { LiveFrame } from '../../../src/inference/prediction/live-frame.ts';
import type { FrameTimes, LivePipelineOptions } from '../../../src/inference/live/live-pipeline.ts';
import { createLivePipeline } from '../../../src/inference/live/live-pipeline.ts';
import { createSceneWatch } from '../../../src/inference/live/scene/scene-watch.ts';
import type { InferenceModels } from '../../../src/inference/prediction/inference-models.ts';
import { openModels } from '../../../src/inference/prediction/inference-models.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import type { SceneOptions, Walker } from '../../support/live-scenes.ts';
import { liveScene } from '../../support/live-scenes.ts';

const FPS = 30;
/** Of the drawn pictures of skin, by their number. */
const DECEIVING = [6, 48];
let detector: RefiningDetector;
let models: InferenceModels;

beforeAll(async () => {
  const readers = TASKS.flatMap((task) =>
    VISIBLE.map((visible) => readOnnxModel(`${shippedModels()}/${task}.${visible}`)),
  );
  models = await openModels(readers, readOnnxModel(`${shippedModels()}/occlusion`));
  detector = await createDetector();
});
afterAll(async () => {
  await models.dispose();
  await detector.dispose();
});

interface Watched {
  frames: LiveFrame[];
  /** Numbers of the tracks that were seen on each walker's face, in order. */
  numbersOf: number[][];
  /** Numbers of all tracks that ended. */
  counted: number[];
}

/** What live reading says of a scene, from its start to its end. */
async function watch(
  walkers: readonly Walker[],
  seconds: number,
  { size = {}, ...options }: Partial<LivePipelineOptions> & { size?: SceneOptions } = {},
): Promise<Watched> {
  const at = await liveScene(walkers, size);
  const reader = createLivePipeline({ detector, ...models, ...options });
  const frames: LiveFrame[] = [];
  const numbersOf = walkers.map(() => new Set<number>());
  for (let i = 0; i < seconds * FPS; i++) {
    const frame = await reader.process({ picture: await at(i / FPS), atMs: (i * 1000) / FPS });
    frames.push(frame);
    const places = walkers.map((walker) => walker.at(i / FPS));
    for (const { track, box, isSeen } of frame.faces) {
      // Whose face it is: the nearest one's, where that is beyond doubt.
      const far = places.map((place) =>
        place
          ? Math.hypot(box.x + box.width / 2 - place.x, box.y + box.height / 2 - place.y) / place.width
          : 99,
      );
      const [nearest, second = 99] = far.toSorted((a, b) => a - b);
      if (isSeen && nearest! < 0.4 && second > 0.6) numbersOf[far.indexOf(nearest!)]!.add(track);
    }
  }
  const counted = [...frames.flatMap(({ ended }) => ended), ...reader.finish()].map(({ face }) => face.track);
  return { frames, numbersOf: numbersOf.map((numbers) => [...numbers]), counted };
}

const walk =
  (from: number, to: number, seconds: number, place: { y: number; width: number }) => (s: number) =>
    s > seconds ? null : { x: from + ((to - from) * s) / seconds, ...place };

describe('live reading', { timeout: 240_000 }, () => {
  it('counts two who cross, one before the other, and never takes one for the other', async () => {
    const { numbersOf, counted } = await watch(
      [
        { at: walk(-80, 720, 4, { y: 200, width: 110 }) },
        { at: walk(720, -80, 4, { y: 215, width: 88 }), still: 5, clothes: '#a33' },
      ],
      4,
    );
    expect(numbersOf.flat().sort()).toEqual([1, 2]);
    expect(numbersOf.map((numbers) => numbers.length)).toEqual([1, 1]);
    expect(counted.sort()).toEqual([1, 2]);
  });

  it('counts two who look the same and cross', async () => {
    const { numbersOf, counted } = await watch(
      [
        { at: walk(-60, 700, 3.5, { y: 230, width: 115 }) },
        { at: walk(700, -60, 3.5, { y: 200, width: 80 }) },
      ],
      3.5,
    );
    expect(numbersOf.flat().sort()).toEqual([1, 2]);
    expect(numbersOf.map((numbers) => numbers.length)).toEqual([1, 1]);
    expect(counted.sort()).toEqual([1, 2]);
  });

  it('follows three, of whom one wears a mask and one a headset, and reports it', async () => {
    const { numbersOf, counted, frames } = await watch(
      [
        { at: walk(120, 200, 4, { y: 220, width: 110 }) },
        { at: walk(330, 300, 4, { y: 210, width: 95 }), cover: 'lower', clothes: '#a33' },
        { at: walk(520, 500, 4, { y: 200, width: 100 }), cover: 'upper', clothes: '#33a' },
      ],
      3,
    );
    expect(numbersOf.map((numbers) => numbers.length)).toEqual([1, 1, 1]);
    expect(counted.sort()).toEqual([1, 2, 3]);
    const last = frames.at(-1)!.faces;
    const occlusion = numbersOf.map(([number]) => last.find(({ track }) => track === number)?.occlusion);
    expect(occlusion).toEqual(['none', 'lower', 'upper']);
    for (const face of last) expect(face).toMatchObject({ expression: {}, gender: {}, ageYears: {} });
  });

  it('counts somebody once who goes and comes back within the visit', async () => {
    const at = (s: number) => {
      if (s < 2) return { x: 480 + 110 * s, y: 200, width: 100 };
      return s > 3.5 ? { x: 700 - 110 * (s - 3.5), y: 200, width: 100 } : null;
    };
    const { numbersOf, counted } = await watch([{ at }], 6);
    expect(numbersOf).toEqual([[1]]);
    expect(counted).toEqual([1]);
  });

  it('finds those who are far away where the search includes them, each once', async () => {
    const standing = (x: number, width: number) => (s: number) => ({ x: x + 20 * s, y: 420, width });
    const everywhere = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0, y: 1 },
    ];
    const walkers: Walker[] = [
      { at: standing(250, 68) },
      { at: standing(800, 90), cover: 'lower', clothes: '#a33' },
      { at: standing(1400, 240), clothes: '#33a' },
    ];
    const size = { width: 1920, height: 1080 };
    const farZones = [{ polygon: everywhere, leastFace: 0.035 }];
    const { numbersOf, counted } = await watch(walkers, 1.2, { size, farZones });
    expect(numbersOf.map((numbers) => numbers.length)).toEqual([1, 1, 1]);
    expect(counted).toHaveLength(3);
  });

  it('reads what it is asked to read and no more, and sees nothing behind a privacy mask', async () => {
    const walkers: Walker[] = [
      { at: () => ({ x: 160, y: 220, width: 110 }) },
      { at: () => ({ x: 480, y: 220, width: 110 }), clothes: '#a33' },
    ];
    const right = [
      { x: 0.5, y: 0 },
      { x: 1, y: 0 },
      { x: 1, y: 1 },
      { x: 0.5, y: 1 },
    ];
    const { frames, counted } = await watch(walkers, 1, { tasks: ['gender', 'age'], privacyMasks: [right] });
    expect(counted).toEqual([1]);
    const face = frames.at(-1)!.faces[0]!;
    expect(Object.keys(face).sort()).toEqual([
      'ageYears',
      'box',
      'gender',
      'isSeen',
      'occlusion',
      'score',
      'track',
    ]);
    expect(face.box.x).toBeLessThan(200);
  });

  it('sees somebody before a plain wall, whose statistics are those of a covered lens', async () => {
    const standing: Walker = { at: () => ({ x: 640, y: 330, width: 90 }), clothes: '#aaa598' };
    const size = { width: 1280, height: 720, noise: 0, isPlain: true };
    const scene = createSceneWatch();
    const at = await liveScene([standing], size);
    scene.observe(await at(0), 0);
    scene.observe(await at(0.5), 500);
    expect(scene.observe(await at(1), 1000)).toBe('covered');
    const { frames } = await watch([standing], 3, { size });
    const since = frames.findIndex(({ faces }) => faces.length > 0);
    expect(since).toBeGreaterThan(0);
    expect(since).toBeLessThan(1.5 * FPS);
    const after = frames.slice(since);
    expect(new Set(after.map(({ scene }) => scene))).toEqual(new Set(['clear']));
    expect(after.at(-1)!.faces).toMatchObject([{ isSeen: true, occlusion: 'none' }]);
  });

  it('searches a covered lens once a second', async () => {
    const times: FrameTimes[] = [];
    const size = { width: 1280, height: 720, noise: 0, isPlain: true };
    const { frames } = await watch([], 6, { size, onTimes: (now) => times.push(now) });
    expect(frames.at(-1)).toMatchObject({ scene: 'covered', faces: [] });
    expect(times.slice(FPS).filter(({ didDetect }) => didDetect)).toHaveLength(5);
  });

  it('sees no face in an empty room, nor in the dark', async () => {
    const { frames, counted } = await watch([], 2);
    expect(frames.flatMap(({ faces }) => faces)).toEqual([]);
    expect(counted).toEqual([]);
    const reader = createLivePipeline({ detector, ...models });
    const black = { data: new Uint8Array(640 * 480 * 3), width: 640, height: 480 };
    let last: LiveFrame | undefined;
    for (let ms = 0; ms < 1000; ms += 100) last = await reader.process({ picture: black, atMs: ms });
    expect(last).toMatchObject({ scene: 'dark', faces: [] });
  });

  it('is not deceived by skin without a face, however long it is held still', async () => {
    const noisy = cameraNoise(1);
    // By score and probability of the box alone these shapes were taken for faces.
    for (const n of DECEIVING) {
      const still = await syntheticSkin({ width: 640, height: 480 }, randomFor(1, 'faceless', 'skin', n));
      const reader = createLivePipeline({ detector, ...models });
      for (let i = 0; i < 45; i++) {
        const { faces } = await reader.process({ picture: noisy(still, i), atMs: (i * 1000) / FPS });
        expect(faces, `skin ${n}`).toEqual([]);
      }
    }
  });

  it('for a recording reads everything on every frame and says it unsmoothed', async () => {
    const times: FrameTimes[] = [];
    const { frames } = await watch([{ at: () => ({ x: 320, y: 230, width: 130 }) }], 0.5, {
      isRecording: true,
      onTimes: (each) => times.push(each),
    });
    const seen = frames.flatMap(({ faces }) => faces);
    expect(seen.length).toBeGreaterThan(10);
    for (const { onThisFrame } of seen) {
      const { expression, gender, occlusion, ageYears } = onThisFrame!;
      expect(Object.keys(occlusion!)).toHaveLength(4);
      for (const probs of [expression!.raw, expression!.calibrated, gender!.raw, occlusion!])
        expect(Object.values(probs).reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(ageYears!.low).toBeLessThan(ageYears!.high);
    }
    expect(times.at(-1)).toMatchObject({ facesPredicted: 1 });
  });

  it('keeps nothing of the frames that it has read', async () => {
    const at = await liveScene([{ at: (s) => ({ x: 320 + 60 * Math.sin(s), y: 230, width: 120 }) }]);
    const reader = createLivePipeline({ detector, ...models });
    const pictures = await Promise.all(Array.from({ length: 12 }, (_, i) => at(i / 6)));
    const read = async (from: number, n: number) => {
      for (let i = from; i < from + n; i++)
        await reader.process({ picture: pictures[i % pictures.length]!, atMs: (i * 1000) / FPS });
      collectGarbage();
      // What the first collection found is given back in the next turn of the event loop.
      await turn();
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    await read(0, 150);
    const before = await read(150, 150);
    const after = await read(300, 300);
    // One frame kept would be 0.9 MB.
    expect(after - before).toBeLessThan(0.5e6);
  });
});
