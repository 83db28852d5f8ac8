import type { Refusal, Reproduction } from '../../../main/ipc/contract.ts';
import { listen, request } from '../page/client.ts';
import { refusalOf } from './lab-runs.svelte.ts';

/** Stages mostly end in a row: the tables are requested once for all of them. */
const AGAIN_MS = 1500;

/** The paper's tables, requested anew when a stage ends while they are shown. */
export class PaperTables {
  #tables = $state.raw<Reproduction | null>(null);
  #state = $state<'loading' | 'ready' | 'failed'>('loading');
  #problem = $state.raw<Refusal | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get tables() {
    return this.#tables;
  }
  get state() {
    return this.#state;
  }
  get problem() {
    return this.#problem;
  }

  begin(): () => void {
    const end = listen('run.changed', ({ state, stages }) => {
      if (state === 'done' || stages.some((stage) => stage.state === 'done'))
        this.#timer ??= setTimeout(() => {
          this.#timer = undefined;
          void this.load();
        }, AGAIN_MS);
    });
    return () => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      end();
    };
  }

  async load(): Promise<void> {
    try {
      this.#tables = await request('lab.tables', {});
      this.#problem = null;
      this.#state = 'ready';
    } catch (error) {
      this.#problem = refusalOf(error);
      if (this.#tables === null) this.#state = 'failed';
    }
  }
}
