import { setTimeout as sleep } from 'node:timers/promises';

import { interruptedError } from '../../../../common/interrupted.ts';
import type { RunningJob } from '../jobs/job-process.ts';
import { startJob } from '../jobs/job-process.ts';
import { hasBackupOfToday } from '../store/backups.ts';
import type { Deletion } from '../store/erase-deleted.ts';
import { BACK_UP, ERASE_COUNTS } from './jobs/index.ts';
import { message, type CodedMessage } from '../../../../messages/message.ts';
import { englishText } from '../../../../messages/english.ts';
import { messageOf } from '../../../../common/error.ts';

/** A backup is due once a day; the app may run for months. */
const CHECK_MS = 3600_000;
/** The first check leaves the app its processors until it has started. */
const FIRST_CHECK_MS = 5000;
/** How long a closing core waits for a job. */
const CLOSE_MS = 3000;

type BackupJob = Pick<RunningJob<unknown>, 'outcome' | 'stop'>;

/** What tests replace. */
export interface BackupJobKinds {
  backUp(file: string): BackupJob;
  forget(file: string, deletions: readonly Deletion[]): BackupJob;
}

const inProcesses: BackupJobKinds = {
  backUp: (file) => startJob(BACK_UP, { file }),
  forget: (file, deletions) => startJob(ERASE_COUNTS, { file, deletions }),
};

/**
 * Backs the database up at the start and every day while the app runs, and takes deleted counts out of the backups. A large
 * database takes seconds, so each job has a process of its own; one runs at a time, so that none keeps what another deletes.
 */
export class Backups {
  readonly #file: string;
  readonly #kinds: BackupJobKinds;
  readonly #timers: readonly NodeJS.Timeout[];
  #turn: Promise<unknown> = Promise.resolve();
  #running: BackupJob | null = null;
  #isClosed = false;
  #problem: CodedMessage | null = null;

  /** @param file the database */
  constructor(file: string, kinds: BackupJobKinds = inProcesses) {
    this.#file = file;
    this.#kinds = kinds;
    const check = () => void this.#backUp();
    this.#timers = [setTimeout(check, FIRST_CHECK_MS).unref(), setInterval(check, CHECK_MS).unref()];
  }

  /** Why there is no backup of today; null if there is one. */
  get problem(): CodedMessage | null {
    return this.#problem;
  }

  /** Rewrites all backups that may hold what is deleted. @throws DemifaceError `disk` if that cannot be done; JobDied */
  forget(deletions: readonly Deletion[]): Promise<void> {
    return this.#inTurn(() => this.#kinds.forget(this.#file, deletions));
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#isClosed = true;
    this.#running?.stop();
    await Promise.race([this.#turn, sleep(CLOSE_MS, undefined, { ref: false })]);
  }

  /** Never throws: what fails is reported and tried again. */
  async #backUp(): Promise<void> {
    try {
      if (!hasBackupOfToday(this.#file)) await this.#inTurn(() => this.#kinds.backUp(this.#file));
      this.#problem = null;
    } catch (error) {
      if (this.#isClosed) return;
      this.#problem = message('store.backupFailed', { problem: messageOf(error) });
      console.error(englishText(this.#problem));
    }
  }

  #inTurn(start: () => BackupJob): Promise<void> {
    const result = this.#turn.then(async () => {
      if (this.#isClosed) throw interruptedError();
      this.#running = start();
      await this.#running.outcome.finally(() => (this.#running = null));
    });
    this.#turn = result.catch(() => {}); // Reported to the caller.
    return result;
  }
}
