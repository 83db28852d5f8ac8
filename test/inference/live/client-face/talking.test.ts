import { expect, it } from 'vitest';

import { createTalking } from '../../../../src/inference/live/client-face/talking.ts';

/** Motion every 100 ms, of the second of three places. @returns when the talking began, by measurement */
function said(ratios: readonly number[]): (number | null)[] {
  const talking = createTalking();
  return ratios.map((ratio, i) => {
    talking.add({ atMs: 100 * i, ratios: [0.5, ratio, 0.8] });
    return talking.sinceMs(100 * i);
  });
}
const of = (n: number, ratio: (i: number) => number) => Array.from({ length: n }, (_, i) => ratio(i));

it('reports talking while one place keeps moving, with pauses between words, and not long after', () => {
  const words = of(30, (i) => (i % 5 === 4 ? 0.5 : 2.5));
  const heard = said([...of(10, () => 0.5), ...words, ...of(30, () => 0.5)]);
  expect(heard.slice(0, 15)).toEqual(Array(15).fill(null));
  expect(heard.slice(24, 40)).not.toContain(null);
  expect(heard.slice(60)).toEqual(Array(10).fill(null));
});

it('began when it began to move, though that is noticed later, and goes on since then', () => {
  const heard = said([...of(20, () => 0.5), ...of(30, () => 2.5)]);
  const first = heard.findIndex((since) => since !== null);
  expect(first).toBeGreaterThan(25);
  expect(heard[first]).toBeGreaterThanOrEqual(1800);
  expect(heard[first]).toBeLessThan(2000);
  expect(new Set(heard.slice(first)).size).toBe(1);
});

it('reports nothing where the mouth was not measured', () => {
  const talking = createTalking();
  for (let i = 0; i < 20; i++) talking.add({ atMs: 100 * i, ratios: [2.5] });
  expect([1900, 2500, 3900].map((atMs) => talking.sinceMs(atMs) !== null)).toEqual([true, true, false]);
});

it('does not say so of an expression that forms and stays, nor of places that move in turn', () => {
  expect(new Set(said([...of(20, () => 0.5), ...of(5, () => 3), ...of(20, () => 0.5)]))).toEqual(
    new Set([null]),
  );
  const talking = createTalking();
  for (let i = 0; i < 40; i++) {
    talking.add({ atMs: 100 * i, ratios: [0, 1, 2, 3].map((place) => (i % 4 === place ? 2.5 : 0.5)) });
    expect(talking.sinceMs(100 * i)).toBeNull();
  }
});
