import {
  closeSync,
  copyFileSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';

import { message } from '../../../../../../messages/message.ts';
import { CodedRefusal } from '../../../../../../common/error.ts';
import { asDiskError, discard, partialName } from '../../../../../../common/files/atomic.ts';
import { asClientError, openClientDatabase } from '../files/client-database.ts';
import type { ClientFile } from '../files/client-files.ts';
import { clientPath, clientQueries } from '../files/client-files.ts';
import { markConsentsRestored } from '../consents/consents.ts';

/** Daily copies of a client's file that are kept beside it. */
const KEPT = 7;

const nameOf = (id: string, day: string) => `${id}.client.${day}.copy`;

/** Days of which there is a copy, the latest first. */
export function copiesOf(folder: string, id: string): string[] {
  const form = new RegExp(`^${id}\\.client\\.(\\d{4}-\\d{2}-\\d{2})\\.copy$`);
  const days = readdirSync(folder).flatMap((name) => form.exec(name)?.[1] ?? []);
  return days.sort().reverse();
}

/** Removes all copies, and damaged files that a copy took the place of. @throws DemifaceError `disk` */
export function discardCopies(folder: string, id: string): void {
  const isCopy = (name: string) =>
    name.startsWith(`${id}.client.damaged-`) || (name.startsWith(`${id}.client.`) && name.endsWith('.copy'));
  try {
    for (const name of readdirSync(folder).filter(isCopy)) rmSync(join(folder, name));
  } catch (error) {
    throw asDiskError(error, folder);
  }
}

/** Whether something was written since the latest copy, and none is of this day. One that is dated later is of a wrong clock. */
export function needsCopy(folder: string, id: string, day: string): boolean {
  const latest = copiesOf(folder, id).find((one) => one <= day);
  if (latest === undefined) return true;
  const atMs = (path: string) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return latest < day && atMs(clientPath(folder, id)) > atMs(join(folder, nameOf(id, latest)));
}

/** @throws CodedRefusal `corrupt`: a copy of a damaged file would take the place of a sound one; DemifaceError `disk` */
export function copyClient(folder: string, file: ClientFile, day: string): void {
  writeEncryptedCopy(file, join(folder, nameOf(file.id, day)));
  for (const old of copiesOf(folder, file.id).slice(KEPT)) rmSync(join(folder, nameOf(file.id, old)));
}

/**
 * A copy of an open file under the same key, there whole or not at all. SQLite reads every page for it, so a damaged one shows.
 * `vacuum into` encrypts as the file is encrypted; the backup API and `serialize` of the package do not.
 */
export function writeEncryptedCopy({ raw }: ClientFile, target: string): void {
  const partial = partialName(target);
  try {
    rmSync(partial, { force: true });
    closeSync(openSync(partial, 'w', 0o600)); // SQLite fills an empty file, and leaves its rights.
    raw.prepare('vacuum into ?').run(partial);
    const written = openSync(partial, 'r+');
    try {
      fsyncSync(written);
    } finally {
      closeSync(written);
    }
    renameSync(partial, target);
  } catch (error) {
    discard(partial);
    throw asClientError(error, target);
  }
}

/**
 * Puts the latest sound copy in the place of a damaged or missing file, which is kept beside it.
 * @returns its day
 * @throws CodedRefusal `usage` if the file is sound, `missing` if no copy is
 */
export function restoreCopy(folder: string, id: string, key: Uint8Array, now: Date): string {
  const path = clientPath(folder, id);
  if (isIntactClient(path, key)) throw new CodedRefusal('usage', message('clients.fileSound'));
  const partial = partialName(path);
  for (const day of copiesOf(folder, id)) {
    try {
      copyFileSync(join(folder, nameOf(id, day)), partial);
      if (!isIntactClient(partial, key)) continue;
      replaceClientFile(partial, path, key, now);
      return day;
    } catch (error) {
      throw asClientError(error, path);
    } finally {
      discard(partial);
    }
  }
  throw new CodedRefusal('missing', message('clients.noCopy'));
}

/** @throws DemifaceError if it cannot be read for another reason than damage */
export function isIntactClient(path: string, key: Uint8Array): boolean {
  try {
    const raw = openClientDatabase(path, key);
    try {
      return raw.pragma('quick_check(1)', { simple: true }) === 'ok';
    } finally {
      raw.close();
    }
  } catch (thrown) {
    const error = asClientError(thrown, path);
    if (error instanceof CodedRefusal && (error.code === 'corrupt' || error.code === 'missing')) return false;
    throw error;
  }
}

/** Puts an older state of a client's file in the place of a damaged or missing one. Its consent has to be signed again. */
export function replaceClientFile(older: string, path: string, key: Uint8Array, now: Date): void {
  const raw = openClientDatabase(older, key);
  try {
    markConsentsRestored({ raw, db: clientQueries(raw) }, now);
  } finally {
    raw.close();
  }
  setAside(path);
  renameSync(older, path);
}

/** Under a name of the client's, so that it is deleted with the client. */
function setAside(path: string): void {
  const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-');
  for (const ending of ['', '-wal', '-shm'])
    if (statSync(path + ending, { throwIfNoEntry: false }))
      renameSync(path + ending, `${path}.damaged-${stamp}${ending}`);
}
