import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { interruptedError } from '../../../../common/interrupted.ts';
import { throttled } from '../../../../common/throttle.ts';
import type { CodedMessage } from '../../../../messages/message.ts';
import type { JobResult, JobStep, JobSubject, KnownJob } from '../../../ipc/contract.ts';
import type { CoreContext } from '../handlers.ts';
import { refusalOf } from '../refusal.ts';
import type { JobHooks, JobModule } from './job.ts';
import { startJob } from './job-process.ts';

/** What a side job is given: a callback for its progress, and the signal to stop by. */
export type SideHooks = Pick<JobHooks, 'progress' | 'signal'>;

interface SideJob {
  step: JobStep;
  isRunning: boolean;
  stop: AbortController;
  result: JobResult | null;
}

/** Results that nobody fetched are kept for so many jobs. */
const KEPT = 20;
/** Progress is emitted at most this often. */
const TELL_EVERY_MS = 100;

/** Short jobs beside the training queue: started at once, reported by events, their results fetched once. */
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
   * @param finish makes of the outcome what the window fetches; runs before the end of the job is emitted
   * @returns the job's number
   */
  start<P, R>(
    subject: JobSubject,
    module: JobModule<P, R>,
    payload: NoInfer<P>,
    finish: (outcome: R) => JobResult | Promise<JobResult>,
  ): number {
    return this.begin(subject, async (hooks) => finish(await inProcess(module, payload, hooks)));
  }

  /**
   * Starts a job of the core's own; what is long in it goes in slices or in processes.
   * @returns the job's number
   */
  begin(subject: JobSubject, work: (hooks: SideHooks) => Promise<JobResult>): number {
    const job = this.#nextId++;
    const entry: SideJob = {
      step: { job, subject, done: 0, total: 0, at: null },
      isRunning: true,
      result: null,
      stop: new AbortController(),
    };
    this.#jobs.set(job, entry);
    for (const old of [...this.#jobs.keys()].slice(0, -KEPT))
      if (!this.#jobs.get(old)!.isRunning) this.#jobs.delete(old);
    const isDue = throttled(TELL_EVERY_MS);
    const progress = (done: number, total: number, at?: CodedMessage) => {
      entry.step = { job, subject, done, total, at: at ?? null };
      if (isDue(done >= total)) this.#emit('job.progress', entry.step);
    };
    progress(0, 0); // The page shows that it runs before its first step is done.
    work({ progress, signal: entry.stop.signal })
      .then((result) => {
        entry.result = result;
        return null;
      }, refusalOf)
      .then((refusal) => {
        entry.isRunning = false;
        this.#emit('job.ended', { job, subject, refusal });
      })
      .catch((error: unknown) => console.error('a job ended without a report:', error));
    return job;
  }

  /**
   * Runs a job whose outcome is waited for; it reports no progress.
   * @param onEvent receives the job's messages meanwhile
   * @throws DemifaceError what the job threw
   */
  ask<P, R>(module: JobModule<P, R>, payload: NoInfer<P>, onEvent?: (event: unknown) => void): Promise<R> {
    return inProcess(module, payload, { progress: () => {}, signal: this.#closing.signal }, onEvent);
  }

  /** @throws DemifaceError `missing` if there is no such job or it has not ended well */
  result(job: number): JobResult {
    const result = this.#jobs.get(job)?.result;
    if (!result) throw new DemifaceError('missing', message('jobs.noResult', { job }));
    return result;
  }

  /** What runs, and what has ended well and is still kept; the oldest first. */
  list(): KnownJob[] {
    return [...this.#jobs.values()]
      .filter(({ isRunning, result }) => isRunning || result !== null)
      .map(({ step, isRunning }) => ({ ...step, isRunning }));
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

/**
 * Runs a process as a part of a side job, which it stops with.
 * @param env besides this process's own
 * @throws DemifaceError what the process threw
 */
export async function inProcess<P, R>(
  module: JobModule<P, R>,
  payload: NoInfer<P>,
  { progress, signal }: SideHooks,
  onEvent?: (event: unknown) => void,
  env: NodeJS.ProcessEnv = {},
): Promise<R> {
  if (signal.aborted) throw interruptedError();
  const running = startJob(module, payload, { onProgress: progress, ...(onEvent && { onEvent }) }, env);
  const stop = () => running.stop();
  signal.addEventListener('abort', stop);
  return running.outcome.finally(() => signal.removeEventListener('abort', stop));
}
