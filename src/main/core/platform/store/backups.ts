import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

import Database from 'better-sqlite3';

import { DemifaceError } from '../../../../common/error.ts';
import { laterDay } from '../time/local-time.ts';
import { removeFinerCounts } from './finer-counts.ts';
import { type Deletion, eraseDeleted, containsDeleted, tablesOf } from './erase-deleted.ts';
import type { Store } from './store.ts';
import { asStoreError, damaged } from './store-error.ts';

/** Backups that are kept beside the database. */
const KEPT_BACKUPS = 5;
/** A damaged database that a repair kept aside cannot be rewritten, so it is deleted after so many days. */
const KEPT_ASIDE_DAYS = 7;

/**
 * A copy of the database as it is now, less what of an audience is to be forgotten at closing time. It replaces the oldest
 * one once it is whole; an empty database replaces none.
 */
export function backUp(raw: Database.Database, file: string): void {
  if (isEmpty(raw) && backupsOf(file).length > 0) return;
  const version = raw.pragma('user_version', { simple: true }) as number;
  copyTo(raw, `${file}.${stampOf(new Date())}.v${version}.backup`, removeFinerCounts);
  for (const old of backupsOf(file).slice(KEPT_BACKUPS)) rmSync(old, { force: true });
}

/** Copies the database beside itself, while it is in use. At most once a day is enough. */
export function backUpDaily({ raw }: Pick<Store, 'raw'>, file: string): void {
  removePartials(file);
  if (!hasBackupOfToday(file)) backUp(raw, file);
}

export function hasBackupOfToday(file: string): boolean {
  const today = new Date().toISOString().slice(0, 10);
  return backupsOf(file).some((backup) => backup.includes(`.${today}`));
}

/** The latest first; last those that a clock that was ahead made: their names would stand before all later ones. */
export function backupsOf(file: string): string[] {
  const all = filesBeside(file, (name) => name.endsWith('.backup')).reverse();
  const now = `${file}.${stampOf(new Date())}.~`;
  return [...all.filter((backup) => backup <= now), ...all.filter((backup) => backup > now)];
}

function stampOf(time: Date): string {
  return time.toISOString().replaceAll(/[:.]/g, '-');
}

/** Takes deleted counts out of every copy of the database. @param onCopy awaited before each, for a job that may stop */
export async function eraseInCopies(
  file: string,
  deletions: readonly Deletion[],
  onCopy: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  removePartials(file);
  for (const backup of backupsOf(file)) {
    await onCopy();
    forgetIn(backup, deletions);
  }
  const isCameraGone = deletions.some(({ before }) => before === null);
  const today = new Date().toISOString().slice(0, 10);
  for (const aside of filesBeside(file, (name) => name.includes('.damaged-')))
    if (isCameraGone || isOldAside(aside, today)) rmSync(aside, { force: true });
}

function forgetIn(backup: string, deletions: readonly Deletion[]): void {
  if (isDamaged(backup)) {
    rmSync(backup, { force: true }); // What cannot be read cannot be cleaned, and is of no use.
    return;
  }
  const copy = new Database(backup, { readonly: true });
  try {
    if (containsDeleted(copy, deletions)) copyTo(copy, backup, (fresh) => eraseDeleted(fresh, deletions));
  } finally {
    copy.close();
  }
  for (const ending of ['-wal', '-shm']) rmSync(backup + ending, { force: true });
}

/** By the day that the repair wrote in its name. */
function isOldAside(aside: string, today: string): boolean {
  const day = /\.damaged-(\d{4}-\d{2}-\d{2})/.exec(aside)?.[1];
  return day !== undefined && laterDay(day, KEPT_ASIDE_DAYS) < today;
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
    // Another process may have deleted it as incomplete: an empty database must not take its place.
    const copy = new Database(partial, { fileMustExist: true });
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

export function isIntact(file: string): boolean {
  try {
    return !isDamaged(file);
  } catch {
    return false;
  }
}

/** @throws DemifaceError if it cannot be read for another reason: it may be sound then */
function isDamaged(file: string): boolean {
  try {
    const database = new Database(file, { readonly: true });
    try {
      return database.pragma('integrity_check(1)', { simple: true }) !== 'ok';
    } finally {
      database.close();
    }
  } catch (error) {
    const known = asStoreError(error, file);
    if (known instanceof DemifaceError && known.code === 'corrupt') return true;
    throw known;
  }
}

/** Whether nothing was chosen, added or counted: as a new database, or one that was lost. */
function isEmpty(raw: Database.Database): boolean {
  return tablesOf(raw)
    .filter((table) => table !== 'audit')
    .every((table) => {
      const rest = table === 'settings' ? "where key not in ('clock', 'deletions')" : '';
      return raw.prepare(`select 1 from ${table} ${rest} limit 1`).all().length === 0;
    });
}

/** Copies that a killed process did not complete hold counts that nobody would delete. */
function removePartials(file: string): void {
  for (const partial of filesBeside(file, (name) => /\.(partial|repaired)$/.test(name)))
    rmSync(partial, { force: true });
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
