import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { asDiskError } from '../../artifact/atomic.ts';
import { DemifaceError } from '../../artifact/error.ts';

const OWNER = 'owner';

/**
 * Takes a folder for this process alone; one whose owner no longer runs is taken over.
 * @returns gives it back
 * @throws DemifaceError `busy` if another process that runs has it, `disk`
 */
export function ownFolder(folder: string, what: string): () => void {
  const path = join(folder, OWNER);
  try {
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(readFileSync(path, 'utf8'));
      if (pid !== process.pid && isRunning(pid))
        throw new DemifaceError(
          'busy',
          `${what} is being worked on by process ${pid}; wait for it or stop it`,
        );
      writeFileSync(path, String(process.pid));
    }
  } catch (error) {
    throw asDiskError(error, folder);
  }
  return () => rmSync(path, { force: true });
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
