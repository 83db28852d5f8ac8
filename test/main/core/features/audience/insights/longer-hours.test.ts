import { expect, test } from 'vitest';

import { type Random, randomFor } from '../../../../../../src/common/math/random.ts';
import { mergeUntil } from '../../../../../../src/main/core/features/audience/buckets/merge.ts';
import type { Period } from '../../../../../../src/main/core/features/audience/buckets/period.ts';
import { changeOf } from '../../../../../../src/main/core/features/audience/insights/compare.ts';
import { daysOf, paired } from '../../../../../../src/main/core/features/audience/insights/day-pairs.ts';
import { slicesOf } from '../../../../../../src/main/core/features/audience/insights/hour-slices.ts';
import { localHours } from '../../../../../../src/main/core/features/audience/insights/local-hours.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { BERLIN, camera } from '../made-audience.ts';

const UTC = { ...BERLIN, timeZone: 'UTC' };
const FROM = '2026-06-01';

interface Shop {
  from: number;
  to: number;
  /** Expected visits by hour. */
  rate: (hour: number) => number;
  /** An hour without a picture. */
  off?: number;
}

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random.uniform(0, 1); product > limit; product *= random.uniform(0, 1)) count++;
  return count;
}

/** Four weeks, each day closed as the app does with k = 10. */
function weeks(random: Random, first: number, { from, to, rate, off }: Shop) {
  let waiting: Period[] = [];
  const periods = Array.from({ length: 28 }, (_, i) => laterDay(FROM, first + i)).flatMap((day) => {
    const hours = Array.from({ length: to - from }, (_, i): Period => {
      const startMs = dayStart(day, 'UTC') + (from + i) * HOUR_MS;
      const isOff = from + i === off;
      return {
        ...{ startMs, endMs: startMs + HOUR_MS, firstDay: day, lastDay: day, timeZone: 'UTC', models: [] },
        opening: [[startMs, startMs + HOUR_MS]],
        seconds: { observed: isOff ? 0 : 3600, dark: 0, blocked: 0, absent: isOff ? 3600 : 0 },
        visits: isOff ? 0 : poisson(random, rate(from + i)),
        ...{ passersBy: 0, masked: 0, headsets: 0, cells: [], dwells: [] },
      };
    });
    const { kept, rest } = mergeUntil([...waiting, ...hours], 10);
    waiting = rest ? [rest] : [];
    return kept;
  });
  const slices = slicesOf([{ camera: camera(), site: UTC, periods }]);
  const few = new Set(slices.filter(({ isOfDays }) => isOfDays).map(({ day }) => day));
  return daysOf(localHours(slices.filter(({ day }) => !few.has(day))));
}

const BEFORE = { from: 9, to: 18 };
const RATES = [6, 9, 12, 25];
const SEEDS = 40;

/** By day at `perHour`, in the evening at `evening` times that. */
function compared(seed: number, perHour: number, evening: number, ratio: number, after: Omit<Shop, 'rate'>) {
  const random = randomFor(seed, 'longer hours', perHour);
  const rate = (factor: number) => (hour: number) =>
    factor * perHour * (hour >= 18 ? evening : hour === after.off ? 3 : 1);
  return paired(
    weeks(random, 0, { ...BEFORE, rate: rate(1) }),
    weeks(random, 28, { ...after, rate: rate(ratio) }),
  );
}

test.each([
  ['equal hours', BEFORE, 1],
  ['longer hours, a quiet evening', { from: 9, to: 20 }, 0.1],
  ['longer hours, an evening like the day', { from: 9, to: 20 }, 1],
  ['longer hours, a busy evening', { from: 9, to: 20 }, 3],
  ['longer hours in the morning', { from: 7, to: 18 }, 1],
  ['a busy hour without a picture', { from: 9, to: 18, off: 12 }, 1],
] as const)('the interval holds the true change in 90 of 100: %s', (_, after, evening) => {
  let [told, held, off] = [0, 0, 0];
  for (const ratio of [1, 1.3])
    for (const perHour of RATES)
      for (let seed = 0; seed < SEEDS; seed++) {
        const { change } = changeOf(compared(seed, perHour, evening, ratio, after).pairs);
        if (!change) continue;
        told++;
        off += change.value - (ratio - 1);
        if (change.low <= ratio - 1 && change.high >= ratio - 1) held++;
      }
  expect(told).toBeGreaterThan(SEEDS * RATES.length);
  expect(held / told).toBeGreaterThanOrEqual(0.9);
  expect(Math.abs(off / told)).toBeLessThan(0.015);
});

test('where quiet hours cannot be told apart from those of one span alone, nothing is compared', () => {
  for (let seed = 0; seed < 20; seed++) {
    const { pairs, hoursLeftOut, hoursMerged, daysLeftOut } = compared(seed, 3, 0.1, 1, { from: 9, to: 20 });
    expect(pairs).toEqual([]);
    expect([hoursLeftOut, hoursMerged, daysLeftOut]).toEqual([28 * 2, 28 * 9, 28 * 2]);
  }
});

test('merged hours of the same day are compared as a whole', () => {
  const { pairs, hoursMerged } = compared(1, 3, 1, 1, BEFORE);
  expect(hoursMerged).toBe(0);
  for (const { before, after } of pairs)
    for (const visits of [before, after]) expect(visits).toBeCloseTo(Math.round(visits), 9);
});
