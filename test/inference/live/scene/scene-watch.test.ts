import { expect, it } from 'vitest';

import type { Picture } from '../../../../src/inference/runtime/picture.ts';
import { createSceneWatch } from '../../../../src/inference/live/scene/scene-watch.ts';
import { liveScene } from '../../../support/live-scenes.ts';

/** What is said at the end of each stretch of seconds, at ten frames a second. */
async function said(...stretches: [seconds: number, at: (seconds: number) => Picture | Promise<Picture>][]) {
  const watch = createSceneWatch();
  const states: string[][] = [];
  let ms = 0;
  for (const [seconds, at] of stretches) {
    const seen: string[] = [];
    for (let k = 0; k < seconds * 10; k++, ms += 100) seen.push(watch.observe(await at(ms / 1000), ms));
    states.push(seen);
  }
  return states;
}

function changed({ data, ...size }: Picture, change: (value: number, i: number) => number): Picture {
  return { ...size, data: data.map(change) };
}

const room = await liveScene([]);
const people = await liveScene([
  { at: (s) => ({ x: (100 * s) % 640, y: 200, width: 150 }) },
  { at: (s) => ({ x: 640 - ((130 * s) % 640), y: 220, width: 200 }) },
]);

it('is clear where people walk about, and where the light fades', async () => {
  const fading = async (s: number) => changed(await room(s), (value) => value * Math.max(0.35, 1 - s / 40));
  const states = await said([12, people], [15, fading]);
  expect(new Set(states.flat())).toEqual(new Set(['clear']));
});

it('reports dark and covered, and that it is over', async () => {
  const night = async (s: number) => changed(await room(s), (value) => value * 0.06);
  const hand = async (s: number) =>
    changed(await room(s), (_, i) => 90 - 20 * (i % 3) + ((i * 7919) % 5) / 3 + 10 * Math.sin(i / 300_000));
  const [clear, dark, again, covered] = await said([2, room], [2, night], [2, room], [2, hand]);
  expect([clear, dark, again, covered].map((states) => states!.at(-1))).toEqual([
    'clear',
    'dark',
    'clear',
    'covered',
  ]);
  expect(dark!.slice(0, 3)).toEqual(['clear', 'clear', 'clear']); // a flicker is not said
});

it('reports moved where another view stays, for a while, and not where somebody stands before it', async () => {
  const turned = async (s: number) => {
    const { data, width, height } = await room(s);
    const there = (i: number) => {
      const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
      return data[(((y + 90) % height) * width + ((x + 250) % width)) * 3 + (i % 3)]!;
    };
    return { data: data.map((_, i) => there(i)), width, height };
  };
  const [, moved] = await said([3, room], [9, turned]);
  expect(moved).toContain('moved');
  expect(moved!.at(-1)).toBe('clear');
  const standing = await liveScene([{ at: () => ({ x: 200, y: 230, width: 170 }) }]);
  const [, stood] = await said([3, room], [9, standing]);
  expect(new Set(stood)).toEqual(new Set(['clear']));
});
