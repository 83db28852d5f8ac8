import { afterAll, beforeAll, expect, test } from 'vitest';

import type { LiveFrame } from '../../../../src/main/ipc/contract.ts';
import type { FaceHistory } from '../../../../src/renderer/state/live/face-history.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let History: new () => FaceHistory;

beforeAll(async () => {
  const loaded = await modules.load('state/live/face-history.svelte.ts');
  History = (loaded as { FaceHistory: typeof History }).FaceHistory;
});
afterAll(() => modules.close());

const face = (track: number, happiness: number, isSeen = true): LiveFrame['faces'][number] => ({
  ...{ track, isSeen, occlusion: 'none', box: { x: 0, y: 0, width: 9, height: 9 } },
  expression: { label: 'happiness', confident: true, probs: { happiness } },
});
const frame = (atMs: number, ...faces: LiveFrame['faces'][number][]): LiveFrame => ({
  ...{ atMs, width: 99, height: 99, scene: 'clear', faces },
  ended: [],
});

test('keeps a value each quarter of a second, by seconds before now', () => {
  const history = new History();
  for (let atMs = 0; atMs <= 1000; atMs += 50) history.add(frame(atMs, face(1, atMs / 1000)));
  const { labels, columns } = history.chartOf(1);
  expect(columns[0]).toEqual([-1, -0.75, -0.5, -0.25, 0]);
  expect(columns[1]).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(labels).toEqual(['happiness']);
  expect(history.chartOf(null).columns[0]).toEqual([]);
});

test('goes back a minute, and has a gap where the face was not seen', () => {
  const history = new History();
  for (let second = 0; second <= 90; second++) history.add(frame(second * 1000, face(1, 0.5, second !== 80)));
  const [x, happiness] = history.chartOf(1).columns;
  expect([x[0], x.at(-1), x.length]).toEqual([-60, 0, 61]);
  expect(happiness![50]).toBeNull();
});

test('forgets a face that left, and all where the clock begins anew', () => {
  const history = new History();
  history.add(frame(0, face(1, 0.5), face(2, 0.5)));
  history.add({ ...frame(500, face(2, 0.5)), ended: [{ face: face(1, 0.5) }] });
  expect([history.chartOf(1).columns[0].length, history.chartOf(2).columns[0].length]).toEqual([0, 2]);
  history.add(frame(100, face(2, 0.5)));
  expect(history.chartOf(2).columns[0]).toEqual([0]);
});

test('charts the classes that a model knows, and each task of a user by title', () => {
  const history = new History();
  const custom = (title: string, probs: Record<string, number> | null) => ({
    title,
    model: probs && 'mine',
    prediction: probs && { label: 'on', confident: true, probs },
  });
  const part = { label: 'fear', confident: true, probs: { fear: 0.75, neutral: 0.25 } };
  const one = { ...face(1, 0), expression: part, custom: [custom('mask', { on: 0.9, off: 0.1 })] };
  history.add(frame(0, one));
  history.add(frame(500, { ...one, custom: [custom('mask', null)] }));
  expect(history.chartOf(1)).toEqual({
    labels: ['neutral', 'fear'],
    columns: [
      [-0.5, 0],
      [0.25, 0.25],
      [0.75, 0.75],
    ],
  });
  expect(history.chartOf(1, 'mask')).toEqual({
    labels: ['on', 'off'],
    columns: [
      [-0.5, 0],
      [0.9, null],
      [0.1, null],
    ],
  });
  expect(history.chartOf(1, 'glasses').labels).toEqual([]);
});
