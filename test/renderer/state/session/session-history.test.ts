import { afterAll, beforeAll, expect, test } from 'vitest';

import type { SessionReading, Timeline } from '../../../../src/main/ipc/contract.ts';
import type { SessionHistory } from '../../../../src/renderer/state/session/session-history.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let History: new () => SessionHistory;

beforeAll(async () => {
  const loaded = await modules.load('state/session/session-history.svelte.ts');
  History = (loaded as { SessionHistory: typeof History }).SessionHistory;
});
afterAll(() => modules.close());

const reading = (atMs: number): SessionReading => ({
  ...{ atMs, isSeen: true, isUsable: true, talkingSinceMs: null, quality: [], answer: 'neutral' },
  ribbon: [{ name: 'neutral', value: 1 }],
});

test('keeps the last minute in full and all of an hour in columns', () => {
  const history = new History();
  for (let atMs = 0; atMs < 3_600_000; atMs += 100) history.add(reading(atMs));
  const { minute, whole } = history;
  expect(minute[0]!.fromMs).toBe(3_599_900 - 62_000);
  expect(minute).toHaveLength(621);
  expect(whole).toHaveLength(1800);
  expect([whole[0]!.fromMs, whole.at(-1)!.toMs]).toEqual([0, 3_600_000]);
});

test('begins with what was measured before the page was there, each moment once', () => {
  const timeline = {
    ...{ labels: ['neutral'], shownAs: { neutral: 'neutral' }, bucketMs: 10_000 },
    buckets: [0, 10_000, 20_000].map((fromMs) => ({
      ...{ fromMs, readings: 100, usable: 100, talking: 0, means: [1] },
    })),
  } as unknown as Timeline;
  const history = new History();
  history.begin(timeline, [reading(20_000), reading(20_100)]);
  expect(history.whole.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
    [0, 10_000],
    [10_000, 20_000],
    [20_000, 22_000],
  ]);
  // One that was on its way while they were read.
  history.add(reading(20_100));
  history.add(reading(20_200));
  expect(history.minute.map(({ fromMs }) => fromMs)).toEqual([20_000, 20_100, 20_200]);
  history.begin(null, []);
  expect([history.whole, history.minute, history.last]).toEqual([[], [], null]);
});

test('marks readings before it as of talking once that is noticed, in the columns too', () => {
  const history = new History();
  for (let atMs = 0; atMs < 9000; atMs += 100) history.add(reading(atMs));
  history.add({ ...reading(9000), talkingSinceMs: 7500 });
  const talking = history.minute.filter(({ talking }) => talking > 0);
  expect(talking.map(({ fromMs }) => fromMs)[0]).toBe(7500);
  expect(talking).toHaveLength(16);
  expect(history.whole.map(({ fromMs, talking }) => [fromMs, talking])).toEqual([
    ...[
      [0, 0],
      [2000, 0],
      [4000, 0],
      [6000, 0.25],
      [8000, 1],
    ],
  ]);
});
