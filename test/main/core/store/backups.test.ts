import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterEach, expect, test, vi } from 'vitest';

import { keepReaders } from '../../../../src/main/core/audience/buckets/models.ts';
import { writeCounts } from '../../../../src/main/core/audience/buckets/write-counts.ts';
import { saveAudienceSettings } from '../../../../src/main/core/audience/settings/stored-settings.ts';
import { backUpDaily, backupsOf, DailyBackup } from '../../../../src/main/core/store/backups.ts';
import { repairStore } from '../../../../src/main/core/store/repair.ts';
import { openStore } from '../../../../src/main/core/store/store.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { BERLIN, camera, closeAll, settings } from '../audience/made-audience.ts';
import { simulated } from '../audience/simulated-days.ts';

const HOUR_MS = 3600_000;
const NOON = Date.parse('2026-11-26T12:00:00Z');

afterEach(() => vi.useRealTimers());

/** A database in which something was chosen. */
function made(file = join(scratchFolder(), 'demiface.sqlite')) {
  const store = openStore(file);
  store.raw.exec("insert into settings (key, value) values ('theme', '\"dark\"')");
  return { file, store };
}
const keysIn = async (file: string) => {
  const store = openStore(file);
  const keys = store.raw.prepare('select key from settings').pluck().all();
  await store.close();
  return keys;
};

test('while the app runs for days, each has its backup, and five are kept', async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date', 'setInterval', 'clearInterval'] });
  const { file, store } = made();
  const daily = new DailyBackup(store, file);
  vi.advanceTimersByTime(7 * 24 * HOUR_MS);
  const days = backupsOf(file).map((backup) => /\.(\d{4}-\d{2}-\d{2})T/.exec(backup)![1]);
  expect(days).toEqual(['2026-12-03', '2026-12-02', '2026-12-01', '2026-11-30', '2026-11-29']);
  daily.close();
  vi.advanceTimersByTime(2 * 24 * HOUR_MS);
  expect(backupsOf(file)).toHaveLength(5);
  await store.close();
});

test('a clock that was wrong for a while does not let backups of one day push out the others', async () => {
  vi.useFakeTimers({ now: Date.parse('2036-01-01T12:00:00Z'), toFake: ['Date'] });
  const { file, store } = made();
  backUpDaily(store, file);
  for (let hour = 0; hour < 12; hour++) {
    vi.setSystemTime(NOON + hour * HOUR_MS);
    backUpDaily(store, file);
  }
  expect(backupsOf(file)).toHaveLength(2);
  await store.close();
});

test('a backup that fails is told, keeps those before, and is tried again', async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date', 'setInterval', 'clearInterval'] });
  const { file, store } = made();
  backUpDaily(store, file);
  const before = backupsOf(file);
  vi.setSystemTime(NOON + 24 * HOUR_MS);
  const execute = store.raw.exec.bind(store.raw);
  store.raw.exec = () => {
    throw new Error('disk full');
  };
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const daily = new DailyBackup(store, file);
  expect(daily.problem).toMatch('disk full');
  expect(backupsOf(file)).toEqual(before);
  store.raw.exec = execute;
  vi.advanceTimersByTime(HOUR_MS);
  expect(daily.problem).toBeNull();
  expect(backupsOf(file)).toHaveLength(2);
  daily.close();
  told.mockRestore();
  await store.close();
});

test('an empty database pushes no backup out', async () => {
  vi.useFakeTimers({ now: NOON, toFake: ['Date'] });
  const { file, store } = made();
  backUpDaily(store, file);
  await store.close();
  const before = backupsOf(file);
  rmSync(file);
  writeFileSync(file, '');
  const empty = openStore(file);
  for (let day = 1; day < 9; day++) {
    vi.setSystemTime(NOON + day * 24 * HOUR_MS);
    backUpDaily(empty, file);
  }
  expect(backupsOf(file)).toEqual(before);
  await empty.close();
});

test('a database that is gone is not begun anew over its backups; it is repaired', async () => {
  const { file, store } = made();
  backUpDaily(store, file);
  await store.close();
  rmSync(file);
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'corrupt' }) as Error);
  expect(existsSync(file)).toBe(false);
  expect(repairStore(file)).toMatch(/is in place$/);
  expect(await keysIn(file)).toContain('theme');
});

test('a repair that fails leaves the damaged database in its place, and the next one succeeds', async () => {
  const { file, store } = made();
  backUpDaily(store, file);
  await store.close();
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.fill(0x5a, 100));
  mkdirSync(`${file}.repaired.partial`);
  expect(() => repairStore(file)).toThrow();
  expect(readFileSync(file).equals(bytes)).toBe(true);
  rmSync(`${file}.repaired.partial`, { recursive: true });
  expect(repairStore(file)).toMatch(/the damaged database was kept as/);
  expect(await keysIn(file)).toContain('theme');
  expect(readdirSync(dirname(file)).filter((name) => name.includes('.damaged-'))).toHaveLength(1);
});

test('the log of a damaged database is not replayed into the backup that takes its place', async () => {
  const { file, store } = made();
  backUpDaily(store, file);
  store.raw.exec("insert into settings (key, value) values ('late', '1')");
  const copy = join(dirname(file), 'log');
  writeFileSync(copy, readFileSync(`${file}-wal`));
  await store.close();
  renameSync(copy, `${file}-wal`);
  writeFileSync(file, readFileSync(file).fill(0x5a, 100));
  repairStore(file);
  expect(await keysIn(file)).toEqual(['theme']);
});

test('once a camera is removed, nothing of its counts is in any file of the home', async () => {
  const { file, store } = made();
  // The log names the camera whose counts were deleted; its id is nowhere else.
  const marked = { ...camera([], 'camera-with-a-mark-to-be-found'), name: 'Door' };
  const chosen = settings({ cameras: [marked, camera([], 'c2')] });
  saveAudienceSettings(store, chosen);
  const start = Date.parse('2026-11-20T00:00:00Z');
  for (const id of [marked.id, 'c2'])
    writeCounts(
      store,
      { camera: id, site: BERLIN, models: keepReaders(store, []) },
      simulated(BERLIN, start, start + 3 * 24 * HOUR_MS, 20),
    );
  closeAll(store, chosen, start + 4 * 24 * HOUR_MS);
  backUpDaily(store, file);
  writeFileSync(`${file}.damaged-2026-11-01`, readFileSync(backupsOf(file)[0]!));
  const found = () =>
    readdirSync(dirname(file)).filter((name) => readFileSync(join(dirname(file), name)).includes(marked.id));
  expect(found().length).toBeGreaterThan(2);
  saveAudienceSettings(store, { ...chosen, cameras: chosen.cameras.slice(1) });
  expect(found()).toEqual([]);
  await store.close();
  expect(found()).toEqual([]);
  const [backup] = backupsOf(file);
  const copy = openStore(backup!);
  expect(copy.raw.prepare('select distinct camera from audience_periods').pluck().all()).toEqual(['c2']);
  expect(copy.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  await copy.close();
});
