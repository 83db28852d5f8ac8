import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { LiveFrame, LivePicture } from '../../../src/main/ipc/contract.ts';
import type { PlayedVideo } from '../../../src/renderer/live/played-video.svelte.ts';
import { openSvelteModules } from '../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let Video: new (...given: ConstructorParameters<typeof PlayedVideo>) => PlayedVideo;
let openImages = 0;

beforeAll(async () => {
  const loaded = await modules.load('live/played-video.svelte.ts');
  Video = (loaded as { PlayedVideo: typeof Video }).PlayedVideo;
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  openImages = 0;
  vi.stubGlobal('createImageBitmap', () => {
    openImages++;
    return Promise.resolve({ close: () => openImages-- });
  });
});
afterEach(() => vi.useRealTimers());
afterAll(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

const pictureAt = (atMs: number): LivePicture => ({
  image: new Uint8Array(),
  frame: { atMs, width: 1, height: 1, scene: 'clear', faces: [], ended: [] },
});

/** A video of frames at these times, and when each was shown, in milliseconds since it began. */
function made(times: readonly number[], { slowMs = 0 } = {}) {
  let nth = 0;
  const shown: [atMs: number, nowMs: number][] = [];
  const begin = performance.now();
  const next = async () => {
    if (slowMs > 0) await new Promise((resolve) => setTimeout(resolve, slowMs));
    const atMs = times[nth++];
    return atMs === undefined ? { notes: [] } : pictureAt(atMs);
  };
  const video = new Video(next, ({ atMs }: LiveFrame) => void shown.push([atMs, performance.now() - begin]));
  return { video, shown, asked: () => nth };
}

test('shows each frame at its own time, then ends', async () => {
  const { video, shown } = made([0, 40, 200, 240]);
  video.play();
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown).toEqual([
    [0, 0],
    [40, 40],
    [200, 200],
    [240, 240],
  ]);
  expect(video.state).toBe('ended');
  expect(openImages).toBe(1);
  video.stop();
  expect([openImages, video.shown]).toEqual([0, null]);
});

test('shows every frame where prediction is slower than the video', async () => {
  const { video, shown } = made([0, 40, 80], { slowMs: 100 });
  video.play();
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown.map(([atMs]) => atMs)).toEqual([0, 40, 80]);
  expect(shown.at(-1)![1]).toBe(300);
});

test('waits while it is paused, loses no frame, and goes on at its own pace', async () => {
  const { video, shown, asked } = made([0, 100, 200, 300, 400]);
  video.play();
  await vi.advanceTimersByTimeAsync(150);
  await video.pause();
  // What was there already is shown at once.
  expect([video.state, video.shown?.frame.atMs]).toEqual(['paused', 200]);
  await vi.advanceTimersByTimeAsync(5000);
  expect([shown.length, asked()]).toEqual([3, 4]);
  video.play();
  await vi.advanceTimersByTimeAsync(99);
  expect(shown.map(([atMs]) => atMs)).toEqual([0, 100, 200, 300]);
  await vi.advanceTimersByTimeAsync(2);
  expect(shown.at(-1)![0]).toBe(400);
});

test('a frame that cannot be had ends it in words', async () => {
  const video = new Video(
    () => Promise.reject(new Error('it is cut off')),
    () => {},
  );
  video.play();
  await vi.advanceTimersByTimeAsync(10);
  expect([video.state, video.failure]).toEqual(['failed', 'it is cut off']);
});
