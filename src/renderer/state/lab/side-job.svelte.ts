import type { JobResult, Refusal, StageKind } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';
import { jobs } from '../jobs/jobs.svelte.ts';
import type { JobProgress } from '../jobs/jobs.svelte.ts';
import { refusalOf } from './lab-runs.svelte.ts';

/** The requested runs, and their stage. */
export interface ComparedRuns {
  runs: readonly number[];
  stage: StageKind;
}

/** Work over runs, beside the queue, that ends in a result. It can be left and found again. */
export class SideJob<R> {
  readonly #pick: (result: JobResult) => R | undefined;
  #job = $state<number | null>(null);
  #isWorking = $state(false);
  #isStopped = $state(false);
  #problem = $state.raw<Refusal | null>(null);
  #result = $state.raw<R | null>(null);
  #requested = $state.raw<ComparedRuns | null>(null);
  #turn = 0;

  constructor(pick: (result: JobResult) => R | undefined) {
    this.#pick = pick;
  }

  get isWorking(): boolean {
    return this.#isWorking;
  }
  get isStopped(): boolean {
    return this.#isStopped;
  }
  get problem(): Refusal | null {
    return this.#problem;
  }
  get result(): R | null {
    return this.#result;
  }
  /** The runs of the result, once there is one. */
  get requested(): ComparedRuns | null {
    return this.#requested;
  }
  get progress(): JobProgress | null {
    return jobs.of(this.#job);
  }

  /** Goes on with a job that began before the page was loaded, unless another one was requested since. */
  async resume(requested: ComparedRuns, job: number, isRunning: boolean): Promise<void> {
    if (this.#requested !== null) return;
    await this.start(requested, () => Promise.resolve({ job }), isRunning);
  }

  async start(
    requested: ComparedRuns,
    begin: () => Promise<{ job: number }>,
    isRunning = true,
  ): Promise<void> {
    const turn = ++this.#turn;
    this.#requested = requested;
    this.#result = null; // of another request
    this.#isWorking = true;
    this.#isStopped = false;
    this.#problem = null;
    try {
      const { job } = await begin();
      this.#job = job;
      const refusal = isRunning ? await jobs.ended(job) : null;
      if (turn !== this.#turn) return;
      if (refusal?.code === 'interrupted') this.#isStopped = true;
      else if (refusal) this.#problem = refusal;
      else this.#result = this.#pick(await request('jobs.result', { job })) ?? null;
    } catch (error) {
      if (turn === this.#turn) this.#problem = refusalOf(error);
    } finally {
      if (turn === this.#turn) {
        this.#isWorking = false;
        this.#job = null;
      }
    }
  }

  async stop(): Promise<void> {
    if (this.#job !== null) await jobs.stop(this.#job);
  }
}
