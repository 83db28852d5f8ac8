import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { countingModels } from '../../../../../src/main/core/features/audience/buckets/models.ts';
import { CountedCamera } from '../../../../../src/main/core/features/audience/cameras/counted-camera.ts';
import { HOUR_MS } from '../../../../../src/main/core/platform/time/local-time.ts';
import type { Store } from '../../../../../src/main/core/platform/store/store.ts';
import { backUpDaily, backupsOf } from '../../../../../src/main/core/platform/store/backups.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import type { LiveFace } from '../../../../../src/inference/prediction/live-frame.ts';
import { randomFor } from '../../../../../src/common/math/random.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import {
  adult,
  BERLIN,
  camera,
  framesOf,
  settings,
  straight,
  type Walker,
  closeAll,
} from './made-audience.ts';

const MORNING = Date.parse('2026-11-26T08:00:00Z'); // 9:00 in Berlin
const OPEN_HOURS = 9;

/** People of a whole day, three in four of whom come in; tracks have numbers that can be found again. */
function dayOfPeople(people: number): Walker[] {
  const random = randomFor(1, 'day');
  return Array.from({ length: people }, (_, i) => {
    const fromMs = Math.round(random.uniform(0, OPEN_HOURS * HOUR_MS - 30_000));
    return {
      ...{ track: 7_770_000 + i, fromMs, toMs: fromMs + random.uniform(2000, 9000) },
      way: straight(
        { x: random.uniform(0.3, 0.7), y: 0.2 },
        { x: random.uniform(0.3, 0.7), y: random.bool(0.75) ? 0.8 : 0.3 },
      ),
      reading: adult(random.uniform(5, 80), random.bool(0.5) ? 'male' : 'female', random.bool(0.9)),
    };
  }).sort((a, b) => a.fromMs - b.fromMs);
}

/** Counts a day at 4 frames a second around people, and one frame a second while nobody is there. */
function countDay(store: Store, walkers: readonly Walker[]): void {
  const counted = new CountedCamera(
    store,
    { camera: camera(), site: BERLIN, measures: settings().measures },
    countingModels([]),
  );
  for (let startMs = 0; startMs < OPEN_HOURS * HOUR_MS; startMs += 60_000) {
    const near = walkers.filter(({ fromMs, toMs }) => fromMs < startMs + 60_000 && toMs > startMs - 2000);
    for (const frame of framesOf(near, startMs + 59_999, { fps: near.length > 0 ? 4 : 1, fromMs: startMs }))
      counted.add(frame, MORNING + frame.atMs);
  }
  counted.endTracks();
}

test('after a day of 400 people: counts by time, no row for a person, nothing of a face', async () => {
  const folder = scratchFolder();
  const file = join(folder, 'demiface.sqlite');
  const store = openStore(file);
  const walkers = dayOfPeople(400);
  countDay(store, walkers);
  const { raw } = store;
  const one = (sql: string) => raw.prepare(sql).pluck().get() as number;
  const entered = walkers.filter(({ way }) => way(1).y > 0.5).length;
  const visits = one('select sum(visits) from audience_quarters');
  expect(visits + one('select sum(passers_by) from audience_quarters')).toBe(400);
  expect(visits).toBe(entered);
  closeAll(store, settings(), MORNING + 10 * HOUR_MS);

  const tables = raw
    .prepare("select name from sqlite_master where type = 'table' and name like 'audience%'")
    .pluck()
    .all() as string[];
  expect(tables.length).toBeGreaterThan(7);
  const [hours, cells, bins] = [OPEN_HOURS, 7 * 3, 8 * 3];
  const most: Record<string, number> = {
    audience_periods: hours,
    audience_period_cells: hours * cells,
    audience_period_dwells: hours * bins,
    audience_days: 1,
    audience_models: 1,
  };
  for (const table of tables)
    expect([table, one(`select count(*) from ${table}`) <= (most[table] ?? 0)]).toEqual([table, true]);
  expect(one('select min(visits) from audience_periods')).toBeGreaterThanOrEqual(10);
  expect(one('select sum(visits) from audience_periods')).toBe(entered);

  // Columns hold counts, seconds, times, names and JSON of settings or test figures: no bytes, no lists of numbers.
  for (const table of tables)
    for (const { name, type } of raw.pragma(`table_info(${table})`) as { name: string; type: string }[]) {
      expect(['TEXT', 'INTEGER', 'REAL']).toContain(type.toUpperCase());
      if (type.toUpperCase() === 'REAL') expect(name).toMatch(/seconds$/);
      const longest = one(`select coalesce(max(length(${name})), 0) from ${table}`);
      expect(longest).toBeLessThan(200);
    }
  expect(raw.prepare('select distinct models from audience_periods').pluck().all()).toHaveLength(1);
  await store.close();

  const bytes = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
  for (const { track } of walkers)
    for (const file_ of bytes) expect(file_.includes(String(track))).toBe(false);
});

test('a child leaves neither age nor gender anywhere', async () => {
  const file = join(scratchFolder(), 'demiface.sqlite');
  const store = openStore(file);
  const child: Partial<LiveFace> = adult(9, 'female');
  const walkers = Array.from({ length: 20 }, (_, i) => ({
    ...{ track: i + 1, fromMs: i * 10_000, toMs: i * 10_000 + 5000, reading: child },
    way: straight({ x: 0.5, y: 0.2 }, { x: 0.5, y: 0.8 }),
  }));
  countDay(store, walkers);
  expect(store.raw.prepare('select sum(visits) from audience_quarters').pluck().get()).toBe(20);
  expect(store.raw.prepare('select count(*) from audience_hours').pluck().get()).toBe(0);
  closeAll(store, settings(), MORNING + 10 * HOUR_MS);
  expect(store.raw.prepare('select count(*) from audience_period_cells').pluck().get()).toBe(0);
  await store.close();
});

test('a backup holds no counts that are finer than what is kept', async () => {
  const folder = scratchFolder();
  const file = join(folder, 'demiface.sqlite');
  const store = openStore(file);
  countDay(store, dayOfPeople(60));
  const rows = ({ raw }: Store, table: string) =>
    raw.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()!.n;
  const tables = ['audience_quarters', 'audience_hours', 'audience_dwells'];
  for (const table of tables) expect(rows(store, table)).toBeGreaterThan(0);
  backUpDaily(store, file);
  const [backup] = backupsOf(file);
  const copy = openStore(backup!);
  for (const table of tables) expect(rows(copy, table)).toBe(0);
  expect(rows(copy, 'audience_models')).toBe(1);
  for (const table of tables) expect(rows(store, table)).toBeGreaterThan(0);
  await copy.close();
  await store.close();
});
