import { join } from 'node:path';

import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import {
  keptPeriods,
  waitingPeriod,
} from '../../../../../../src/main/core/features/audience/buckets/period-rows.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import type { Increment } from '../../../../../../src/main/core/features/audience/counting/accumulator.ts';
import {
  dayStart,
  HOUR_MS,
  laterDay,
  MINUTE_MS,
} from '../../../../../../src/main/core/platform/time/local-time.ts';
import type { Site } from '../../../../../../src/main/ipc/contract/audience.ts';
import { openStore, type Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../../support/made-data.ts';
import { BERLIN, camera, DAYTIME, madeStore, settings, closeAll } from '../made-audience.ts';
import { simulated } from '../simulated-days.ts';

const DAY = '2026-11-26';
const start = (day: string, site: Site = BERLIN) => dayStart(day, site.timeZone);
const CLOSED = 18 * HOUR_MS + 2 * MINUTE_MS;
const EVENING = start(DAY) + CLOSED;
const FINE = ['audience_quarters', 'audience_hours', 'audience_dwells'];

const put = (store: Store, increments: readonly Increment[], site = BERLIN, id = 'c1') =>
  writeCounts(store, { camera: id, site, models: countingModels([]) }, increments);
const count = (store: Store, table: string) =>
  store.raw.prepare(`select count(*) from ${table}`).pluck().get() as number;
const visit = (atMs: number, by: number): Increment => ({ of: 'quarter', atMs, figure: 'visits', by });
const seen = (atMs: number, by = 900): Increment => ({ of: 'quarter', atMs, figure: 'observedSeconds', by });
const sum = (increments: readonly Increment[], of: Increment['of'], figure?: string) =>
  increments
    .filter((one) => one.of === of && (!figure || (one.of === 'quarter' && one.figure === figure)))
    .reduce((total, { by }) => total + by, 0);

test('increments add up, whichever way they come', () => {
  const store = madeStore();
  const increments = simulated(BERLIN, start(DAY), EVENING, 20);
  for (const increment of increments) put(store, [increment]);
  const written = store.raw.prepare(
    'select day, sum(visits) visits, sum(passers_by) passersBy from audience_quarters group by day',
  );
  expect(written.all()).toEqual([
    {
      day: DAY,
      visits: sum(increments, 'quarter', 'visits'),
      passersBy: sum(increments, 'quarter', 'passersBy'),
    },
  ]);
  put(
    store,
    increments.filter(({ of }) => of === 'cell').map((one) => ({ ...one, by: -one.by })),
  );
  expect(count(store, 'audience_hours')).toBe(0);
});

test('closing keeps periods of at least k, loses no visit and no cell, deletes what is finer, and happens once', () => {
  const store = madeStore();
  const increments = simulated(BERLIN, start(DAY), EVENING, 9);
  put(store, increments);
  expect(closeAll(store, settings(), EVENING - 1)).toEqual([]);
  expect(closeAll(store, settings(), EVENING)).toEqual([{ camera: 'c1', day: DAY }]);
  const periods = keptPeriods(store, 'c1', DAY, DAY);
  expect(periods.length).toBeGreaterThan(2);
  expect(periods.every(({ visits }) => visits >= 10)).toBe(true);
  const total = (of: (one: (typeof periods)[number]) => number) =>
    periods.reduce((all, one) => all + of(one), 0);
  expect(total(({ visits }) => visits)).toBe(sum(increments, 'quarter', 'visits'));
  expect(total(({ passersBy }) => passersBy)).toBe(sum(increments, 'quarter', 'passersBy'));
  expect(total(({ cells }) => cells.reduce((n, { visits }) => n + visits, 0))).toBe(sum(increments, 'cell'));
  expect(total(({ dwells }) => dwells.reduce((n, { visits }) => n + visits, 0))).toBe(
    sum(increments, 'dwell'),
  );
  expect(total(({ seconds }) => seconds.observed)).toBe(36 * 890);
  expect(total(({ seconds }) => seconds.absent)).toBe(36 * 10);
  for (const table of FINE) expect(count(store, table)).toBe(0);
  expect(closeAll(store, settings(), EVENING + HOUR_MS)).toEqual([]);
  expect(keptPeriods(store, 'c1', DAY, DAY)).toEqual(periods);
});

test('a day of fewer than k waits and is merged with the next one', () => {
  const store = madeStore();
  put(store, [seen(start(DAY) + 10 * HOUR_MS), visit(start(DAY) + 10 * HOUR_MS, 7)]);
  closeAll(store, settings(), EVENING);
  expect(keptPeriods(store, 'c1', DAY, DAY).every(({ visits }) => visits === 0)).toBe(true);
  expect(waitingPeriod(store, 'c1')?.visits).toBe(7);
  const next = laterDay(DAY, 1);
  put(store, [seen(start(next) + 9 * HOUR_MS), visit(start(next) + 9 * HOUR_MS, 5)]);
  closeAll(store, settings(), start(next) + CLOSED);
  expect(waitingPeriod(store, 'c1')).toBeUndefined();
  const [period] = keptPeriods(store, 'c1', DAY, next).filter(({ visits }) => visits > 0);
  expect(period).toMatchObject({ visits: 12, firstDay: DAY, lastDay: next });
});

test('days on which the app did not run are closed as absent', () => {
  const store = madeStore();
  put(store, simulated(BERLIN, start(DAY), EVENING, 30));
  const later = laterDay(DAY, 3);
  expect(closeAll(store, settings(), start(later) + CLOSED).map(({ day }) => day)).toEqual(
    [0, 1, 2, 3].map((days) => laterDay(DAY, days)),
  );
  const periods = keptPeriods(store, 'c1', laterDay(DAY, 1), later);
  expect(periods.every(({ visits, seconds }) => visits === 0 && seconds.observed === 0)).toBe(true);
  expect(periods.reduce((total, { seconds }) => total + seconds.absent, 0)).toBe(3 * 9 * 3600);
});

test.each([
  ['2026-03-29', 23],
  ['2026-10-25', 25],
])('%s, a day of %d hours, keeps all its seconds and visits', (day, hours) => {
  const store = madeStore();
  const always = { ...BERLIN, opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]) };
  const increments = simulated(always, start(day), start(laterDay(day, 1)), 60);
  put(store, increments, always);
  closeAll(store, settings({ sites: [always] }), start(laterDay(day, 1)) + HOUR_MS);
  const periods = keptPeriods(store, 'c1', day, day);
  expect(periods).toHaveLength(hours);
  expect(periods.reduce((total, { visits }) => total + visits, 0)).toBe(sum(increments, 'quarter', 'visits'));
  expect(periods.reduce((total, { seconds }) => total + seconds.observed + seconds.absent, 0)).toBe(
    hours * 3600,
  );
  const rows = store.raw
    .prepare('select offset_minutes from audience_periods order by starts_at')
    .pluck()
    .all();
  expect(new Set(rows)).toEqual(new Set([60, 120]));
});

test('closing that fails in the middle leaves the day as it was, and succeeds the next time', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file);
  put(store, simulated(BERLIN, start(DAY), EVENING, 9));
  const before = FINE.map((table) => count(store, table));
  store.raw.exec(
    `create temp trigger fails before delete on audience_dwells begin select raise(abort, 'power cut'); end`,
  );
  expect(() => closeAll(store, settings(), EVENING)).toThrow('power cut');
  await store.close();
  const again = madeStore(file);
  expect(FINE.map((table) => count(again, table))).toEqual(before);
  expect(count(again, 'audience_periods') + count(again, 'audience_days')).toBe(0);
  expect(closeAll(again, settings(), EVENING)).toHaveLength(1);
  expect(count(again, 'audience_quarters')).toBe(0);
});

test('counts that come late for the hour at which fewer than k wait are kept, and the days after it are closed', () => {
  const store = madeStore();
  const ten = start(DAY) + 10 * HOUR_MS;
  const late = {
    ...BERLIN,
    opening: DAYTIME.map((spans) => spans.map(({ from }) => ({ from, to: '10:15' }))),
  };
  put(store, [seen(ten, 600), visit(ten, 3)], late);
  closeAll(store, settings({ sites: [late] }), ten + HOUR_MS);
  expect(waitingPeriod(store, 'c1')).toMatchObject({ visits: 3 });
  // The opening hours were lengthened; or the clock was set back.
  put(store, [seen(ten + 15 * MINUTE_MS, 600), visit(ten + 15 * MINUTE_MS, 12)]);
  expect(closeAll(store, settings(), EVENING)).toEqual([{ camera: 'c1', day: DAY }]);
  const next = start(laterDay(DAY, 1)) + 12 * HOUR_MS;
  put(store, [seen(next), visit(next, 20)]);
  expect(closeAll(store, settings(), EVENING + 24 * HOUR_MS)).toEqual([
    { camera: 'c1', day: laterDay(DAY, 1) },
  ]);
  const kept = keptPeriods(store, 'c1', DAY, laterDay(DAY, 1));
  expect(kept.reduce((sum, { visits }) => sum + visits, 0)).toBe(3 + 12 + 20);
  expect(kept.every(({ visits }) => visits === 0 || visits >= 10)).toBe(true);
  for (const table of FINE) expect(count(store, table)).toBe(0);
});

test('two cameras are closed apart', () => {
  const store = madeStore();
  put(store, simulated(BERLIN, start(DAY), EVENING, 30));
  put(store, simulated(BERLIN, start(DAY), EVENING, 30, 2), BERLIN, 'c2');
  const both = settings({ cameras: [camera(), camera([], 'c2')] });
  expect(closeAll(store, both, EVENING)).toHaveLength(2);
  expect(keptPeriods(store, 'c2', DAY, DAY)).not.toEqual(keptPeriods(store, 'c1', DAY, DAY));
});

const cell = (atMs: number, age: '25-34' | '35-44', by: number): Increment => ({
  ...{ of: 'cell', atMs, age, gender: 'male', by },
});
const masked = (atMs: number, by: number): Increment => ({ of: 'quarter', atMs, figure: 'masked', by });
const dwell = (atMs: number, bin: number, by: number): Increment => ({
  ...{ of: 'dwell', atMs, zone: '', bin, by },
});

const TEN = start(DAY) + 10 * HOUR_MS;

test.each([
  ['age and covering of one', [masked(TEN, 1), cell(TEN, '25-34', -1), cell(TEN, '35-44', 1)]],
  ['age of one', [visit(TEN, 1), cell(TEN, '25-34', -1), cell(TEN, '35-44', 2)]],
  ['age of one that had none', [visit(TEN, 1), cell(TEN, '35-44', 2)]],
  ['covering of two', [visit(TEN, 1), masked(TEN, 2), cell(TEN, '35-44', 1)]],
  ['time in view of one', [visit(TEN, 1), dwell(TEN, 1, -1), dwell(TEN, 2, 2)]],
] as const)('what changes after the day was closed counts no face twice: %s', (_, late) => {
  const store = madeStore();
  put(store, [seen(TEN), visit(TEN, 20), masked(TEN, 20), cell(TEN, '25-34', 20), dwell(TEN, 1, 20)]);
  closeAll(store, settings(), EVENING);
  put(store, late);
  const more = sum(late, 'quarter', 'visits');
  closeAll(store, settings(), EVENING + HOUR_MS);
  const periods = [...keptPeriods(store, 'c1', DAY, DAY), waitingPeriod(store, 'c1') ?? []].flat();
  const total = (of: (period: (typeof periods)[number]) => number) =>
    periods.reduce((sum, period) => sum + of(period), 0);
  expect(total(({ visits }) => visits)).toBe(20 + more);
  for (const counts of ['cells', 'dwells'] as const)
    for (const period of periods)
      expect(period[counts].reduce((sum, { visits }) => sum + visits, 0)).toBeLessThanOrEqual(period.visits);
  for (const period of periods) expect(period.masked + period.headsets).toBeLessThanOrEqual(period.visits);
  expect(count(store, 'audience_hours')).toBe(0);
});
