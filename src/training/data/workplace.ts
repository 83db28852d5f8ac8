import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { asDiskError, PARTIAL } from '../../artifact/atomic.ts';
import { DemifaceError } from '../../artifact/error.ts';
import { isRunning, thisProcess } from '../../artifact/process-identity.ts';

/** Names of prepared sets, so that nothing else in the cache is ever touched. */
const SET = '(?:ferplus|affectnet|utkface|fer2013|folder|csv|hidden)-\\d+-(?:gray|rgb)-[0-9a-f]{12}';
const OWNED = new RegExp(`^\\.(${SET})\\.(\\d+)-(\\d+)\\${PARTIAL}$`);
/** What `landFolder` puts aside for a moment. */
const ASIDE = new RegExp(`^\\.${SET}\\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\${PARTIAL}$`);

/**
 * A folder to build `name` in, beside its place in the cache. Its owner's process stands in its name, so that it
 * never lies there without one; what dead owners left, of any set, is removed first.
 * @throws DemifaceError `busy` while another process builds the same set, `disk` if the cache cannot be written
 */
export function claimWorkplace(cacheFolder: string, name: string): string {
  const { pid, start } = thisProcess();
  const own = `.${name}.${pid}-${start}${PARTIAL}`;
  refuseIfBusy(liveOwners(cacheFolder, name), cacheFolder, name);
  try {
    makeCache(cacheFolder);
    mkdirSync(join(cacheFolder, own));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') refuseIfBusy([own], cacheFolder, name);
    throw asDiskError(error, cacheFolder);
  }
  // Of two that begin at the same moment one goes on. Should both, each has its own folder and one lands last.
  const earlier = liveOwners(cacheFolder, name).filter((other) => other < own);
  if (earlier.length > 0) discardWorkplace(join(cacheFolder, own));
  refuseIfBusy(earlier, cacheFolder, name);
  return join(cacheFolder, own);
}

function makeCache(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new DemifaceError('disk', `cannot write ${folder}: it is a file; name a folder`, { cause: error });
  }
}

export function discardWorkplace(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Removes what dead owners left of any set. @returns folders of living owners of `name` */
export function liveOwners(cacheFolder: string, name: string): string[] {
  const live: string[] = [];
  for (const entry of namesIn(cacheFolder)) {
    const [, set, pid, start] = OWNED.exec(entry) ?? [];
    if (set !== undefined && isRunning({ pid: Number(pid), start: Number(start) })) {
      if (set === name) live.push(entry);
    } else if (set !== undefined || ASIDE.test(entry)) discardQuietly(join(cacheFolder, entry));
  }
  return live;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not there yet; whoever writes into it says what is wrong with it
  }
}

function discardQuietly(folder: string): void {
  try {
    discardWorkplace(folder);
  } catch {
    // A read-only cache can still be read; its name says that the folder may be deleted later.
  }
}

function refuseIfBusy(owners: readonly string[], cacheFolder: string, name: string): void {
  const pid = OWNED.exec(owners[0] ?? '')?.[2];
  if (pid === undefined) return;
  throw new DemifaceError(
    'busy',
    `process ${pid} is preparing the same pictures (${name} in ${cacheFolder}); wait for it to end, then start again`,
  );
}
