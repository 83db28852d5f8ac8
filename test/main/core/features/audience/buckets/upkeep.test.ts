import { expect, test } from 'vitest';

import { countingModels } from '../../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import { Upkeep } from '../../../../../../src/main/core/features/audience/buckets/upkeep.ts';
import { audienceToday } from '../../../../../../src/main/core/features/audience/insights/today.ts';
import type { Store } from '../../../../../../src/main/core/platform/store/store.ts';
import { backupsOfStore, BERLIN, camera, madeStore, settings } from '../made-audience.ts';
import { simulated } from '../simulated-days.ts';
import { englishText } from '../../../../../../src/messages/english.ts';

const DAY = '2026-11-26';
const midnight = (days: number) => dayStart(laterDay(DAY, days), BERLIN.timeZone);
const clockAt = (nowMs: number) => ({ nowMs: () => nowMs, mayClose: true, mayDelete: true });
const visitsOf = (store: Store, table: string, id = 'c1') =>
  store.raw
    .prepare(`select coalesce(sum(visits), 0) from ${table} where camera = ?`)
    .pluck()
    .get(id) as number;
/** @returns visits that were written */
function put(store: Store, id: string, days: number): number {
  const increments = simulated(BERLIN, midnight(0), midnight(days), 12);
  writeCounts(store, { camera: id, site: BERLIN, models: countingModels([]) }, increments);
  return visitsOf(store, 'audience_quarters', id);
}

test('a camera whose days cannot be closed stops no other, is reported, and is closed later', async () => {
  const store = madeStore();
  const [first, second] = [put(store, 'c1', 1), put(store, 'c2', 1)];
  const both = settings({ cameras: [camera([]), camera([], 'c2')] });
  store.raw.exec(`create temp trigger fails before insert on audience_periods when new.camera = 'c1'
    begin select raise(abort, 'made to fail'); end`);
  const upkeep = new Upkeep(store, clockAt(midnight(2)), backupsOfStore(store));
  await upkeep.run(both);
  expect(visitsOf(store, 'audience_periods', 'c2')).toBe(second);
  expect(visitsOf(store, 'audience_periods', 'c1')).toBe(0);
  expect(upkeep.problems.map(englishText)).toEqual([
    'camera Camera c1: made to fail; it is tried again every minute',
  ]);
  store.raw.exec('drop trigger fails');
  await upkeep.run(both);
  expect(visitsOf(store, 'audience_periods', 'c1')).toBe(first);
  expect(upkeep.problems.map(englishText)).toEqual([]);
});

test.each([
  ['Europe/Berlin', 'Europe/London'],
  ['Europe/Berlin', 'Asia/Tokyo'],
  ['Europe/Berlin', 'America/New_York'],
  ['Europe/Berlin', 'Asia/Kolkata'],
  ['Asia/Kathmandu', 'Europe/Berlin'],
  ['Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  ['Pacific/Pago_Pago', 'Pacific/Kiritimati'],
])(
  'after a change of the time zone from %s to %s all days are closed and no visit is lost',
  async (from, to) => {
    for (const changedAt of [12, 20, 30]) {
      const store = madeStore();
      const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
      const inZone = (timeZone: string) => ({ ...BERLIN, timeZone, opening: always });
      const [old, fresh] = [inZone(from), inZone(to)];
      const start = dayStart(DAY, from);
      const models = countingModels([]);
      let visits = 0;
      const live = async (site: typeof BERLIN, fromHour: number, toHour: number) => {
        for (let hour = fromHour; hour < toHour; hour += 2) {
          const span = simulated(
            site,
            start + hour * HOUR_MS,
            start + Math.min(toHour, hour + 2) * HOUR_MS,
            16,
          );
          visits += span.reduce(
            (sum, one) => sum + (one.of === 'quarter' && one.figure === 'visits' ? one.by : 0),
            0,
          );
          writeCounts(store, { camera: 'c1', site, models }, span);
          const upkeep = new Upkeep(store, clockAt(start + (hour + 2) * HOUR_MS), backupsOfStore(store));
          await upkeep.run(settings({ sites: [site], cameras: [camera([])] }));
          expect(upkeep.problems.map(englishText)).toEqual([]);
        }
      };
      await live(old, 0, changedAt);
      await live(fresh, changedAt, 5 * 24);
      const stored = visitsOf(store, 'audience_quarters') + visitsOf(store, 'audience_periods');
      expect(stored).toBe(visits);
      const days = store.raw.prepare("select count(*) from audience_days where camera = 'c1'").pluck().get();
      expect(days).toBeGreaterThanOrEqual(3);
      const few = store.raw
        .prepare('select count(*) from audience_periods where is_kept = 1 and visits between 1 and 9')
        .pluck();
      expect(few.get()).toBe(0);
    }
  },
);

test('counts that come late for a closed day are kept, in periods of at least k', async () => {
  const store = madeStore();
  const before = put(store, 'c1', 1);
  const run = async (days: number) =>
    new Upkeep(store, clockAt(midnight(days)), backupsOfStore(store)).run(
      settings({ cameras: [camera([])] }),
    );
  await run(1);
  const late = (visits: number, hour: number) =>
    writeCounts(store, { camera: 'c1', site: BERLIN, models: countingModels([]) }, [
      { of: 'quarter', atMs: midnight(0) + hour * HOUR_MS, figure: 'visits', by: visits },
    ]);
  late(25, 10);
  late(4, 12);
  await run(1);
  expect(visitsOf(store, 'audience_quarters')).toBe(0);
  expect(visitsOf(store, 'audience_periods')).toBe(before + 29);
  late(3, 12);
  await run(1);
  expect(visitsOf(store, 'audience_periods')).toBe(before + 32);
  const kept = store.raw
    .prepare('select visits from audience_periods where is_kept = 1')
    .pluck()
    .all() as number[];
  expect(kept.filter((visits) => visits > 0 && visits < 10)).toEqual([]);
});

test('reports a log that cannot be emptied as such, not as counts that are still to be deleted', async () => {
  const store = madeStore();
  const pragma = store.raw.pragma.bind(store.raw);
  let isFull = true;
  store.raw.pragma = (source: string, options?: { simple: boolean }) => {
    if (isFull && source.startsWith('wal_checkpoint')) throw new Error('disk full');
    return pragma(source, options);
  };
  const upkeep = new Upkeep(store, clockAt(midnight(1)), backupsOfStore(store));
  await upkeep.deleteMarked();
  expect(upkeep.problems.map(englishText)).toEqual([
    'the log of the database, where deleted counts may still lie, is not emptied: disk full; it is tried again every minute',
  ]);
  isFull = false;
  await upkeep.deleteMarked();
  expect(upkeep.problems.map(englishText)).toEqual([]);
});

test('old counts that the clock holds back are reported until they are deleted', async () => {
  const store = madeStore();
  put(store, 'c1', 1);
  const chosen = settings({ cameras: [camera([])], retentionDays: 3 });
  const clock = { ...clockAt(midnight(2)), mayDelete: false };
  const upkeep = new Upkeep(store, clock, backupsOfStore(store));
  await upkeep.run(chosen);
  expect(upkeep.holdsOld).toBe(false);
  clock.nowMs = () => midnight(5);
  await upkeep.run(chosen);
  expect(upkeep.holdsOld).toBe(true);
  expect(visitsOf(store, 'audience_periods')).toBeGreaterThan(0);
  clock.mayDelete = true;
  await upkeep.run(chosen);
  expect(upkeep.holdsOld).toBe(false);
  expect(visitsOf(store, 'audience_periods')).toBe(0);
});

test('no query of closing, deletion or today reads a table, or the past of a camera, from end to end', async () => {
  const store = madeStore();
  put(store, 'c1', 3);
  const { raw } = store;
  const prepare = raw.prepare.bind(raw);
  const queries = new Set<string>();
  raw.prepare = (sql: string) => {
    queries.add(sql);
    return prepare(sql);
  };
  const chosen = settings({ cameras: [camera([])], retentionDays: 1 });
  audienceToday(store, chosen, midnight(2) + 12 * HOUR_MS);
  await new Upkeep(store, clockAt(midnight(5)), backupsOfStore(store)).run(chosen);
  raw.prepare = prepare;
  const read = [...queries].filter((sql) => /from "audience_|update "audience_/.test(sql));
  expect(read.length).toBeGreaterThan(15);
  for (const sql of read) {
    const given = Array.from({ length: sql.split('?').length - 1 }, () => null);
    const steps = prepare(`explain query plan ${sql}`).all(...given) as { detail: string }[];
    // Those that end before a time, or start before one, are nearly all of a camera's past.
    const long = steps.filter(({ detail }) =>
      /^SCAN (audience_|sqlite_)|starts_at<\?\)|ends_at<\?\)/.test(detail),
    );
    expect([sql, long]).toEqual([sql, []]);
  }
});
