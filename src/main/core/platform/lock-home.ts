import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import Database from 'better-sqlite3';

import { asDiskError } from '../../../common/files/atomic.ts';
import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import { lockFile } from '../../../common/files/lock-file.ts';
import { makeFolder } from '../../../common/files/make-folder.ts';
import { asStoreError } from './store/store-error.ts';

/** The app's own folder, for one core alone: two would train the same queue. */
export interface LockedHome {
  readonly folder: string;
  /** Where its database lies. */
  readonly file: string;
  release(): void;
}

/** How long a core waits for one before it that is just ending. */
const PATIENCE_MS = 5000;
const AGAIN_MS = 50;

/**
 * Holds the folder until this process ends, however it ends: the system itself lets go of what a killed process held. Held are
 * SQLite's lock on an empty file beside the database, and the file's name, since a lock on a file that was deleted keeps
 * nobody from locking a new one.
 * @throws DemifaceError `busy` if another core has it, `disk` if it cannot be written
 */
export async function lockHome(folder: string, patienceMs = PATIENCE_MS): Promise<LockedHome> {
  const file = join(folder, 'core.lock');
  const database = join(folder, 'demiface.sqlite');
  try {
    makeFolder(folder);
    // SQLite opens what is read-only without a word and fails at the first write.
    for (const path of [folder, file, database]) if (existsSync(path)) accessSync(path, constants.W_OK);
    const releaseName = await holdName(file, patienceMs);
    const lock = new Database(file, { timeout: patienceMs });
    const release = () => {
      lock.close();
      releaseName();
    };
    try {
      lock.exec('begin exclusive');
    } catch (error) {
      release();
      throw error;
    }
    return { folder, file: database, release };
  } catch (thrown) {
    const error = asDiskError(asStoreError(thrown, file), folder);
    if (error instanceof DemifaceError && error.code === 'busy')
      throw new DemifaceError('busy', message('store.homeInUse', { folder }), { cause: thrown });
    if (error instanceof DemifaceError && error.code === 'disk')
      throw new DemifaceError('disk', message('store.homeUnwritable', { problem: error.coded }), {
        cause: thrown,
      });
    throw error;
  }
}

/** @throws DemifaceError `busy` if it is still held after `patienceMs` */
async function holdName(file: string, patienceMs: number): Promise<() => void> {
  // macOS has no local names that are not files.
  if (process.platform === 'darwin') return () => {};
  for (const end = performance.now() + patienceMs; ; await sleep(AGAIN_MS))
    try {
      return await lockFile(file, 'held');
    } catch (error) {
      const isBusy = error instanceof DemifaceError && error.code === 'busy';
      if (!isBusy || performance.now() >= end) throw error;
    }
}
