import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import { afterEach, expect, onTestFinished, test, vi } from 'vitest';

import { countingModels } from '../../../../../src/main/core/features/audience/buckets/models.ts';
import { writeCounts } from '../../../../../src/main/core/features/audience/buckets/write-counts.ts';
import { Deleter } from '../../../../../src/main/core/features/audience/deletion/deleter.ts';
import { saveAudienceSettings } from '../../../../../src/main/core/features/audience/settings/stored-settings.ts';
import { backUpDaily, backupsOf } from '../../../../../src/main/core/platform/store/backups.ts';
import { Backups } from '../../../../../src/main/core/platform/backup/backup-jobs.ts';
import { emptyLog } from '../../../../../src/main/core/platform/store/empty-log.ts';
import { repairStore } from '../../../../../src/main/core/platform/store/repair.ts';
import { openStore, type Store } from '../../../../../src/main/core/platform/store/store.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { backupsOfStore, BERLIN, camera, closeAll, settings } from '../../features/audience/made-audience.ts';
import { simulated } from '../../features/audience/simulated-days.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

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

/** Backups as the app makes them, without processes of their own. */
function madeBackups(store: Store, file: string): Backups {
  const job = (work: () => void) => ({ outcome: Promise.resolve().then(work), stop: () => {} });
  return new Backups(file, {
    backUp: () => job(() => backUpDaily(store, file)),
    forget: (_, deletions) => ({ outcome: backupsOfStore(store).forget(deletions), stop: () => {} }),
  });
}

test('while the app runs for days, each has its backup, and five are kept', async () => {
  vi.useFakeTimers({
    now: NOON,
    toFake: ['Date', 'setTimeout', 'setInterval', 'clearInterval', 'clearTimeout'],
  });
  const { file, store } = made();
  const daily = madeBackups(store, file);
  await vi.advanceTimersByTimeAsync(7 * 24 * HOUR_MS);
  const days = backupsOf(file).map((backup) => /\.(\d{4}-\d{2}-\d{2})T/.exec(backup)![1]);
  expect(days).toEqual(['2026-12-03', '2026-12-02', '2026-12-01', '2026-11-30', '2026-11-29']);
  await daily.close();
  await vi.advanceTimersByTimeAsync(2 * 24 * HOUR_MS);
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

test('a backup that a clock in the future named is no later than those after it, and goes first', async () => {
  vi.useFakeTimers({ now: Date.parse('2036-01-01T12:00:00Z'), toFake: ['Date'] });
  const { file, store } = made();
  backUpDaily(store, file);
  vi.setSystemTime(NOON);
  store.raw.exec("insert into settings (key, value) values ('late', '1')");
  backUpDaily(store, file);
  expect(backupsOf(file)[0]).toContain('.2026-11-26T');
  for (let day = 1; day < 5; day++) {
    vi.setSystemTime(NOON + day * 24 * HOUR_MS);
    backUpDaily(store, file);
  }
  expect(backupsOf(file).filter((backup) => backup.includes('.2036-'))).toEqual([]);
  await store.close();
  writeFileSync(file, readFileSync(file).fill(0x5a, 100));
  repairStore(file);
  expect(await keysIn(file)).toContain('late');
});

test('a backup that fails is reported, keeps those before, and is tried again', async () => {
  vi.useFakeTimers({
    now: NOON,
    toFake: ['Date', 'setTimeout', 'setInterval', 'clearInterval', 'clearTimeout'],
  });
  const { file, store } = made();
  backUpDaily(store, file);
  const before = backupsOf(file);
  vi.setSystemTime(NOON + 24 * HOUR_MS);
  const execute = store.raw.exec.bind(store.raw);
  store.raw.exec = () => {
    throw new Error('disk full');
  };
  const told = vi.spyOn(console, 'error').mockImplementation(() => {});
  const daily = madeBackups(store, file);
  await vi.advanceTimersByTimeAsync(5000);
  expect(inEnglish(daily.problem)).toMatch('disk full');
  expect(backupsOf(file)).toEqual(before);
  store.raw.exec = execute;
  await vi.advanceTimersByTimeAsync(HOUR_MS);
  expect(daily.problem).toBeNull();
  expect(backupsOf(file)).toHaveLength(2);
  await daily.close();
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
      { camera: id, site: BERLIN, models: countingModels([]) },
      simulated(BERLIN, start, start + 3 * 24 * HOUR_MS, 20),
    );
  closeAll(store, chosen, start + 4 * 24 * HOUR_MS);
  backUpDaily(store, file);
  writeFileSync(`${file}.damaged-2026-11-01`, readFileSync(backupsOf(file)[0]!));
  const found = () =>
    readdirSync(dirname(file)).filter((name) => readFileSync(join(dirname(file), name)).includes(marked.id));
  expect(found().length).toBeGreaterThan(2);
  saveAudienceSettings(store, { ...chosen, cameras: chosen.cameras.slice(1) });
  await new Deleter(store, backupsOfStore(store)).run(new AbortController().signal);
  expect(emptyLog(store)).toBe(true);
  expect(found()).toEqual([]);
  await store.close();
  expect(found()).toEqual([]);
  const [backup] = backupsOf(file);
  const copy = openStore(backup!);
  expect(copy.raw.prepare('select distinct camera from audience_periods').pluck().all()).toEqual(['c2']);
  expect(copy.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  await copy.close();
});

test('the core goes on while a backup is made and while deleted counts leave it, in processes of their own', async () => {
  const { file, store } = made();
  onTestFinished(() => store.close());
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  const backups = new Backups(file);
  onTestFinished(() => backups.close());
  vi.advanceTimersByTime(5000);
  vi.useRealTimers();
  // The database stays in use: it takes writes while it is copied.
  const writes = store.raw.prepare("insert or replace into settings (key, value) values ('late', ?)");
  let turns = 0;
  while (backupsOf(file).length === 0) {
    writes.run(String(turns++));
    await setImmediate();
  }
  expect(turns).toBeGreaterThan(20);
  const [backup] = backupsOf(file);
  const before = readFileSync(backup!);
  turns = 0;
  let isDone = false;
  const forgotten = backups.forget([{ camera: 'c1', before: null }]).then(() => (isDone = true));
  while (!isDone) {
    turns++;
    await setImmediate();
  }
  await forgotten;
  expect(turns).toBeGreaterThan(20);
  expect(readFileSync(backup!).length).toBeGreaterThan(0);
  expect(readFileSync(backup!).equals(before)).toBe(false);
  expect(backups.problem).toBeNull();
});

test('jobs on backups run one at a time, in the order in which they came', async () => {
  const { file, store } = made();
  onTestFinished(() => store.close());
  const log: string[] = [];
  const job = (name: string) => ({
    outcome: (async () => {
      log.push(`${name} begins`);
      for (let i = 0; i < 5; i++) await setImmediate();
      log.push(`${name} ends`);
    })(),
    stop: () => {},
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
  const backups = new Backups(file, { backUp: () => job('backup'), forget: () => job('deletion') });
  vi.advanceTimersByTime(5000);
  await backups.forget([]);
  expect(log).toEqual(['backup begins', 'backup ends', 'deletion begins', 'deletion ends']);
  vi.useRealTimers();
  await backups.close();
  await expect(backups.forget([])).rejects.toMatchObject({ code: 'interrupted' });
});

test('a copy that a killed process left incomplete is deleted', async () => {
  const { file, store } = made();
  writeFileSync(`${file}.2026-11-01T00-00-00-000Z.v5.backup.partial`, 'counts');
  backUpDaily(store, file);
  expect(readdirSync(dirname(file)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  await store.close();
});

test('a backup that cannot be read just now is kept, a damaged one is not', async () => {
  const { file, store } = made();
  backUpDaily(store, file);
  const [backup] = backupsOf(file);
  const other = openStore(backup!);
  other.raw.pragma('locking_mode = exclusive');
  other.raw.exec('begin exclusive');
  const forget = () => backupsOfStore(store).forget([{ camera: 'c1', before: null }]);
  await expect(forget()).rejects.toMatchObject({ code: 'busy' });
  expect(backupsOf(file)).toEqual([backup]);
  await other.close();
  writeFileSync(backup!, readFileSync(backup!).fill(0x5a, 100));
  await forget();
  expect(backupsOf(file)).toEqual([]);
  await store.close();
});

test('a copy that another process deletes while it is made becomes no empty backup', async () => {
  const { file, store } = made();
  const execute = store.raw.exec.bind(store.raw);
  store.raw.exec = (sql) => {
    const result = execute(sql);
    for (const name of readdirSync(dirname(file)))
      if (name.endsWith('.partial')) rmSync(join(dirname(file), name));
    return result;
  };
  expect(() => backUpDaily(store, file)).toThrow();
  expect(backupsOf(file)).toEqual([]);
  store.raw.exec = execute;
  backUpDaily(store, file);
  expect(backupsOf(file)).toHaveLength(1);
  await store.close();
});
