import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { asDiskError, PARTIAL } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { STALE_MS } from '../../common/files/folder-claim.ts';
import { thisHost } from '../../common/files/host-identity.ts';
import { makeFolder } from '../../common/files/make-folder.ts';
import { isRunning, thisProcess } from '../../common/files/process-identity.ts';
import { throwIfAborted } from '../../common/interrupted.ts';
import { sha256 } from '../../common/sha256.ts';

/** Names of prepared sets, so that nothing else in the cache is ever touched. */
const SET =
  '(?:ferplus|affectnet|utkface|fer2013|raf-db|folder|csv|occlusion)-\\d+-(?:gray|rgb)-[0-9a-f]{12}';
const OWNED = new RegExp(`^\\.(${SET})\\.(?:([0-9a-f]{8})-)?(\\d+)-(\\d+)\\${PARTIAL}$`);
/** This machine, in names. */
const HOST = sha256(thisHost()).slice(0, 8);
/** What `landFolder` puts aside for a moment. */
const ASIDE = new RegExp(`^\\.${SET}\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\${PARTIAL}$`);

/** Between two looks at a cache in which another process makes the same pictures. */
const WAIT_MS = 500;

/**
 * What is there already, or a work folder to make it in. While another process makes the same, waits for it and looks again.
 * @throws DemifaceError `interrupted` if the signal ends the wait, `disk` if the cache cannot be written
 */
export async function findOrClaimWorkFolder<T>(
  cacheFolder: string,
  name: string,
  find: () => T | undefined,
  { onNote, signal }: { onNote?: (text: string) => void; signal?: AbortSignal },
): Promise<{ found: T } | { workFolder: string }> {
  for (let isNoted = false; ; isNoted = true) {
    const found = find();
    if (found !== undefined) return { found };
    const claim = claimWorkFolder(cacheFolder, name);
    if (typeof claim === 'string') return { workFolder: claim };
    if (!isNoted)
      onNote?.(
        `process ${claim.pid} is preparing the same pictures (${name} in ${cacheFolder}); waiting for it to end (Ctrl-C stops)`,
      );
    await sleep(WAIT_MS, undefined, signal ? { signal } : {}).catch(() => throwIfAborted(signal));
  }
}

/**
 * A folder to build `name` in, beside its place in the cache. Its owner's process stands in its name, so that it
 * never lies there without one; what dead owners left, of any set, is removed first.
 * @returns the other process instead, if one builds the same set
 * @throws DemifaceError `disk` if the cache cannot be written
 */
function claimWorkFolder(cacheFolder: string, name: string): string | { pid: string } {
  const { pid, start } = thisProcess();
  const own = `.${name}.${HOST}-${pid}-${start}${PARTIAL}`;
  const [other] = liveOwners(cacheFolder, name);
  if (other !== undefined) return { pid: pidOf(other) };
  try {
    makeCache(cacheFolder);
    mkdirSync(join(cacheFolder, own));
  } catch (error) {
    throw asDiskError(error, cacheFolder);
  }
  // Of two that begin at the same moment one goes on. Should both, each has its own folder and one lands last.
  const [earlier] = liveOwners(cacheFolder, name).filter((other) => other < own);
  if (earlier === undefined) return join(cacheFolder, own);
  discardWorkFolder(join(cacheFolder, own));
  return { pid: pidOf(earlier) };
}

function makeCache(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new DemifaceError(
      'disk',
      message('files.cannotWrite', { path: folder, reason: message('files.fileNotFolder') }),
      { cause: error },
    );
  }
}

export function discardWorkFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what dead owners left of any set. @returns folders of living owners of `name` */
export function liveOwners(cacheFolder: string, name: string): string[] {
  const live: string[] = [];
  for (const entry of namesIn(cacheFolder)) {
    const [, set, host = HOST, pid, start] = OWNED.exec(entry) ?? [];
    const isLive =
      host === HOST
        ? isRunning({ pid: Number(pid), start: Number(start) })
        : // eslint-disable-next-line no-restricted-syntax -- the file's time is one of the wall clock, too
          Date.now() - lastWritten(join(cacheFolder, entry)) < STALE_MS;
    if (set !== undefined && isLive) {
      if (set === name) live.push(entry);
    } else if (set !== undefined || ASIDE.test(entry)) discardQuietly(join(cacheFolder, entry));
  }
  return live;
}

/** Of the pictures that a process on another machine writes. */
function lastWritten(folder: string): number {
  const paths = [folder, ...namesIn(folder).map((name) => join(folder, name))];
  return Math.max(...paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function pidOf(owner: string): string {
  return OWNED.exec(owner)![3]!;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not there yet; writing into it reports what is wrong with it
  }
}

function discardQuietly(folder: string): void {
  try {
    discardWorkFolder(folder);
  } catch {
    // A read-only cache can still be read; its name marks the folder as safe to delete later.
  }
}
