import { afterAll, beforeAll, expect, test } from 'vitest';

import type { ShownPicture } from '../../../../src/renderer/live/played-video.svelte.ts';
import type { FrozenPicture } from '../../../../src/renderer/state/live/frozen-picture.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let Made: new () => FrozenPicture;

beforeAll(async () => {
  Made = ((await modules.load('state/live/frozen-picture.svelte.ts')) as { FrozenPicture: typeof Made })
    .FrozenPicture;
});
afterAll(() => modules.close());

/** A picture, and whether it was closed. */
function picture() {
  const image = { isClosed: false, close: () => (image.isClosed = true) };
  return { image, shown: { image, frame: {} } as unknown as ShownPicture };
}

test('frames wait while it holds, and go on at its end', async () => {
  const hold = new Made();
  await hold.passed();
  hold.pause();
  let hasPassed = false;
  const passed = hold.passed().then(() => (hasPassed = true));
  await Promise.resolve();
  expect([hold.isPaused, hasPassed]).toEqual([true, false]);
  hold.end();
  await passed;
  expect([hold.isPaused, hasPassed]).toEqual([false, true]);
});

test('each picture is closed once another one takes its place, or none', () => {
  const hold = new Made();
  const [one, other] = [picture(), picture()];
  hold.show(one.shown);
  hold.show(other.shown);
  expect([one.image.isClosed, other.image.isClosed, hold.picture]).toEqual([true, false, other.shown]);
  hold.end();
  expect([other.image.isClosed, hold.picture]).toEqual([true, null]);
});
