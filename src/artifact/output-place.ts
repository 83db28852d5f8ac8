import { closeSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { asDiskError, discard, partialName } from '../common/files/atomic.ts';
import { DemifaceError } from '../common/error.ts';
import { message, type CodedMessage } from '../messages/message.ts';
import { MAX_NAME_BYTES } from '../common/files/file-name.ts';
import { writtenFiles } from './written-files.ts';

/** Whether a file is marked as written by Demiface, where its format has room for that. */
export type Mark = (path: string) => boolean;

/**
 * Makes sure before long work that its result can be written as a file, in the place of nothing but an earlier result:
 * a file that is as it was written, or marked, or empty.
 * @throws DemifaceError `disk`
 */
export function checkOutputFile(path: string, isMarked: Mark = () => false): void {
  const isWritten = writtenFiles();
  checkReplaced(path, (there) => isMarked(there) || isWritten(there));
  checkOutputFolder(dirname(resolve(path)), path);
}

/**
 * As `checkOutputFile`, for files in one folder, which may not be there yet.
 * @throws DemifaceError `disk`
 */
export function checkOutputFiles(folder: string, names: readonly string[]): void {
  checkOutputFolder(folder);
  const isWritten = writtenFiles();
  for (const name of names) checkReplaced(join(folder, name), isWritten);
}

/**
 * As `checkOutputFile`, for a folder that is written as a whole: one that is there holds nothing but an earlier result.
 * @param isMarked decides alone, where an earlier result is known by its form
 * @throws DemifaceError `disk`
 */
export function checkOwnFolder(path: string, isMarked?: Mark): void {
  orRefuse(path, () => {
    const there = lstatSync(path, { throwIfNoEntry: false });
    if (there && !there.isDirectory())
      throw new DemifaceError(
        'disk',
        message('files.cannotWrite', {
          path,
          reason: there.isSymbolicLink() ? message('files.linkNotFolder') : message('files.fileNotFolder'),
        }),
      );
    const names = there ? readdirSync(path) : [];
    if (isMarked && names.length > 0 && !isMarked(path))
      throw new DemifaceError('disk', message('files.cannotWrite', { path, reason: FOREIGN }));
    if (!isMarked && names.length > 0) checkOutputFiles(path, names);
    tryFolder(dirname(resolve(path)));
  });
}

/** A mark that stands at the start of a file. */
export function startsWith(start: string): Mark {
  return (path) => {
    const bytes = Buffer.alloc(Buffer.byteLength(start));
    const file = openSync(path, 'r');
    try {
      return bytes.subarray(0, readSync(file, bytes)).toString() === start;
    } finally {
      closeSync(file);
    }
  };
}

const FOREIGN = message('files.foreign');

function checkReplaced(path: string, isOurs: Mark): void {
  orRefuse(path, () => {
    checkName(path);
    const reason = problemOf(path, isOurs);
    if (reason) throw new DemifaceError('disk', message('files.cannotWrite', { path, reason }));
  });
}

/** Why what is there must stay. */
function problemOf(path: string, isOurs: Mark): CodedMessage | undefined {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there) return undefined;
  if (there.isDirectory()) return message('files.folderNotFile');
  if (there.isSymbolicLink()) return message('files.linkNotFile');
  if (!there.isFile()) return message('files.deviceNotFile');
  if (there.size === 0 || isOurs(path)) return undefined;
  return FOREIGN;
}

/**
 * Makes sure before long work that its results can be written into a folder, which may not be there yet.
 * @param named what a person named, where that is a file in it
 * @throws DemifaceError `disk`
 */
export function checkOutputFolder(path: string, named = path): void {
  orRefuse(named, () => tryFolder(resolve(path)));
}

/** Writes a file of no length into the folder, or the nearest one above that is there. */
function tryFolder(folder: string): void {
  let nearest = folder;
  for (checkName(nearest); !statSync(nearest, { throwIfNoEntry: false }); checkName(nearest)) {
    if (dirname(nearest) === nearest) break; // a drive that is not there
    nearest = dirname(nearest);
  }
  const probe = partialName(join(nearest, `probe-${process.pid}`));
  closeSync(openSync(probe, 'w'));
  discard(probe);
}

function checkName(path: string): void {
  const name = basename(path);
  if (Buffer.byteLength(name) > MAX_NAME_BYTES)
    throw Object.assign(new Error(name), { code: 'ENAMETOOLONG' });
}

function orRefuse(path: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    const known = asDiskError(error, path);
    if (known instanceof DemifaceError) throw known;
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new DemifaceError('disk', message('files.cannotWriteElsewhere', { path, error: code }), {
      cause: error,
    });
  }
}
