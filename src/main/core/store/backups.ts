import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

import { leaveOutFinerCounts } from './finer-counts.ts';
import type { Store } from './store.ts';
import { damaged } from './store-error.ts';

/** Backups that are kept beside the database. */
const KEPT_BACKUPS = 5;
/** A backup is due once a day; the app may run for months. */
const CHECK_MS = 3600_000;

/**
 * A copy of the database as it is now, less what of an audience is to be forgotten at closing time. It replaces the oldest
 * one once it is whole; an empty database replaces none.
 */
export function backUp(raw: Database.Database, file: string): void {
  if (isEmpty(raw) && backupsOf(file).length > 0) return;
  const version = raw.pragma('user_version', { simple: true }) as number;
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  copyTo(raw, `${file}.${stamp}.v${version}.backup`, leaveOutFinerCounts);
  for (const old of backupsOf(file).slice(KEPT_BACKUPS)) rmSync(old, { force: true });
}

/** Copies the database beside itself, while it is in use. At most once a day is enough. */
export function backUpDaily({ raw }: Pick<Store, 'raw'>, file: string): void {
  const today = new Date().toISOString().slice(0, 10);
  if (!backupsOf(file).some((backup) => backup.includes(`.${today}`))) backUp(raw, file);
}

/** Backs the database up at the start and every day while the app runs. */
export class DailyBackup {
  readonly #store: Store;
  readonly #file: string;
  readonly #timer: NodeJS.Timeout;
  #problem: string | null = null;

  constructor(store: Store, file: string) {
    this.#store = store;
    this.#file = file;
    this.#run();
    this.#timer = setInterval(() => this.#run(), CHECK_MS).unref();
  }

  /** Why there is no backup of today; null if there is one. */
  get problem(): string | null {
    return this.#problem;
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #run(): void {
    try {
      backUpDaily(this.#store, this.#file);
      this.#problem = null;
    } catch (error) {
      this.#problem = `today's backup failed: ${(error as Error).message}; it is tried again every hour`;
      console.error(this.#problem);
    }
  }
}

/** The latest first. */
export function backupsOf(file: string): string[] {
  return filesBeside(file, (name) => name.endsWith('.backup')).reverse();
}

/** Takes a camera's counts, and the camera itself, out of every copy of the database. */
export function forgetInCopies(file: string, camera: string): void {
  for (const backup of backupsOf(file)) {
    if (!isSound(backup)) {
      rmSync(backup, { force: true }); // What cannot be read cannot be cleaned, and is of no use.
      continue;
    }
    const copy = new Database(backup, { readonly: true });
    try {
      copyTo(copy, backup, (fresh) => forget(fresh, camera));
    } finally {
      copy.close();
    }
    for (const ending of ['-wal', '-shm']) rmSync(backup + ending, { force: true });
  }
  for (const aside of filesBeside(file, (name) => name.includes('.damaged-'))) rmSync(aside, { force: true });
}

/** Copies a database, in use or not, into a file that is there whole or not at all. @throws DemifaceError `corrupt` if the copy is not sound */
export function copyTo(
  database: Database.Database,
  target: string,
  change?: (copy: Database.Database) => void,
): void {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    database.exec(`vacuum into '${partial.replaceAll("'", "''")}'`);
    const copy = new Database(partial);
    try {
      change?.(copy);
      const found = copy.pragma('integrity_check(1)', { simple: true });
      if (found !== 'ok') throw damaged(partial, String(found));
    } finally {
      copy.close();
    }
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

export function isSound(file: string): boolean {
  try {
    const database = new Database(file, { readonly: true });
    try {
      return database.pragma('integrity_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}

/** Whether nothing was chosen, added or counted: as a new database, or one that was lost. */
function isEmpty(raw: Database.Database): boolean {
  return tablesOf(raw)
    .filter((table) => table !== 'audit')
    .every((table) => {
      const rest = table === 'settings' ? "where key <> 'clock'" : '';
      return raw.prepare(`select 1 from ${table} ${rest} limit 1`).all().length === 0;
    });
}

function forget(copy: Database.Database, camera: string): void {
  copy.pragma('secure_delete = on');
  copy.pragma('foreign_keys = on');
  copy.transaction(() => {
    for (const table of tablesOf(copy)) {
      const columns = copy.pragma(`table_info(${table})`) as { name: string }[];
      if (columns.some(({ name }) => name === 'camera'))
        copy.prepare(`delete from ${table} where camera = ?`).run(camera);
    }
    copy
      .prepare(
        `update settings set value = json_set(value, '$.cameras', (
           select json_group_array(json(each.value)) from json_each(settings.value, '$.cameras') as each
           where each.value ->> '$.id' <> ?))
         where key = 'audience' and json_valid(value)`,
      )
      .run(camera);
  })();
  copy.exec('vacuum');
}

function tablesOf(raw: Database.Database): string[] {
  return raw
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
    .pluck()
    .all() as string[];
}

function filesBeside(file: string, is: (name: string) => boolean): string[] {
  const folder = dirname(file);
  const start = `${file.slice(folder.length + 1)}.`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.startsWith(start) && is(name))
    .sort()
    .map((name) => join(folder, name));
}
