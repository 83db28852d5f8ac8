import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

import { asDiskError } from '../../../../common/files/atomic.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { makeFolder } from '../../../../common/files/make-folder.ts';
import { backUp, backupsOf } from './backups.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Tables } from './schema.ts';
import { asStoreError, damaged } from './store-error.ts';

/** The database, open. The caller closes it. */
export interface Store {
  /** Typed queries. */
  readonly db: Kysely<Tables>;
  /** Runs what is synchronous in one transaction: all of it or nothing. */
  readonly raw: Database.Database;
  close(): Promise<void>;
}

/** How long a write waits for another process that holds the database. */
const BUSY_MS = 3000;

/**
 * Opens the database, making or bringing it up to date: numbered migrations, all in one transaction, after a backup.
 * @throws DemifaceError `mismatch` if a newer Demiface made it, `corrupt` if it is damaged, `busy` if another process holds
 * it, `disk` if it cannot be written
 */
export function openStore(file: string, migrations: readonly string[] = MIGRATIONS): Store {
  try {
    makeFolder(dirname(file));
    checkIsThere(file);
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
    return storeOf(raw);
  } catch (error) {
    throw asDiskError(asStoreError(error, file), file);
  }
}

/** Opens a database that another process keeps up to date, for reading. @throws DemifaceError as `openStore` */
export function readStore(file: string): Store {
  try {
    return storeOf(new Database(file, { readonly: true, timeout: BUSY_MS }));
  } catch (error) {
    throw asStoreError(error, file);
  }
}

function storeOf(raw: Database.Database): Store {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: raw }) });
  return {
    db,
    raw,
    async close() {
      await db.destroy();
      raw.close(); // Kysely leaves it open where no query of its own ran.
    },
  };
}

/** An empty database in place of one that is gone would take the place of its backups, day by day. */
function checkIsThere(file: string): void {
  if (existsSync(file) || backupsOf(file).length === 0) return;
  throw new DemifaceError('corrupt', message('store.missing', { file }));
}

function check(raw: Database.Database, file: string): void {
  const found = raw.pragma('quick_check(1)', { simple: true });
  if (found !== 'ok') throw damaged(file, String(found));
}

function migrate(raw: Database.Database, file: string, migrations: readonly string[]): void {
  const version = raw.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length)
    throw new DemifaceError('mismatch', message('store.newer', { file, version, known: migrations.length }));
  if (version === migrations.length) return;
  if (version > 0) backUp(raw, file);
  raw.transaction(() => {
    for (const migration of migrations.slice(version)) raw.exec(migration);
    raw.pragma(`user_version = ${migrations.length}`);
  })();
}
