import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { MIGRATIONS } from '../../../../../src/main/core/platform/store/migrations/index.ts';
import { refusalOf } from '../../../../../src/main/core/platform/refusal.ts';
import { backUpDaily, backupsOf } from '../../../../../src/main/core/platform/store/backups.ts';
import { repairStore } from '../../../../../src/main/core/platform/store/repair.ts';
import { openStore } from '../../../../../src/main/core/platform/store/store.ts';
import {
  queryAll,
  execute,
  queryFirst,
  transaction,
} from '../../../../../src/main/core/platform/store/sync.ts';
import { scratchFolder } from '../../../../support/made-data.ts';

const place = () => join(scratchFolder(), 'home', 'demiface.sqlite');
const put = (file: string, key: string) => {
  const store = openStore(file);
  execute(store, store.db.insertInto('settings').values({ key, value: '1' }));
  return store.close();
};
const keysIn = async (file: string) => {
  const store = openStore(file);
  const keys = queryAll(store, store.db.selectFrom('settings').select('key')).map(({ key }) => key);
  await store.close();
  return keys;
};

test('a new database has every table, foreign keys and a log beside it', async () => {
  const store = openStore(place());
  expect(store.raw.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  expect(store.raw.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(store.raw.pragma('foreign_keys', { simple: true })).toBe(1);
  expect(queryFirst(store, store.db.selectFrom('runs').selectAll())).toBeUndefined();
  await store.close();
});

test('migrations run after a backup, once, and all or none', async () => {
  const file = place();
  await put(file, 'before');
  const more = [...MIGRATIONS, 'create table later (id integer primary key) strict'];
  const store = openStore(file, more);
  expect(store.raw.pragma('user_version', { simple: true })).toBe(more.length);
  await store.close();
  expect(backupsOf(file).length).toBe(1);
  const [backup = ''] = backupsOf(file);
  const copy = openStore(backup);
  expect(queryAll(copy, copy.db.selectFrom('settings').select('key'))).toEqual([{ key: 'before' }]);
  await copy.close();
  await openStore(file, more).close();
  expect(backupsOf(file).length).toBe(1);
  expect(() => openStore(file, [...more, 'create table half (id integer)', 'no sql'])).toThrow(/syntax/);
  const after = openStore(file, more);
  const { raw } = after;
  expect(raw.pragma('user_version', { simple: true })).toBe(more.length);
  expect(raw.prepare("select name from sqlite_master where name = 'half'").all()).toEqual([]);
  await after.close();
});

test('a newer database is refused and stays as it is', async () => {
  const file = place();
  await openStore(file, [...MIGRATIONS, 'create table later (id integer)']).close();
  const before = readFileSync(file);
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'mismatch' }) as Error);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a schema of no known format is damage, though SQLite has no code for it', async () => {
  const file = place();
  await put(file, 'kept');
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(90, 44); // the schema's format number: 1 to 4
  writeFileSync(file, bytes);
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'corrupt' }) as Error);
});

test('a damaged database is refused, and repaired from the latest sound backup', async () => {
  const file = place();
  await put(file, 'kept');
  const store = openStore(file);
  backUpDaily(store, file);
  backUpDaily(store, file);
  await store.close();
  expect(backupsOf(file).length).toBe(1);
  writeFileSync(`${file}.2999-01-01T00-00-00-000Z.v1.backup`, 'no database');
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 100, bytes.length);
  writeFileSync(file, bytes);
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'corrupt' }) as Error);
  expect(repairStore(file)).toMatch(/is in place; the damaged database was kept/);
  expect(await keysIn(file)).toEqual(['kept']);
  expect(readdirSync(join(file, '..')).some((name) => name.includes('.damaged-'))).toBe(true);
});

test('a repair takes the latest backup that this version knows, an older one is brought up to date, a newer one is refused', async () => {
  const file = place();
  const old = openStore(file, MIGRATIONS.slice(0, 3));
  old.raw.prepare("insert into settings values ('old', '1')").run();
  backUpDaily(old, file);
  await old.close();
  const newer = `${file}.2026-01-01T00-00-00-000Z.v${MIGRATIONS.length + 1}.backup`;
  const [older] = backupsOf(file);
  renameSync(older!, `${file}.2025-01-01T00-00-00-000Z.v3.backup`);
  await openStore(newer, [...MIGRATIONS, 'create table later (id integer)']).close();
  writeFileSync(file, 'no database any more');
  expect(repairStore(file)).toMatch(/v3\.backup is in place/);
  expect(await keysIn(file)).toEqual(['old']);
  for (const backup of backupsOf(file)) if (backup !== newer) rmSync(backup);
  writeFileSync(file, 'no database any more');
  expect(() => repairStore(file)).toThrow(expect.objectContaining({ code: 'mismatch' }) as Error);
  expect(readFileSync(file, 'utf8')).toBe('no database any more');
});

test('without a sound backup an empty database begins and nothing is deleted', async () => {
  const file = place();
  await put(file, 'lost');
  writeFileSync(file, 'no database at all, whatever it was before');
  for (const ending of ['-wal', '-shm']) rmSync(file + ending, { force: true });
  expect(() => openStore(file)).toThrow(expect.objectContaining({ code: 'corrupt' }) as Error);
  expect(repairStore(file)).toMatch(/empty database begins/);
  expect(await keysIn(file)).toEqual([]);
});

test('a database that another program holds is busy, and serves once it is let go', async () => {
  const file = place();
  const store = openStore(file);
  store.raw.pragma('busy_timeout = 50');
  const other = openStore(file);
  other.raw.exec('begin immediate');
  const write = () => execute(store, store.db.insertInto('settings').values({ key: 'late', value: '1' }));
  expect(() => transaction(store, write)).toThrow();
  try {
    write();
  } catch (error) {
    expect(refusalOf(error)).toMatchObject({ code: 'busy' });
  }
  other.raw.exec('commit');
  await other.close();
  transaction(store, write);
  await store.close();
  expect(await keysIn(file)).toEqual(['late']);
});

test('a folder that cannot be made is a matter of the disk', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => openStore(join(folder, 'file', 'demiface.sqlite'))).toThrow(
    expect.objectContaining({ code: 'disk' }) as Error,
  );
});

test('a transaction is all or nothing', async () => {
  const store = openStore(place());
  const insert = (key: string) => execute(store, store.db.insertInto('settings').values({ key, value: '1' }));
  expect(() =>
    transaction(store, () => {
      insert('one');
      insert('one');
    }),
  ).toThrow();
  expect(queryAll(store, store.db.selectFrom('settings').selectAll())).toEqual([]);
  await store.close();
});
