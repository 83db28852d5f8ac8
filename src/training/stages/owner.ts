import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { asDiskError } from '../../artifact/atomic.ts';
import { DemifaceError } from '../../artifact/error.ts';
import { isRunning, thisProcess } from '../../artifact/process-identity.ts';

const OWNER = 'owner';

/**
 * Takes a folder for this process alone; one whose owner no longer runs is taken over.
 * @returns gives it back
 * @throws DemifaceError `busy` if another process that runs has it, `disk`
 */
export function ownFolder(folder: string, what: string): () => void {
  const path = join(folder, OWNER);
  const { pid, start } = thisProcess();
  const own = `${pid} ${start}`;
  try {
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(path, own, { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const [otherPid = 0, otherStart = 0] = readFileSync(path, 'utf8').split(' ').map(Number);
      if (otherPid !== pid && isRunning({ pid: otherPid, start: otherStart }))
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
