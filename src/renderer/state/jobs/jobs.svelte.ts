import type {
  JobKind,
  JobResult,
  JobStep,
  JobSubject,
  KnownJob,
  Refusal,
} from '../../../main/ipc/contract.ts';
import { listen, request, RequestRefused } from '../page/client.ts';
import type { Pace } from './job-pace.ts';
import { PaceMeter } from './job-pace.ts';

export type JobProgress = JobStep & Pace;

type Ended = (refusal: Refusal | null) => void;

/** Work beside the queue: how far each job is, and who waits for its end. */
class Jobs {
  #progress = $state.raw<ReadonlyMap<number, JobProgress>>(new Map());
  readonly #meters = new Map<number, PaceMeter>();
  readonly #waiting = new Map<number, Ended[]>();
  /** Ends that came before any request for them. */
  readonly #ended = new Map<number, Refusal | null>();

  begin(): () => void {
    const ends = [
      listen('job.progress', (step) => this.#stepOn(step)),
      listen('job.ended', ({ job, refusal }) => this.#end(job, refusal)),
    ];
    return () => ends.forEach((end) => end());
  }

  /** All that run, in the order in which they began. */
  get all(): readonly JobProgress[] {
    return [...this.#progress.values()];
  }

  /** Finds what runs since before the page was loaded. @returns the jobs that the core lists */
  async load(): Promise<readonly KnownJob[]> {
    const known = await request('jobs.list', {});
    for (const { isRunning, ...step } of known)
      if (isRunning && !this.#ended.has(step.job)) this.#stepOn(step);
    return known;
  }

  /** The job that is at work on this; null where none is. */
  about(isIt: (subject: JobSubject) => boolean): number | null {
    return this.all.find(({ subject }) => isIt(subject))?.job ?? null;
  }

  of(job: number | null | undefined): JobProgress | null {
    return job === null || job === undefined ? null : (this.#progress.get(job) ?? null);
  }

  /** Resolves when a job has ended, with why it failed or null. */
  ended(job: number): Promise<Refusal | null> {
    const refusal = this.#ended.get(job);
    if (refusal !== undefined) return Promise.resolve(refusal);
    return new Promise((resolve) => this.#waiting.set(job, [...(this.#waiting.get(job) ?? []), resolve]));
  }

  /** Waits for a job's end. @returns what came of it @throws RequestRefused */
  async outcome<K extends JobKind>({ job }: { job: number }): Promise<Extract<JobResult, { kind: K }>> {
    const refusal = await this.ended(job);
    if (refusal) throw new RequestRefused(refusal);
    return (await request('jobs.result', { job })) as Extract<JobResult, { kind: K }>;
  }

  /** The core is gone, and its jobs with it. */
  lose(refusal: Refusal): void {
    for (const job of [...this.#waiting.keys()]) this.#end(job, refusal);
    this.#progress = new Map();
  }

  async stop(job: number): Promise<void> {
    await request('jobs.cancel', { job });
  }

  #stepOn(step: JobStep): void {
    const { job, done, total } = step;
    const meter = this.#meters.get(job) ?? new PaceMeter();
    this.#meters.set(job, meter);
    this.#progress = new Map(this.#progress).set(job, {
      ...step,
      ...meter.add(done, total, performance.now()),
    });
  }

  #end(job: number, refusal: Refusal | null): void {
    this.#ended.set(job, refusal);
    this.#meters.delete(job);
    const rest = new Map(this.#progress);
    rest.delete(job);
    this.#progress = rest;
    for (const tell of this.#waiting.get(job) ?? []) tell(refusal);
    this.#waiting.delete(job);
  }
}

export const jobs = new Jobs();
