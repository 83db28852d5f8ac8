import { setTimeout as sleep } from 'node:timers/promises';

import { DemifaceError } from '../../../../../common/error.ts';
import type { Refusal, RunState } from '../../../../ipc/contract.ts';
import type { RunningJob } from '../../../platform/jobs/job-process.ts';
import { JobDied } from '../../../platform/jobs/job-process.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import { message } from '../../../../../messages/message.ts';

/** The state that was requested of a run that is at work. */
export type RunRequest = 'pause' | 'cancel' | 'requeue' | 'close';

const REQUESTED_STATES: Readonly<Record<RunRequest, RunState>> = {
  pause: 'paused',
  cancel: 'cancelled',
  requeue: 'queued',
  close: 'queued',
};

export interface Ending {
  state: RunState;
  refusal: Refusal | null;
}

/** A job that dies is started again this often in a row without a finished epoch between. */
const DEATHS = 3;
/** Another process has what the run needs, such as a job of a core that was killed: how long it is waited for. */
const BUSY_TRIES = 30;
const BUSY_MS = 2000;

/** One run in the hands of the queue: its job, started again where that helps. */
export class Training {
  readonly run: number;
  readonly #start: () => Promise<RunningJob<unknown>>;
  readonly #onAgain: () => void;
  #job: RunningJob<unknown> | null = null;
  #request: RunRequest | null = null;
  readonly #wake = new AbortController();
  /** Since the job was last started. */
  #finishedEpoch = false;

  /**
   * @param start starts its job
   * @param onAgain called when the run waits for its job to be started again
   */
  constructor(run: number, start: () => Promise<RunningJob<unknown>>, onAgain: () => void) {
    this.run = run;
    this.#start = start;
    this.#onAgain = onAgain;
  }

  get request(): RunRequest | null {
    return this.#request;
  }

  /** Stops it at its next step; may be requested another thing while it stops. */
  ask(request: RunRequest): void {
    this.#request = request;
    this.#job?.stop();
    this.#wake.abort();
  }

  noteEpoch(): void {
    this.#finishedEpoch = true;
  }

  /** @returns what becomes of the run; never fails */
  async work(): Promise<Ending> {
    let deaths = 0;
    let waited = 0;
    for (;;) {
      if (this.#request) return { state: REQUESTED_STATES[this.#request], refusal: null };
      try {
        await this.#attempt();
        return { state: 'done', refusal: null };
      } catch (error) {
        const isOver = error instanceof JobDied || codeOf(error) === 'interrupted';
        if (this.#request && (isOver || this.#request === 'close')) continue;
        if (error instanceof JobDied) {
          deaths = this.#finishedEpoch ? 1 : deaths + 1;
          if (deaths > DEATHS) return { state: 'failed', refusal: diedTooOften(error) };
          this.#onAgain();
        } else if (codeOf(error) === 'busy' && waited < BUSY_TRIES) {
          waited++;
          await sleep(BUSY_MS, undefined, { signal: this.#wake.signal }).catch(() => {});
        } else return { state: 'failed', refusal: refusalOf(error) };
      }
    }
  }

  async #attempt(): Promise<void> {
    this.#finishedEpoch = false;
    this.#job = await this.#start();
    if (this.#request) this.#job.stop(); // requested while it was being started
    await this.#job.outcome.finally(() => (this.#job = null));
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof DemifaceError ? error.code : undefined;
}

function diedTooOften({ how }: JobDied): Refusal {
  return {
    code: 'engine',
    message: message('run.diedTooOften', { n: DEATHS + 1, how }),
  };
}
