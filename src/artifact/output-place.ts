import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { asDiskError, discard, partialName } from './atomic.ts';
import { DemifaceError } from './error.ts';
import { MAX_NAME_BYTES } from './file-name.ts';

/**
 * Makes sure before long work that its result can be written as a file.
 * @param start how every such result begins: a file that begins otherwise, such as one of those that are read, is not
 * replaced
 * @throws DemifaceError `disk`
 */
export function checkOutputFile(path: string, start: string): void {
  orRefuse(path, () => {
    checkName(path);
    const there = statSync(path, { throwIfNoEntry: false });
    if (there && !there.isFile())
      throw new DemifaceError(
        'disk',
        `cannot write ${path}: it is ${there.isDirectory() ? 'a folder' : 'a device or a pipe'}; name a file`,
      );
    if (there && !beginsWith(path, start))
      throw new DemifaceError(
        'disk',
        `cannot write ${path}: it holds something else than what this command writes; name another file`,
      );
    tryFolder(dirname(resolve(path)));
  });
}

/** An empty file begins with anything. */
function beginsWith(path: string, start: string): boolean {
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Buffer.byteLength(start));
    const length = readSync(file, bytes);
    return length === 0 || bytes.subarray(0, length).toString() === start;
  } finally {
    closeSync(file);
  }
}

/**
 * Makes sure before long work that its results can be written into a folder, which may not be there yet.
 * @throws DemifaceError `disk`
 */
export function checkOutputFolder(path: string): void {
  orRefuse(path, () => tryFolder(resolve(path)));
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
    throw new DemifaceError('disk', `cannot write ${path} (${code}); name another place`, { cause: error });
  }
}
