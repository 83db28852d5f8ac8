import { expect, test } from 'vitest';

import { mergeUntil } from '../../../../../../src/main/core/features/audience/buckets/merge.ts';
import { joined, type Period } from '../../../../../../src/main/core/features/audience/buckets/period.ts';
import { HOUR_MS } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';

const hour = (at: number, visits: number, observed = 3600): Period => ({
  ...{
    startMs: at * HOUR_MS,
    endMs: (at + 1) * HOUR_MS,
    firstDay: '2026-11-26',
    lastDay: '2026-11-26',
    timeZone: 'UTC',
    opening: [[at * HOUR_MS, (at + 1) * HOUR_MS]],
    models: ['m'],
  },
  seconds: { observed, dark: 0, blocked: 0, absent: 3600 - observed },
  ...{ visits, passersBy: visits * 2, masked: 0, headsets: 0 },
  cells: visits > 0 ? [{ age: '25-34', gender: 'male', visits }] : [],
  dwells: visits > 0 ? [{ zone: '', bin: 1, visits }] : [],
});
const gap = (at: number) => hour(at, 0, 0);
const shape = ({ kept, rest }: ReturnType<typeof mergeUntil>) => ({
  kept: kept.map((one) => [one.startMs / HOUR_MS, one.endMs / HOUR_MS, one.visits]),
  rest: rest && [rest.startMs / HOUR_MS, rest.endMs / HOUR_MS, rest.visits],
});

test('hours are merged until each has k; the rest joins the last', () => {
  expect(shape(mergeUntil([hour(9, 4), hour(10, 7), hour(11, 12), hour(12, 2), hour(13, 3)], 10))).toEqual({
    kept: [
      [9, 11, 11],
      [11, 14, 17],
    ],
    rest: null,
  });
});

test('a day of fewer than k waits', () => {
  expect(shape(mergeUntil([hour(9, 4), hour(10, 0), hour(11, 5)], 10))).toEqual({
    kept: [],
    rest: [9, 12, 9],
  });
  expect(mergeUntil([], 10)).toEqual({ kept: [], rest: null });
});

test('stretches in which nothing was observed stay apart, unless they lie within a merged one', () => {
  expect(
    shape(mergeUntil([gap(9), hour(10, 12), gap(11), hour(12, 5), gap(13), hour(14, 6), gap(15)], 10)),
  ).toEqual({
    kept: [
      [9, 10, 0],
      [10, 11, 12],
      [11, 12, 0],
      [12, 15, 11],
      [15, 16, 0],
    ],
    rest: null,
  });
  expect(shape(mergeUntil([gap(8), gap(9), hour(10, 12), gap(11), gap(12)], 10)).kept).toEqual([
    [8, 10, 0],
    [10, 11, 12],
    [11, 13, 0],
  ]);
  expect(shape(mergeUntil([hour(10, 12), gap(11), hour(12, 5)], 10)).kept).toEqual([[10, 13, 17]]);
  expect(shape(mergeUntil([gap(9), hour(10, 3), gap(11)], 10))).toEqual({
    kept: [[9, 10, 0]],
    rest: [10, 12, 3],
  });
});

test('an hour that says something of faces is no gap, whichever figure says it', () => {
  const figures = [
    { masked: 1 },
    { headsets: 1 },
    { cells: hour(9, 1).cells },
    { dwells: hour(9, 1).dwells },
  ];
  for (const figure of figures)
    expect(shape(mergeUntil([{ ...gap(9), ...figure }, hour(10, 12)], 10)).kept).toEqual([[9, 11, 12]]);
});

test('nothing is lost, nothing kept is small, and the first hours do not depend on the later ones', () => {
  for (let seed = 0; seed < 300; seed++) {
    const random = randomFor(seed, 'hours');
    const k = 1 + random.int(15);
    const hours = Array.from({ length: 1 + random.int(14) }, (_, i) =>
      random.bool(0.15) ? gap(i) : hour(i, random.int(12), random.int(3600)),
    );
    const { kept, rest } = mergeUntil(hours, k);
    const all = [...kept, ...(rest ? [rest] : [])];
    for (const one of kept)
      expect(one.visits >= k || (one.visits === 0 && one.seconds.observed === 0)).toBe(true);
    if (rest) expect(rest.visits).toBeLessThan(k);
    expect(all.map(({ startMs }) => startMs)).toEqual(
      all.map(({ startMs }) => startMs).sort((a, b) => a - b),
    );
    for (let i = 1; i < all.length; i++) expect(all[i]!.startMs).toBe(all[i - 1]!.endMs);
    const [before, after] = [hours, all].map((list) => list.reduce((a, b) => joined(a, b)));
    expect(after).toEqual(before);
    for (let many = 0; many < hours.length; many++) {
      const early = mergeUntil(hours.slice(0, many), k).kept;
      const last = early.findLastIndex(({ visits }) => visits >= k);
      expect(kept.slice(0, Math.max(0, last))).toEqual(early.slice(0, Math.max(0, last)));
    }
  }
});
