import { closeSync, existsSync, openSync } from 'node:fs';

import type { EncryptedDatabase } from 'better-sqlite3-multiple-ciphers';
import Encrypted from 'better-sqlite3-multiple-ciphers';

import { message } from '../../../../../../messages/message.ts';
import { asDiskError } from '../../../../../../common/files/atomic.ts';
import { asStoreError } from '../../../../platform/store/store-error.ts';
import { CodedRefusal, DemifaceError } from '../../../../../../common/error.ts';
import { CLIENT_MIGRATIONS } from './migrations/index.ts';

/** Read and written by the owner alone; so are the files that SQLite makes beside it. */
const PRIVATE_MODE = 0o600;
/** How long a write waits for another process that holds the file. */
const BUSY_MS = 1000;

/**
 * Opens a client's file, making or bringing it up to date. Pages are encrypted as by SQLCipher 4 (AES-256, HMAC-SHA-512), whose
 * parameters are set here so that a later default changes nothing. The key is used as it is: it is random, so nothing is
 * derived from it.
 * @param key 32 bytes
 * @throws CodedRefusal `corrupt` if it is damaged or the key is another's, `mismatch` if a newer Demiface made it, `busy`,
 * `missing`; DemifaceError `disk`
 */
export function openClientDatabase(
  file: string,
  key: Uint8Array,
  { isNew = false, migrations = CLIENT_MIGRATIONS } = {},
): EncryptedDatabase {
  if (!isNew && !existsSync(file)) throw new CodedRefusal('missing', message('clients.fileMissing'));
  try {
    if (isNew) closeSync(openSync(file, 'a', PRIVATE_MODE));
    const raw = new Encrypted(file, { timeout: BUSY_MS, fileMustExist: true });
    try {
      unlock(raw, key);
      raw.pragma('temp_store = memory'); // SQLite does not encrypt what it puts into temporary files.
      raw.pragma('journal_mode = wal');
      raw.pragma('synchronous = full');
      raw.pragma('foreign_keys = on');
      raw.pragma('secure_delete = on');
      migrate(raw, migrations);
    } catch (error) {
      raw.close();
      throw error;
    }
    return raw;
  } catch (error) {
    throw asClientError(error, file);
  }
}

/** Gives a connection the key, before anything is read. */
export function unlock(raw: EncryptedDatabase, key: Uint8Array): void {
  raw.pragma("cipher = 'sqlcipher'");
  raw.pragma('legacy = 4');
  const literal = Buffer.from(`x'${Buffer.from(key).toString('hex')}'`);
  raw.key(literal);
  literal.fill(0);
}

function migrate(raw: EncryptedDatabase, migrations: readonly string[]): void {
  const version = raw.pragma('user_version', { simple: true }) as number;
  if (version > migrations.length)
    throw new CodedRefusal('mismatch', message('clients.newer', { version, known: migrations.length }));
  if (version === migrations.length) return;
  raw
    .transaction(() => {
      for (const migration of migrations.slice(version)) raw.exec(migration);
      raw.pragma(`user_version = ${migrations.length}`);
    })
    .immediate();
}

/** What SQLite and the disk say of a client's file; anything else passes unchanged. */
export function asClientError(error: unknown, file: string): unknown {
  const known = asDiskError(asStoreError(error, file), file);
  if (!(known instanceof DemifaceError) || known instanceof CodedRefusal) return known;
  if (known.code === 'corrupt')
    return new CodedRefusal('corrupt', message('clients.fileDamaged'), { cause: error });
  if (known.code === 'busy') return new CodedRefusal('busy', message('clients.fileBusy'), { cause: error });
  return known;
}
