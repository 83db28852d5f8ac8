import { DemifaceError } from '../../../../common/error.ts';
import { interrupted } from '../../../../common/interrupted.ts';
import type { JobKind, JobResult } from '../../../ipc/contract.ts';
import type { CoreContext } from '../handlers.ts';
import { refusalOf } from '../refusal.ts';
import type { JobHooks, JobModule } from './job.ts';
import { startJob } from './job-process.ts';

/** What a side job is given: it tells how far it is, and heeds the signal. */
export type SideHooks = Pick<JobHooks, 'progress' | 'signal'>;

interface SideJob {
  isRunning: boolean;
  stop: AbortController;
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
  readonly #closing = new AbortController();
  /** A core that is started anew begins above all numbers of the one before: the page may still know those. */
  #nextId = Date.now();

  constructor({ emit }: Pick<CoreContext, 'emit'>) {
    this.#emit = emit;
  }

  /**
   * Starts a job that is one process.
   * @param finish makes of the outcome what the window fetches; runs before the job's end is told
   * @returns the job's number
   */
  start<P, R>(
    kind: JobKind,
    module: JobModule<P, R>,
    payload: NoInfer<P>,
    finish: (outcome: R) => JobResult | Promise<JobResult>,
  ): number {
    return this.begin(kind, async (hooks) => finish(await inProcess(module, payload, hooks)));
  }

  /**
   * Starts a job of the core's own; what is long in it goes in slices or in processes.
   * @returns the job's number
   */
  begin(kind: JobKind, work: (hooks: SideHooks) => Promise<JobResult>): number {
    const job = this.#nextId++;
    const entry: SideJob = { isRunning: true, stop: new AbortController(), result: null };
    this.#jobs.set(job, entry);
    for (const old of [...this.#jobs.keys()].slice(0, -KEPT))
      if (!this.#jobs.get(old)!.isRunning) this.#jobs.delete(old);
    let told = -Infinity;
    const progress = (done: number, total: number, text = '') => {
      if (done < total && performance.now() - told < TELL_EVERY_MS) return;
      told = performance.now();
      this.#emit('job.progress', { job, kind, done, total, text });
    };
    progress(0, 0); // The page shows that it runs before its first step is done.
    work({ progress, signal: entry.stop.signal })
      .then((result) => {
        entry.result = result;
        return null;
      }, refusalOf)
      .then((refusal) => {
        entry.isRunning = false;
        this.#emit('job.ended', { job, kind, refusal });
      })
      .catch((error: unknown) => console.error('the end of a job was not told:', error));
    return job;
  }

  /** Runs a job whose outcome is waited for; it tells no progress. @throws DemifaceError what the job threw */
  ask<P, R>(module: JobModule<P, R>, payload: NoInfer<P>): Promise<R> {
    return inProcess(module, payload, { progress: () => {}, signal: this.#closing.signal });
  }

  /** @throws DemifaceError `missing` if there is no such job or it has not ended well */
  result(job: number): JobResult {
    const result = this.#jobs.get(job)?.result;
    if (!result) throw new DemifaceError('missing', `job ${job} has no result`);
    return result;
  }

  isRunning(job: number): boolean {
    return this.#jobs.get(job)?.isRunning ?? false;
  }

  cancel(job: number): void {
    this.#jobs.get(job)?.stop.abort();
  }

  /** Stops all, without waiting. */
  close(): void {
    this.#closing.abort();
    for (const { stop } of this.#jobs.values()) stop.abort();
  }
}

/** Runs a process as a part of a side job, which it stops with. @throws DemifaceError what the process threw */
export async function inProcess<P, R>(
  module: JobModule<P, R>,
  payload: NoInfer<P>,
  { progress, signal }: SideHooks,
): Promise<R> {
  if (signal.aborted) throw interrupted();
  const running = startJob(module, payload, { onProgress: progress });
  const stop = () => running.stop();
  signal.addEventListener('abort', stop);
  return running.outcome.finally(() => signal.removeEventListener('abort', stop));
}
