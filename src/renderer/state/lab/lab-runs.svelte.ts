import type { QueueState, Refusal, RunStep, RunSummary } from '../../../main/ipc/contract.ts';
import { listen, request, RequestRefused } from '../page/client.ts';
import { foldRuns } from './fold-runs.ts';
import type { Fold } from './fold-runs.ts';
import { queueOrder } from './queue-order.ts';

/** A thousand changes at once are one change to the screen. */
const CHANGES_MS = 80;
/** No number changes more often than twice a second. */
const STEPS_MS = 500;

export const refusalOf = (error: unknown): Refusal =>
  error instanceof RequestRefused
    ? { code: error.code, message: error.message }
    : { code: 'internal', message: error instanceof Error ? error.message : String(error) };

/** Every run there is, the order of the queue, and the latest step of what trains. */
export class LabRuns {
  #byId = $state.raw<ReadonlyMap<number, RunSummary>>(new Map());
  #queue = $state.raw<readonly number[]>([]);
  #steps = $state.raw<ReadonlyMap<number, RunStep>>(new Map());
  #state = $state<'loading' | 'ready' | 'failed'>('loading');
  #problem = $state.raw<Refusal | null>(null);
  readonly #changed = new Map<number, RunSummary>();
  readonly #stepped = new Map<number, RunStep>();
  #hasChanges = false;
  #hasSteps = false;

  readonly #all = $derived([...this.#byId.values()]);
  readonly #active = $derived(queueOrder(this.#all, this.#queue));
  readonly #folds = $derived(foldRuns(this.#all));

  get state() {
    return this.#state;
  }
  get problem(): Refusal | null {
    return this.#problem;
  }
  get all(): readonly RunSummary[] {
    return this.#all;
  }
  get active(): readonly RunSummary[] {
    return this.#active;
  }
  get folds(): readonly Fold[] {
    return this.#folds;
  }
  /** Ids in the order of the queue. */
  get queued(): number[] {
    return this.#active.filter(({ state }) => state === 'queued').map(({ id }) => id);
  }

  get(id: number | null): RunSummary | undefined {
    return id === null ? undefined : this.#byId.get(id);
  }
  step(id: number): RunStep | undefined {
    return this.#steps.get(id);
  }

  begin(): () => void {
    const ends = [
      listen('queue.changed', (queue) => this.setQueue(queue)),
      listen('run.changed', (run) => this.#change(run)),
      listen('run.step', (step) => this.#stepOn(step)),
    ];
    return () => ends.forEach((end) => end());
  }

  async load(): Promise<void> {
    try {
      const [runs, queue] = await Promise.all([request('lab.runs', {}), request('lab.queue', {})]);
      this.#byId = new Map(runs.map((run) => [run.id, run]));
      this.#queue = queue.runs;
      this.#problem = null;
      this.#state = 'ready';
    } catch (error) {
      this.#problem = refusalOf(error);
      if (this.#state === 'loading') this.#state = 'failed';
    }
  }

  setQueue({ runs }: QueueState): void {
    this.#queue = runs;
  }

  forget(id: number): void {
    const rest = new Map(this.#byId);
    rest.delete(id);
    this.#changed.delete(id);
    this.#byId = rest;
  }

  #change(run: RunSummary): void {
    this.#changed.set(run.id, run);
    if (this.#hasChanges) return;
    this.#hasChanges = true;
    setTimeout(() => {
      this.#hasChanges = false;
      const runs = new Map(this.#byId);
      for (const [id, changed] of this.#changed) runs.set(id, changed);
      this.#changed.clear();
      this.#byId = runs;
      const stale = [...this.#steps.keys()].filter((id) => !isMoving(runs.get(id)));
      if (stale.length > 0) this.#steps = new Map([...this.#steps].filter(([id]) => !stale.includes(id)));
    }, CHANGES_MS);
  }

  #stepOn(step: RunStep): void {
    this.#stepped.set(step.run, step);
    if (this.#hasSteps) return;
    this.#hasSteps = true;
    setTimeout(() => {
      this.#hasSteps = false;
      this.#steps = new Map([...this.#steps, ...this.#stepped]);
      this.#stepped.clear();
    }, STEPS_MS);
  }
}

const isMoving = (run: RunSummary | undefined): boolean =>
  run?.state === 'running' || run?.state === 'pausing' || run?.state === 'elsewhere';
