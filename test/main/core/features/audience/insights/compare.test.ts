import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import {
  changeOf,
  compareSpans,
} from '../../../../../../src/main/core/features/audience/insights/compare.ts';
import type { DayPair } from '../../../../../../src/main/core/features/audience/insights/day-pairs.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { dayStart, HOUR_MS } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';
import { BERLIN, madeStore, settings, closeAll } from '../made-audience.ts';
import { daysBetween } from '../simulated-days.ts';

const BEFORE = { from: '2026-09-07', to: '2026-09-20' };
const AFTER = { from: '2026-09-21', to: '2026-10-04' };
const NOW = Date.parse('2026-10-05T12:00:00Z');

/** Whole days of visits by hour; `dark` hours were hardly observed. */
function madeDays(
  visitsOf: (day: string, hour: number) => number,
  isDark: (day: string, hour: number) => boolean = () => false,
) {
  const store = madeStore();
  const increments: Increment[] = daysBetween(BEFORE.from, AFTER.to).flatMap((day) =>
    Array.from({ length: 9 }, (_, i) => 9 + i).flatMap((hour) =>
      [0, 1, 2, 3].flatMap((quarter): Increment[] => {
        const atMs = dayStart(day, BERLIN.timeZone) + hour * HOUR_MS + quarter * 900_000;
        const visits = quarter === 0 ? visitsOf(day, hour) : 0;
        return [
          { of: 'quarter', atMs, figure: isDark(day, hour) ? 'darkSeconds' : 'observedSeconds', by: 900 },
          ...(visits > 0 ? [{ of: 'quarter' as const, atMs, figure: 'visits' as const, by: visits }] : []),
        ];
      }),
    ),
  );
  writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, increments);
  closeAll(store, settings(), NOW);
  return store;
}
const compared = (store: ReturnType<typeof madeStore>) =>
  compareSpans(store, settings(), { cameras: ['c1'], before: BEFORE, after: AFTER }, NOW);

test('a plain rise is found, weekday by weekday', () => {
  const weekday = (day: string) => 20 + 5 * new Date(day).getUTCDay();
  const store = madeDays((day) => Math.round(weekday(day) * (day >= AFTER.from ? 1.2 : 1)));
  const { pairs, hours, before, after, change, difference, problem, daysLeftOut } = compared(store);
  expect([pairs, hours, daysLeftOut]).toEqual([14, 14 * 9, 0]);
  expect(before).toBe((9 * (20 + 25 + 30 + 35 + 40 + 45 + 50)) / 7);
  expect(after! / before!).toBeCloseTo(1.2, 2);
  expect(change!.value).toBeCloseTo(0.2, 2);
  expect(change!.low).toBeGreaterThan(0.15);
  expect(difference!.value).toBeCloseTo(after! - before!, 9);
  expect(problem).toBeNull();
});

test('hours that were not observed in one of a pair count in neither', () => {
  const steady = (day: string, hour: number) => (hour === 12 && day >= AFTER.from ? 1000 : 30);
  const store = madeDays(steady, (day, hour) => hour === 12 && day >= AFTER.from);
  const { before, after, hours, hoursLeftOut } = compared(store);
  expect([before, after]).toEqual([8 * 30, 8 * 30]);
  expect([hours, hoursLeftOut]).toEqual([14 * 8, 14]);
});

test('nothing to compare, and too few days', () => {
  const store = madeDays(
    () => 30,
    (day) => day >= AFTER.from,
  );
  expect(compared(store)).toMatchObject({ pairs: 0, change: null, difference: null, daysLeftOut: 28 });
  expect(compared(store).problem).toBe('unobserved');
  const few = compareSpans(
    madeDays(() => 30),
    settings(),
    {
      cameras: ['c1'],
      before: { from: '2026-09-07', to: '2026-09-09' },
      after: { from: '2026-09-14', to: '2026-09-20' },
    },
    NOW,
  );
  expect(few).toMatchObject({ pairs: 3, difference: null, change: null, daysLeftOut: 4, problem: null });
  const rows = csvOf(few).split('\r\n');
  expect(rows).toContain('faces seen a day after,270,,');
  expect(rows).toContain('days left out: without a counterpart,4,,');
  expect(rows).toContain('no change given: too few pairs of days for an interval,,,');
});

test('a comparison as CSV holds what the page shows beside it: what was left out, whom for, and whether it may be chance', () => {
  const store = madeDays(
    () => 30,
    (day, hour) => hour === 12 && day >= AFTER.from,
  );
  const answer = compared(store);
  const rows = csvOf({ ...answer, unobserved: ['c1', 'c2'] }, [{ id: 'c1', name: 'Door' }]).split('\r\n');
  expect(answer.hoursLeftOut).toBeGreaterThan(0);
  for (const row of [
    `hours left out: not open and observed 80 % on both days,${answer.hoursLeftOut},,`,
    'may be chance (the interval holds 0),yes,,',
    ...['not observed where others were,Door,,', 'not observed where others were,c2,,'],
  ])
    expect(rows).toContain(row);
  for (const problem of ['unobserved', 'merged', 'no-counts'] as const)
    expect(csvOf({ ...answer, problem })).toContain('no change given: ');
  expect(csvOf({ ...answer, problem: { days: 3, of: 9, cameras: ['Door'], k: 10 } })).toContain(
    '3 of 9 days had fewer than 10 faces at a camera (Door)',
  );
});

test('of two equal times the interval holds no change in about 95 of 100', () => {
  for (const days of [7, 14, 28]) {
    let held = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = randomFor(seed, 'days', days);
      const day = () => Math.round(100 + 15 * random.normal());
      const pairs: DayPair[] = Array.from({ length: days }, () => ({
        before: day(),
        after: day(),
        hours: 9,
      }));
      const { change } = changeOf(pairs);
      if (change!.low <= 0 && change!.high >= 0) held++;
    }
    expect(held / 300).toBeGreaterThan(0.9);
    expect(held / 300).toBeLessThan(0.99);
  }
});
