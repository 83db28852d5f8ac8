import { expect, test } from 'vitest';

import { randomFor } from '../../../../../../src/common/math/random.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import { compareSpans } from '../../../../../../src/main/core/features/audience/insights/compare.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { BERLIN, camera, closeAll, madeStore, settings } from '../made-audience.ts';

const FROM = '2026-05-04';
const NOW = Date.parse('2026-08-01T12:00Z');
const NAMED = [
  { ...camera([], 'c1'), name: 'Main door' },
  { ...camera([], 'c2'), name: 'Side door' },
];
const both = settings({ cameras: NAMED });
const day = (number: number) => laterDay(FROM, number);

/** Observed days of one camera, with so many visits each, hour by hour at random. */
function count(store: Store, id: string, visitsOf: (number: number) => number, days: number): void {
  const random = randomFor(1, 'few', id);
  for (let number = 0; number < days; number++) {
    const nine = dayStart(day(number), BERLIN.timeZone) + 9 * HOUR_MS;
    const seen = Array.from({ length: 36 }, (_, quarter): Increment => {
      return { of: 'quarter', atMs: nine + quarter * 900_000, figure: 'observedSeconds', by: 900 };
    });
    const visits = Array.from({ length: visitsOf(number) }, (): Increment => {
      return { of: 'quarter', atMs: nine + random.int(9) * HOUR_MS, figure: 'visits', by: 1 };
    });
    writeCounts(store, { camera: id, site: BERLIN, models: countingModels([]) }, [...seen, ...visits]);
  }
}
const SPANS = { before: { from: day(0), to: day(13) }, after: { from: day(14), to: day(27) } };
const compared = (store: Store, cameras: string[], spans = SPANS) =>
  compareSpans(store, both, { cameras, ...spans }, NOW);

test('where many days had fewer than k, the spans are reported by their means over all days, and by no change', () => {
  const store = madeStore();
  count(store, 'c1', (number) => (number < 14 ? 60 : 90), 40);
  // Ten on the busiest day of a week: to compare those days alone would tell of no change.
  count(store, 'c2', (number) => (number % 7 === 5 ? 10 : number < 14 ? 2 : 6), 40);
  closeAll(store, both, NOW);
  const { pairs, before, after, difference, change, daysOfFew, problem } = compared(store, ['c1', 'c2']);
  expect([pairs, difference, change]).toEqual([0, null, null]);
  expect(daysOfFew).toBeGreaterThan(20);
  expect(before).toBeCloseTo(60 + (6 * 2 + 10) / 7, 0);
  expect(after).toBeCloseTo(90 + (6 * 6 + 10) / 7, 0);
  expect(problem).toEqual({ days: daysOfFew, of: 28, cameras: ['Side door'], k: 10 });
  expect(compared(store, ['c1'])).toMatchObject({ pairs: 14, before: 60, after: 90, daysOfFew: 0 });
});

test('a few counts that come late make no day one of few', () => {
  const store = madeStore();
  count(store, 'c1', () => 108, 14);
  const now = dayStart(day(14), BERLIN.timeZone) + 3 * HOUR_MS;
  closeAll(store, both, now);
  const atMs = dayStart(day(3), BERLIN.timeZone) + 12 * HOUR_MS;
  const late: Increment[] = [{ of: 'quarter', atMs, figure: 'visits', by: 2 }];
  writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, late);
  closeAll(store, both, now);
  const weeks = { before: { from: day(0), to: day(6) }, after: { from: day(7), to: day(13) } };
  expect(compareSpans(store, both, { cameras: ['c1'], ...weeks }, now)).toMatchObject({
    ...{ pairs: 7, daysOfFew: 0 },
  });
});

test('few days of fewer than k are left out, and said to be', () => {
  const store = madeStore();
  // Of 28 days, the fourth and the one after it are joined.
  count(store, 'c1', (number) => (number === 3 ? 4 : number < 14 ? 40 : 60), 28);
  closeAll(store, both, NOW);
  expect(compared(store, ['c1'])).toMatchObject({ pairs: 0, daysOfFew: 2 }); // Two of fourteen are too many.
  const longer = { before: { from: day(0), to: day(20) }, after: { from: day(21), to: day(27) } };
  const told = compared(store, ['c1'], longer);
  expect(told).toMatchObject({ pairs: 7, daysOfFew: 2 });
  expect(told.problem).toBeNull();
  expect(csvOf(told)).toContain('days of too few faces to compare,2');
});

test('a span that lies within one joined period is not said to be unobserved', () => {
  const store = madeStore();
  count(store, 'c2', () => 1, 40);
  closeAll(store, both, NOW);
  const spans = { before: { from: day(1), to: day(3) }, after: { from: day(12), to: day(14) } };
  const { before, after, daysOfFew, problem } = compared(store, ['c2'], spans);
  expect([before, after, daysOfFew]).toEqual([null, null, 6]);
  expect(problem).toEqual({ days: 6, of: 6, cameras: ['Side door'], k: 10 });
});

test('without counts of the same weekday and hour, neither observation nor few faces are named', () => {
  const store = madeStore();
  count(store, 'c1', () => 40, 28);
  count(store, 'c2', () => 2, 5);
  closeAll(store, both, NOW);
  const spans = { before: { from: day(0), to: day(1) }, after: { from: day(3), to: day(4) } };
  expect(compared(store, ['c1'], spans).problem).toBe('no-counts');
});

test('a camera that counts in one of the spans alone is named', () => {
  const store = madeStore();
  count(store, 'c1', () => 40, 28);
  count(store, 'c2', () => 40, 14);
  closeAll(store, both, Date.parse(`${day(13)}T22:00Z`));
  closeAll(store, settings({ cameras: [NAMED[0]!] }), NOW);
  expect(compared(store, ['c1', 'c2'])).toMatchObject({ pairs: 0, before: null, unobserved: ['c2'] });
  expect(compared(store, ['c1'])).toMatchObject({ pairs: 14, unobserved: [] });
});

test('hours of joined days are spread over them: the heat map and the hours hold all that was seen', () => {
  for (const most of [1, 4, 12, 30]) {
    const store = madeStore();
    const random = randomFor(most, 'days');
    count(store, 'c1', () => random.int(most + 1), 28);
    closeAll(store, both, NOW);
    const question = { cameras: ['c1'], from: day(0), to: day(27) };
    const { cells, hoursLeftOut } = heatMapOf(store, both, question, NOW);
    const { points, visits } = seriesOf(store, both, { ...question, by: 'hour' }, NOW);
    expect(hoursLeftOut).toBe(0);
    const inCells = cells.reduce((sum, { visitsPerHour, hours }) => sum + (visitsPerHour ?? 0) * hours, 0);
    expect(inCells).toBeCloseTo(visits!, 6);
    expect(points.reduce((sum, point) => sum + point.visits, 0)).toBeCloseTo(visits!, 6);
    expect(points.some(({ isSpread }) => isSpread)).toBe(true);
  }
});

test('what a comparison tells of few days follows from what days tell', () => {
  for (let seed = 0; seed < 6; seed++) {
    const store = madeStore();
    const random = randomFor(seed, 'follows');
    count(store, 'c1', () => random.int(14), 40);
    closeAll(store, both, NOW);
    const { before, after, daysOfFew } = compared(store, ['c1']);
    const [first, second] = [SPANS.before, SPANS.after].map((span) => {
      const { points } = seriesOf(store, both, { cameras: ['c1'], ...span, by: 'day' }, NOW);
      const days = points.map(
        ({ firstDay, lastDay }) => (Date.parse(lastDay) - Date.parse(firstDay)) / (24 * HOUR_MS) + 1,
      );
      return {
        mean: points.reduce((sum, { visits }) => sum + visits, 0) / days.reduce((sum, some) => sum + some, 0),
        few: 14 - days.filter((some) => some === 1).length,
      };
    });
    expect([before, after, daysOfFew]).toEqual([first!.mean, second!.mean, first!.few + second!.few]);
  }
});
