import type { Preset, Refusal, RunDetail, StageSummary } from '../../../main/ipc/contract.ts';
import { listen, request } from '../page/client.ts';
import { EpochHistory } from './epoch-history.ts';
import { refusalOf } from './lab-runs.svelte.ts';

/** The run that is open: its settings, and its epochs as they come. */
export class OpenRun {
  #id = $state<number | null>(null);
  #resolved = $state.raw<Preset | null>(null);
  #damaged = $state.raw<RunDetail['damaged']>([]);
  #histories = $state.raw<ReadonlyMap<string, EpochHistory>>(new Map());
  /** Grows with each epoch; histories themselves are not watched. */
  #epochs = $state(0);
  #state = $state<'none' | 'loading' | 'ready' | 'failed'>('none');
  #problem = $state.raw<Refusal | null>(null);
  /** The stage whose curves show; null follows the one that trains. */
  #stage = $state<string | null>(null);

  get id(): number | null {
    return this.#id;
  }
  get state() {
    return this.#state;
  }
  get problem(): Refusal | null {
    return this.#problem;
  }
  get resolved(): Preset | null {
    return this.#resolved;
  }
  /** Epochs that could not be read. */
  get damaged(): RunDetail['damaged'] {
    return this.#damaged;
  }
  get stage(): string | null {
    return this.#stage;
  }
  set stage(key: string | null) {
    this.#stage = key;
  }

  /** Watched: changes when an epoch comes. */
  history(stage: string): { history: EpochHistory | null; version: number } {
    return { history: this.#histories.get(stage) ?? null, version: this.#epochs };
  }

  begin(): () => void {
    const ends = [
      listen('run.epoch', ({ run, stage, epoch }) => {
        if (run !== this.#id) return;
        const history = this.#histories.get(stage) ?? new EpochHistory();
        history.add(epoch);
        if (!this.#histories.has(stage)) this.#histories = new Map(this.#histories).set(stage, history);
        this.#epochs++;
      }),
      listen('run.changed', (run) => {
        if (run.id === this.#id && this.#lacks(run.stages)) void this.reload();
      }),
    ];
    return () => ends.forEach((end) => end());
  }

  async open(id: number | null): Promise<void> {
    if (id === this.#id && this.#state !== 'failed') return;
    this.#id = id;
    this.#stage = null;
    this.#resolved = null;
    this.#damaged = [];
    this.#histories = new Map();
    this.#state = id === null ? 'none' : 'loading';
    await this.reload();
  }

  async reload(): Promise<void> {
    const id = this.#id;
    if (id === null) return;
    try {
      const { resolved, epochs, damaged } = await request('lab.run', { run: id });
      if (id !== this.#id) return;
      this.#resolved = resolved;
      this.#damaged = damaged;
      this.#histories = new Map(
        Object.entries(epochs).map(([stage, points]) => [stage, new EpochHistory(points)]),
      );
      this.#epochs++;
      this.#problem = null;
      this.#state = 'ready';
    } catch (error) {
      if (id !== this.#id) return;
      this.#problem = refusalOf(error);
      this.#state = 'failed';
    }
  }

  /** A stage that another run had trained is done without ever telling an epoch. */
  #lacks(stages: readonly StageSummary[]): boolean {
    return (
      this.#state === 'ready' &&
      stages.some(
        ({ key, state, kind }) => state === 'done' && kind !== 'ensemble' && !this.#histories.has(key),
      )
    );
  }
}
