import { copyFileSync, existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';

import Database from 'better-sqlite3';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { backupsOf, copyTo, isIntact } from './backups.ts';
import { MIGRATIONS } from './migrations/index.ts';

/**
 * Puts the latest sound backup in the place of a damaged database; without one an empty one follows. The new one is whole
 * before the damaged one is touched, and nothing is deleted.
 * @returns what was done
 * @throws DemifaceError `mismatch` if a newer Demiface made all sound backups; what the disk throws; the damaged database is
 * still in its place then
 */
export function repairStore(file: string): string {
  const fresh = `${file}.repaired`;
  const backups = backupsOf(file);
  const backup = backups.find((one) => isIntact(one) && isKnown(one));
  const newer = backup === undefined ? backups.find(isIntact) : undefined;
  if (newer !== undefined) throw new DemifaceError('mismatch', message('store.newerBackup', { file: newer }));
  rmSync(fresh, { force: true });
  if (backup === undefined) writeFileSync(fresh, '');
  else {
    const sound = new Database(backup, { readonly: true });
    try {
      copyTo(sound, fresh);
    } finally {
      sound.close();
    }
  }
  const aside = keepAside(file);
  renameSync(fresh, file);
  const kept = aside === null ? '' : `; the damaged ${backup ? 'database' : 'one'} was kept as ${aside}`;
  return backup === undefined
    ? `there is no sound backup: an empty database begins${kept}`
    : `the backup ${backup} is in place${kept}`;
}

/** Whether this version can open it: after a return to an older Demiface the latest backup may be a newer one's. */
function isKnown(backup: string): boolean {
  const database = new Database(backup, { readonly: true });
  try {
    return (database.pragma('user_version', { simple: true }) as number) <= MIGRATIONS.length;
  } finally {
    database.close();
  }
}

/** @returns where a damaged database is kept; null if there is none */
function keepAside(file: string): string | null {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  const aside = `${file}.damaged-${stamp}`;
  // First of all its log: SQLite would replay it into whatever lies in the database's place.
  for (const ending of ['-wal', '-shm'])
    if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  if (!existsSync(file)) return null;
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside); // A disk without links.
  }
  return aside;
}
