import { expect, test } from 'vitest';

import { randomFor } from '../../../../../../src/common/math/random.ts';
import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import { csvOf } from '../../../../../../src/main/core/features/audience/insights/csv.ts';
import { compareSpans } from '../../../../../../src/main/core/features/audience/insights/compare.ts';
import { heatMapOf } from '../../../../../../src/main/core/features/audience/insights/heat-map.ts';
import { seriesOf } from '../../../../../../src/main/core/features/audience/insights/series.ts';
import { isOpen } from '../../../../../../src/main/core/features/audience/time/opening-hours.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import type { Site } from '../../../../../../src/main/ipc/contract/audience.ts';
import { BERLIN, closeAll, madeStore, settings } from '../made-audience.ts';

const FROM = '2026-03-02';
const daily = (from: string, to: string) => Array.from({ length: 7 }, () => [{ from, to }]);
const site = (from: string, to: string, timeZone = 'UTC'): Site => ({
  ...BERLIN,
  timeZone,
  opening: daily(from, to),
});
const at = (number: number, hour: number, { timeZone }: Site) =>
  dayStart(laterDay(FROM, number), timeZone) + hour * HOUR_MS;
const chosen = (place: Site, k = 10) => settings({ k, sites: [place] });

/** An observed day of as many visits in each open hour. */
function count(
  store: Store,
  number: number,
  place: Site,
  visitsOf: (hour: number) => number,
  isObserved: (hour: number) => boolean = () => true,
): number {
  let counted = 0;
  for (let hour = 0; hour < 24; hour++) {
    const startMs = at(number, hour, place);
    if (!isOpen(place, startMs) || !isObserved(hour)) continue;
    const visits = visitsOf(hour);
    counted += visits;
    writeCounts(store, { camera: 'c1', site: place, models: countingModels([]) }, [
      ...[0, 1, 2, 3].map((quarter): Increment => ({
        ...{ of: 'quarter', atMs: startMs + quarter * 900_000, figure: 'observedSeconds', by: 900 },
      })),
      ...(visits > 0
        ? [{ of: 'quarter' as const, atMs: startMs, figure: 'visits' as const, by: visits }]
        : []),
    ]);
  }
  return counted;
}

const days = (first: number, last: number) => ({
  from: laterDay(FROM, first),
  to: laterDay(FROM, last),
});
const byHour = (store: Store, place: Site, last: number, now = Date.parse('2026-06-01T12:00Z')) =>
  seriesOf(store, chosen(place), { cameras: ['c1'], ...days(0, last), by: 'hour' }, now);
const sumOf = ({ points }: ReturnType<typeof byHour>) => points.reduce((sum, { visits }) => sum + visits, 0);

test.each([
  ['shorter hours', site('10:00', '18:00')],
  ['another time zone', site('08:00', '20:00', 'Asia/Tokyo')],
  ['never open', { ...BERLIN, opening: [[], [], [], [], [], [], []] }],
])('hours of the past stay what they were: %s', (_, place) => {
  const store = madeStore();
  const old = site('08:00', '20:00');
  for (let number = 0; number < 7; number++) count(store, number, old, (hour) => hour);
  closeAll(store, chosen(old), at(7, 3, old));
  const [before, after] = [old, place].map((one) => byHour(store, one, 6));
  expect(after!.points).toEqual(before!.points);
  expect(sumOf(after!)).toBe(after!.visits);
  const question = { cameras: ['c1'], ...days(0, 6) };
  const [map, mapAfter] = [old, place].map((one) => heatMapOf(store, chosen(one), question, at(20, 0, old)));
  expect(mapAfter).toEqual(map);
});

test('periods of older versions are cut by the hours of today, and lose no visit where those leave none', () => {
  const store = madeStore();
  const old = site('08:00', '20:00');
  const visits = count(store, 0, old, () => 20);
  closeAll(store, chosen(old), at(1, 3, old));
  store.raw.exec('update audience_periods set opening = null');
  for (const place of [old, site('10:00', '18:00'), site('00:00', '01:00', 'Asia/Tokyo')])
    expect(sumOf(byHour(store, place, 0))).toBeCloseTo(visits, 9);
});

test.each([
  [20, { pairs: 14, hours: 14 * 8, hoursLeftOut: 14 * 4, hoursMerged: 0, problem: null }],
  // Merged with hours that are closed later.
  [3, { pairs: 0, change: null, hoursLeftOut: 14 * 4, hoursMerged: 14 * 8, problem: 'merged' }],
])('after shorter hours at the same rate of %d an hour no change is shown', (perHour, told) => {
  const store = madeStore();
  const [old, young] = [site('08:00', '20:00'), site('10:00', '18:00')];
  for (let number = 0; number < 14; number++) count(store, number, old, () => perHour);
  closeAll(store, chosen(old), at(14, 3, old));
  for (let number = 14; number < 28; number++) count(store, number, young, () => perHour);
  closeAll(store, chosen(young), at(28, 3, young));
  const ask = { cameras: ['c1'], before: days(0, 13), after: days(14, 27) };
  const compared = compareSpans(store, chosen(young), ask, at(30, 0, young));
  expect(compared).toMatchObject(told);
  expect(compared.change?.value ?? 0).toBe(0);
});

test('an hour of few is marked as spread in the heat map and its table', () => {
  const store = madeStore();
  const place = site('09:00', '13:00');
  count(store, 0, place, (hour) => (hour < 11 ? 30 : 6));
  closeAll(store, chosen(place), at(1, 3, place));
  const map = heatMapOf(store, chosen(place), { cameras: ['c1'], ...days(0, 0) }, at(2, 0, place));
  const cells = map.cells.filter(({ hours }) => hours > 0);
  expect(cells.map(({ hour, visitsPerHour, hoursSpread }) => [hour, visitsPerHour, hoursSpread])).toEqual([
    ...[9, 10].map((hour) => [hour, 30, 0]),
    ...[11, 12].map((hour) => [hour, 6, 1]),
  ]);
  expect(csvOf(map)).toContain('hours observed,of them merged and spread\r\n');
  expect(csvOf(map)).toContain('1,11,6,1,1\r\n');
});

test('merged hours are flagged where one of them may not have been observed', () => {
  const flagged = (isObserved: (hour: number) => boolean) => {
    const store = madeStore();
    const place = site('09:00', '18:00');
    count(store, 0, place, () => 2, isObserved);
    closeAll(store, chosen(place), at(1, 3, place));
    return byHour(store, place, 0).points.map(({ isFlagged, isSpread }) => isFlagged && isSpread);
  };
  expect(flagged(() => true)).toEqual(new Array(9).fill(false));
  expect(flagged((hour) => hour !== 12)).toEqual(new Array(9).fill(true));
});

test('hours that are shortened on the day keep what was counted in them', () => {
  const store = madeStore();
  const [old, young] = [site('08:00', '19:00'), site('08:00', '18:00')];
  count(store, 0, old, () => 20);
  expect(sumOf(byHour(store, young, 0, at(0, 19, old)))).toBe(200); // the last of them waits for the end of the day
  closeAll(store, chosen(young), at(0, 19.1, young));
  const told = byHour(store, young, 0);
  expect([sumOf(told), told.points.at(-1)!.visits]).toEqual([220, 20]);
});

test('whatever was changed when: hours, days and the total are the same visits', () => {
  for (let seed = 0; seed < 12; seed++) {
    const random = randomFor(seed, 'histories');
    const store = madeStore();
    const zones = ['UTC', 'Europe/Berlin', 'Asia/Tokyo', 'America/New_York', 'Asia/Kolkata'];
    const drawn = (): Site => {
      const from = 6 + random.int(6);
      const place = site(
        `${String(from).padStart(2, '0')}:${random.bool(0.3) ? '30' : '00'}`,
        `${from + 3 + random.int(8)}:00`,
        zones[random.int(zones.length)],
      );
      return { ...place, opening: place.opening.map((spans) => (random.bool(0.15) ? [] : spans)) };
    };
    let place = drawn();
    const most = 1 + random.int(12);
    // The clocks of Berlin and New York change within these weeks.
    for (let number = 0; number < 34; number++) {
      if (random.bool(0.15)) place = drawn();
      count(store, number, place, () => random.int(most));
      if (random.bool(0.1)) place = drawn();
      if (random.bool(0.9)) closeAll(store, chosen(place), at(number + 1, 3, place));
      if (random.bool(0.05)) store.raw.exec('update audience_periods set opening = null');
    }
    closeAll(store, chosen(place), at(36, 12, place));
    const now = at(40, 12, place);
    for (const [first, last] of [
      [0, 40],
      [5, 20],
      [10, 12],
    ] as const) {
      const question = { cameras: ['c1'], ...days(first, last) };
      const sums = (['hour', 'day', 'week'] as const).map((by) => {
        const series = seriesOf(store, chosen(place), { ...question, by }, now);
        return [sumOf(series), series.visits];
      });
      for (const [sum, total] of sums) expect(sum, `${seed} from ${first}`).toBeCloseTo(total!, 6);
    }
  }
});
