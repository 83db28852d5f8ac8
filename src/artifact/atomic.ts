import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { DemifaceError } from './error.ts';
import { MAX_NAME_BYTES, shortenedName } from './file-name.ts';

/** Ending of everything that is not whole yet. Whoever finds such a name may delete it. */
export const PARTIAL = '.partial';

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

/** As `writeFileAtomic`, for content that `write` puts into the open file itself. */
export function landFile(path: string, write: (fd: number) => void): void {
  const partial = partialName(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const fd = openSync(partial, 'w');
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
    mkdirSync(partial, { recursive: true });
    for (const [name, data] of Object.entries(files))
      writeFileSync(join(partial, name), data, { flush: true });
    landFolder(partial, path);
  } catch (error) {
    discard(partial);
    throw asDiskError(error, path);
  }
}

/**
 * Lands a finished folder at `path`; a folder already there is replaced.
 * @param folder a folder on the same disk
 */
export function landFolder(folder: string, path: string): void {
  const old = join(dirname(path), `.${basename(path)}.${randomUUID()}${PARTIAL}`);
  try {
    try {
      renameSync(path, old);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    renameSync(folder, path);
  } catch (error) {
    throw asDiskError(error, path);
  }
  discard(old);
}

/** Removes what is not wanted any more; quietly, since what went wrong before says more. */
export function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // A disk that refuses to write may refuse to delete; the name says that it may be deleted later.
  }
}

const DISK_CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space and start again, what is finished is kept',
  EDQUOT: 'the disk quota is used up; free some space and start again, what is finished is kept',
  EROFS: 'the disk is read-only; name a folder that can be written',
  EACCES: 'the folder cannot be written; name one that can, or change its permissions',
  EPERM: 'the folder cannot be written; name one that can, or change its permissions',
  ENOTDIR: 'a part of the path is a file; name a folder',
  EEXIST: 'a part of the path is a file; name a folder',
  ENAMETOOLONG: `the name is too long; use one of at most ${MAX_NAME_BYTES} bytes`,
  EISDIR: 'there is a folder of that name; name a file',
};

/** Turns what the disk says into one clear line; anything else passes unchanged. */
export function asDiskError(error: unknown, path: string): unknown {
  const { code: said, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  // Node makes folders one in the other, and on a read-only disk says only that the outer one is not there.
  const code = said === 'ENOENT' && syscall === 'mkdir' ? 'EROFS' : said;
  const advice = code === undefined ? undefined : DISK_CODES[code];
  return advice === undefined
    ? error
    : new DemifaceError('disk', `cannot write ${path}: ${advice}`, { cause: error });
}
