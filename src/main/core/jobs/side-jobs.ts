import { DemifaceError } from '../../../artifact/error.ts';
import type { JobKind, JobResult } from '../../ipc/contract.ts';
import type { CoreContext } from '../handlers.ts';
import { refusalOf } from '../refusal.ts';
import type { RunningJob } from './job-process.ts';
import { startJob } from './job-process.ts';
import type { JobName, JobOutcome, JobPayload } from './kinds/index.ts';

interface SideJob {
  running: RunningJob<unknown> | null;
  result: JobResult | null;
}

/** Results that nobody fetched are kept for so many jobs. */
const KEPT = 20;
/** Progress is told at most this often. */
const TELL_EVERY_MS = 100;

/** Short jobs beside the training queue: started at once, told of by events, their results fetched once. */
export class SideJobs {
  readonly #emit: CoreContext['emit'];
  readonly #jobs = new Map<number, SideJob>();
  readonly #asked = new Set<RunningJob<unknown>>();
  /** A core that is started anew begins above all numbers of the one before: the page may still know those. */
  #nextId = Date.now();

  constructor({ emit }: Pick<CoreContext, 'emit'>) {
    this.#emit = emit;
  }

  /**
   * @param finish makes of the outcome what the window fetches; runs before the job's end is told
   * @returns the job's number
   */
  start<N extends JobName>(
    kind: JobKind,
    name: N,
    payload: JobPayload<N>,
    finish: (outcome: JobOutcome<N>) => JobResult | Promise<JobResult>,
  ): number {
    const job = this.#nextId++;
    let told = 0;
    const running = startJob(name, payload, {
      onProgress: (done, total, text) => {
        if (done < total && Date.now() - told < TELL_EVERY_MS) return;
        told = Date.now();
        this.#emit('job.progress', { job, kind, done, total, text });
      },
    });
    const entry: SideJob = { running, result: null };
    this.#jobs.set(job, entry);
    for (const old of [...this.#jobs.keys()].slice(0, -KEPT))
      if (this.#jobs.get(old)!.running === null) this.#jobs.delete(old);
    running.outcome
      .then(async (outcome) => {
        entry.result = await finish(outcome);
        entry.running = null;
        this.#emit('job.ended', { job, kind, refusal: null });
      })
      .catch((error: unknown) => {
        entry.running = null;
        this.#emit('job.ended', { job, kind, refusal: refusalOf(error) });
      });
    return job;
  }

  /** Runs a job whose outcome is waited for; it tells no progress. @throws DemifaceError what the job threw */
  async ask<N extends JobName>(name: N, payload: JobPayload<N>): Promise<JobOutcome<N>> {
    const running = startJob(name, payload);
    this.#asked.add(running);
    return running.outcome.finally(() => this.#asked.delete(running));
  }

  /** @throws DemifaceError `missing` if there is no such job or it has not ended well */
  result(job: number): JobResult {
    const result = this.#jobs.get(job)?.result;
    if (!result) throw new DemifaceError('missing', `job ${job} has no result`);
    return result;
  }

  isRunning(job: number): boolean {
    return (this.#jobs.get(job)?.running ?? null) !== null;
  }

  cancel(job: number): void {
    this.#jobs.get(job)?.running?.stop();
  }

  /** Stops all, without waiting. */
  close(): void {
    for (const { running } of this.#jobs.values()) running?.stop();
    for (const running of this.#asked) running.stop();
  }
}
