import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

import { asDiskError } from '../../../artifact/atomic.ts';
import { DemifaceError } from '../../../artifact/error.ts';
import { leaveOutFinerCounts } from './finer-counts.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Tables } from './schema.ts';
import { asStoreError, damaged } from './store-error.ts';

/** The database, open. Whoever opens it closes it. */
export interface Store {
  /** Typed queries. */
  readonly db: Kysely<Tables>;
  /** Runs what is synchronous in one transaction: all of it or nothing. */
  readonly raw: Database.Database;
  close(): Promise<void>;
}

/** How long a write waits for another process that holds the database. */
const BUSY_MS = 3000;
/** Backups that are kept beside the database. */
const KEPT_BACKUPS = 5;

/**
 * Opens the database, making or bringing it up to date: numbered migrations, all in one transaction, after a backup.
 * @throws DemifaceError `mismatch` if a newer Demiface made it, `corrupt` if it is damaged, `busy` if another process holds
 * it, `disk` if it cannot be written
 */
export function openStore(file: string, migrations: readonly string[] = MIGRATIONS): Store {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const raw = new Database(file, { timeout: BUSY_MS });
    try {
      raw.pragma('journal_mode = wal');
      raw.pragma('synchronous = normal');
      raw.pragma('foreign_keys = on');
      raw.pragma('secure_delete = on'); // What is deleted is overwritten, so that it cannot be read from the file.
      check(raw, file);
      migrate(raw, file, migrations);
    } catch (error) {
      raw.close();
      throw error;
    }
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
    return {
      db,
      raw,
      async close() {
        await db.destroy();
        raw.close(); // Kysely leaves it open where no query of its own ran.
      },
    };
  } catch (error) {
    throw asDiskError(asStoreError(error, file), file);
  }
}

function check(raw: Database.Database, file: string): void {
  const found = raw.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damaged(file, String(found));
}

function migrate(raw: Database.Database, file: string, migrations: readonly string[]): void {
  const version = raw.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length)
    throw new DemifaceError(
      'mismatch',
      `${file} was made by a newer Demiface (version ${version}, this one knows ${migrations.length}); install that one, or move the file away to start anew`,
    );
  if (version === migrations.length) return;
  if (version > 0) backUp(raw, file, version);
  raw.transaction(() => {
    for (const migration of migrations.slice(version)) raw.exec(migration);
    raw.pragma(`user_version = ${migrations.length}`);
  })();
}

/** A copy of the database as it is now, less what of an audience is to be forgotten at closing time. */
function backUp(raw: Database.Database, file: string, version: number): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const target = `${file}.${stamp}.v${version}.backup`;
  copyTo(raw, target, leaveOutFinerCounts);
  for (const old of backupsOf(file).slice(KEPT_BACKUPS)) rmSync(old, { force: true });
}

/** Copies a database, in use or not, into a file that is there whole or not at all. */
function copyTo(
  database: Database.Database,
  target: string,
  change?: (copy: Database.Database) => void,
): void {
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  database.exec(`vacuum into '${partial.replaceAll("'", "''")}'`);
  if (change) {
    const copy = new Database(partial);
    try {
      change(copy);
    } finally {
      copy.close();
    }
  }
  renameSync(partial, target);
}

/** The latest first. */
export function backupsOf(file: string): string[] {
  const folder = dirname(file);
  const start = `${file.slice(folder.length + 1)}.`;
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names
    .filter((name) => name.startsWith(start) && name.endsWith('.backup'))
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** Copies the database beside itself, while it is in use. At most once a day is enough. */
export function backUpDaily(store: Store, file: string): void {
  const today = new Date().toISOString().slice(0, 10);
  if (backupsOf(file)[0]?.includes(`.${today}`)) return;
  backUp(store.raw, file, store.raw.pragma('user_version', { simple: true }) as number);
}

/**
 * Moves a damaged database aside and puts the latest sound backup in its place; without one an empty one follows.
 * Nothing is deleted.
 * @returns what was done, in words
 */
export function repairStore(file: string): string {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${file}.damaged-${stamp}`;
  for (const ending of ['', '-wal', '-shm'])
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  for (const backup of backupsOf(file)) {
    if (!isSound(backup)) continue;
    const sound = new Database(backup, { readonly: true });
    copyTo(sound, file);
    sound.close();
    return `the backup ${backup} is in place; the damaged database was kept as ${aside}`;
  }
  return `there is no sound backup: an empty database begins; the damaged one was kept as ${aside}`;
}

function isSound(file: string): boolean {
  try {
    const database = new Database(file, { readonly: true });
    try {
      return database.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
