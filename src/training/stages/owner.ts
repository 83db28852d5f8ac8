import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { asDiskError } from '../../artifact/atomic.ts';
import { DemifaceError } from '../../artifact/error.ts';
import { isRunning, thisProcess } from '../../artifact/process-identity.ts';

const OWNER = 'owner';
/** Checkpoints are written every three minutes: what another machine has not touched for so long has stopped. */
const LATELY_MS = 10 * 60_000;

/**
 * Takes a folder for this process alone; one whose owner no longer runs is taken over.
 * @returns gives it back
 * @throws DemifaceError `busy` if another process that runs has it, `disk`
 */
export function ownFolder(folder: string, what: string): () => void {
  const path = join(folder, OWNER);
  const { pid, start } = thisProcess();
  try {
    mkdirSync(folder, { recursive: true });
    const own = `${pid} ${start} ${hostname()} ${realpathSync(folder)}`;
    try {
      writeFileSync(path, own, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [otherPid, , host = hostname()] = readFileSync(path, 'utf8').split(' ');
      if (Number(otherPid) !== pid && host === hostname() && isOwned(folder))
        throw new DemifaceError(
          'busy',
          `${what} is being worked on by process ${otherPid}; wait for it or stop it`,
        );
      writeFileSync(path, own);
    }
  } catch (error) {
    throw asDiskError(error, folder);
  }
  return () => rmSync(path, { force: true });
}

/**
 * Whether a process is at work in a folder, as far as that can be told from outside. The owner of a folder that was copied
 * works in another one; of an owner on another machine, as on a shared disk, it counts that something was written lately.
 */
export function isOwned(folder: string): boolean {
  try {
    const [pid, start, host = hostname(), ...place] = readFileSync(join(folder, OWNER), 'utf8').split(' ');
    if (host !== hostname()) return Date.now() - lastWritten(folder) < LATELY_MS;
    const isHere = place.length === 0 || place.join(' ') === realpathSync(folder);
    return isHere && isRunning({ pid: Number(pid), start: Number(start) });
  } catch {
    return false; // nobody has it, or it was just given back
  }
}

function lastWritten(folder: string): number {
  return Math.max(...readdirSync(folder).map((name) => statSync(join(folder, name)).mtimeMs));
}
