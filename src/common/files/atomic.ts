import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import { DemifaceError } from '../error.ts';
import { MAX_NAME_BYTES, shortenedName } from './file-name.ts';
import { makeFolder } from './make-folder.ts';
import { message, type CodedMessage } from '../../messages/message.ts';

/** Ending of everything that is not whole yet. Leftovers of that name may be deleted. */
export const PARTIAL = '.partial';

/** Read and written by the owner alone. */
const PRIVATE_MODE = 0o600;

/** The name under which `path` is written before it lands; the same each time, so a restart overwrites it. */
export function partialName(path: string): string {
  const name = basename(path);
  return join(dirname(path), `.${shortenedName(name, `.${PARTIAL}`)}${PARTIAL}`);
}

/**
 * Writes a file that is there whole or not at all: written beside its place, flushed, renamed.
 * @throws DemifaceError `disk` when the disk is full or the folder cannot be written
 */
export function writeFileAtomic(path: string, data: string | Uint8Array): void {
  landFile(path, (fd) => writeFileSync(fd, data));
}

/** As `writeFileAtomic`, for what its owner alone may read. Windows goes by the rights of the folder. */
export function writePrivateFileAtomic(path: string, data: string | Uint8Array): void {
  landFile(
    path,
    (fd) => {
      fchmodSync(fd, PRIVATE_MODE); // One that a killed process left may have other rights.
      writeFileSync(fd, data);
    },
    PRIVATE_MODE,
  );
}

/** As `writeFileAtomic`, for content that `write` puts into the open file itself. */
export function landFile(path: string, write: (fd: number) => void, mode?: number): void {
  const partial = partialName(path);
  try {
    makeFolder(dirname(path));
    const fd = openSync(partial, 'w', mode);
    try {
      write(fd);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(partial, path);
  } catch (error) {
    discard(partial);
    throw asDiskError(error, path);
  }
}

/**
 * Writes a folder of files that is there whole or not at all; one already there is replaced.
 * @param files content by name
 * @throws DemifaceError `disk`
 */
export function writeFolderAtomic(path: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  const partial = partialName(path);
  try {
    rmSync(partial, { recursive: true, force: true });
    makeFolder(partial);
    for (const [name, data] of Object.entries(files))
      writeFileSync(join(partial, name), data, { flush: true });
    landFolder(partial, path);
  } catch (error) {
    discard(partial);
    throw asDiskError(error, path);
  }
}

/**
 * As `writeFolderAtomic`, of files too large for memory, which nobody else of the computer may read.
 * @param files content by name, whole or in parts
 * @throws DemifaceError `disk`
 */
export async function writePrivateFolderAtomic(
  path: string,
  files: Readonly<Record<string, string | AsyncIterable<string>>>,
): Promise<void> {
  const partial = partialName(path);
  try {
    rmSync(partial, { recursive: true, force: true });
    makeFolder(partial);
    chmodSync(partial, 0o700);
    for (const [name, data] of Object.entries(files))
      await writeFile(join(partial, name), data, { flush: true, mode: PRIVATE_MODE });
    landFolder(partial, path);
  } catch (error) {
    discard(partial);
    throw asDiskError(error, path);
  }
}

/** Where what stands at `path` is put for the moment in which another folder takes its place. */
function asideName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomUUID()}${PARTIAL}`);
}

const ASIDE = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.partial$/;

/**
 * Lands a finished folder at `path`; a folder already there is replaced. A process that is killed between the two renames
 * leaves the old one aside: `recoverFolder` brings it back.
 * @param folder a folder on the same disk
 */
export function landFolder(folder: string, path: string): void {
  try {
    try {
      renameSync(path, asideName(path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    renameSync(folder, path);
  } catch (error) {
    recoverFolder(path);
    throw asDiskError(error, path);
  }
  for (const old of asideOf(path)) discard(old);
}

const GONE = /^\.(.+)\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.gone\.partial$/;

/**
 * Removes a folder that others may look into at this moment: for them it is there whole or not at all. What a process
 * that was killed while it removed the folder left of it goes too.
 */
export function discardFolder(path: string): void {
  try {
    renameSync(path, partialName(`${path}.${randomUUID()}.gone`));
  } catch {
    discard(path); // Not there, or not to be renamed.
  }
  const parent = dirname(path);
  for (const entry of entriesOf(parent))
    if (GONE.exec(entry)?.[1] === basename(path)) discard(join(parent, entry));
}

/** Brings back a folder that a killed process put aside, where nothing has taken its place. Quiet: a disk may be read-only. */
export function recoverFolder(path: string): void {
  if (existsSync(path)) return;
  const [latest] = asideOf(path);
  if (latest === undefined) return;
  try {
    renameSync(latest, path);
  } catch {
    // Another process was quicker, or the disk cannot be written: it stays aside.
  }
}

/** As `recoverFolder`, for every folder that stood in this one. */
export function recoverFolders(parent: string): void {
  const names = new Set(entriesOf(parent).flatMap((entry) => ASIDE.exec(entry)?.[1] ?? []));
  for (const name of names) recoverFolder(join(parent, name));
}

/** The latest first. */
function asideOf(path: string): string[] {
  const parent = dirname(path);
  return entriesOf(parent)
    .filter((entry) => ASIDE.exec(entry)?.[1] === basename(path))
    .map((entry) => join(parent, entry))
    .map((aside) => ({ aside, at: statSync(aside, { throwIfNoEntry: false })?.ctimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at)
    .map(({ aside }) => aside);
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Removes what is no longer needed; ignores errors, since the earlier error is the cause. */
export function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // A disk that refuses to write may refuse to delete; the name marks the file as safe to delete later.
  }
}

const DISK_CODES: Readonly<Record<string, CodedMessage>> = {
  ENOSPC: message('files.full'),
  EDQUOT: message('files.quota'),
  EROFS: message('files.readOnly'),
  EACCES: message('files.noPermission'),
  EPERM: message('files.noPermission'),
  ENOTDIR: message('files.partIsFile'),
  EEXIST: message('files.partIsFile'),
  ENAMETOOLONG: message('files.longName', { bytes: MAX_NAME_BYTES }),
  EISDIR: message('files.folderOfName'),
};

/** As in /proc, and in a folder that was removed meanwhile. */
const NO_FOLDERS = message('files.noFolders');

/** Turns errors of the disk into one clear line; any other error passes unchanged. */
export function asDiskError(error: unknown, path: string): unknown {
  const { code: diskCode, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  const isUnmakable = diskCode === 'ENOENT' && syscall === 'mkdir';
  const reason = isUnmakable ? NO_FOLDERS : diskCode === undefined ? undefined : DISK_CODES[diskCode];
  return reason === undefined
    ? error
    : new DemifaceError('disk', message('files.cannotWrite', { path, reason }), { cause: error });
}
