import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

import { asDiskError, discard } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { lockFile } from '../../common/files/lock-file.ts';
import { recordWrittenFiles } from '../../artifact/written-files.ts';
import { checkLeftovers, leftovers, partOf } from './resume-point.ts';
import { sha256OfFile } from '../../common/sha256.ts';

/** Characters of rows that wait in memory. */
const WAITING = 1 << 16;
/** What file systems without hard links answer. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/** A table that is being written, beside its place. */
export interface PartFile {
  add(lines: readonly string[]): void;
  /** @returns how many bytes stand on the disk now @throws DemifaceError `disk` if it is not in its place any more */
  flush(): number;
  close(): void;
}

/**
 * @param bytes what stands; anything after it is read again
 * @throws DemifaceError `disk`
 */
export function openPart(to: string, bytes: number): PartFile {
  let waiting = '';
  let written = bytes;
  let fd: number;
  try {
    fd = openSync(partOf(to), bytes > 0 ? 'r+' : 'w');
    ftruncateSync(fd, bytes);
  } catch (error) {
    throw asPartError(error, to);
  }
  const write = () => {
    const data = Buffer.from(waiting);
    for (let from = 0; from < data.length;) {
      const n = writeSync(fd, data, from, data.length - from, written);
      from += n;
      written += n;
    }
    waiting = '';
  };
  return {
    add(lines) {
      waiting += lines.map((line) => `${line}\n`).join('');
      if (waiting.length >= WAITING) write();
    },
    flush() {
      write();
      fsyncSync(fd);
      if (foundAt(partOf(to))?.ino !== fstatSync(fd).ino) throw partGoneError(to);
      return written;
    },
    close: () => closeSync(fd),
  };
}

/** A file as it stands at a place, to tell it from another of that name. */
export interface FoundFile {
  readonly dev: number;
  readonly ino: number;
  readonly mtimeMs: number;
  readonly size: number;
}

/** @returns null if nothing is there */
export function foundAt(path: string): FoundFile | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? { dev: stat.dev, ino: stat.ino, mtimeMs: stat.mtimeMs, size: stat.size } : null;
}

/**
 * Lands a finished table at its place. Only the file that was there at the start is replaced.
 * @param replaced null: nothing is replaced
 * @throws DemifaceError `usage` if another file is there, `disk`
 */
export function landPart(to: string, replaced: FoundFile | null): void {
  const there = foundAt(to);
  if (there && !isSame(there, replaced)) throw takenPathError(to);
  try {
    recordWrittenFiles([sha256OfFile(partOf(to))]);
    if (there) renameSync(partOf(to), to);
    else linkNew(partOf(to), to);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? takenPathError(to) : asPartError(error, to);
  }
  leftovers(to).forEach(discard);
}

/** Whether a recording that did not report its end had landed: its table is there, and no other rows wait beside it. */
export function isLanded(to: string): boolean {
  const [there, part] = [foundAt(to), foundAt(partOf(to))];
  return there !== null && (part === null || isSame(part, there));
}

/** Removes what an unfinished recording left, unless another one writes it now. */
export async function discardPart(to: string): Promise<void> {
  try {
    const release = await lockFile(partOf(to), '');
    try {
      checkLeftovers(to);
      leftovers(to).forEach(discard);
    } finally {
      release();
    }
  } catch {
    // It is at work, its folder is gone, or something else is in its place.
  }
}

export function takenPathError(to: string): DemifaceError {
  return new DemifaceError('usage', message('recording.taken', { path: to }));
}

/** Its rows would land nowhere, or in a folder that was made anew behind a person's back. */
export function partGoneError(to: string): DemifaceError {
  return new DemifaceError(
    'disk',
    existsSync(dirname(to))
      ? message('recording.partMoved', { path: partOf(to) })
      : message('recording.folderGone', { folder: dirname(to) }),
  );
}

function asPartError(error: unknown, to: string): unknown {
  return (error as NodeJS.ErrnoException).code === 'ENOENT' ? partGoneError(to) : asDiskError(error, to);
}

/** Unlike a rename, a link never replaces what another program put there meanwhile. */
function linkNew(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    if (existsSync(to)) throw takenPathError(to);
    renameSync(from, to);
  }
}

function isSame(a: FoundFile, b: FoundFile | null): boolean {
  return b !== null && a.dev === b.dev && a.ino === b.ino && a.mtimeMs === b.mtimeMs && a.size === b.size;
}
