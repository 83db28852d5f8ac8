import type { AppState, CoreState, Refusal } from '../../../main/ipc/contract.ts';
import { listen, request } from './client.ts';

/** Whether the background service runs, and what app this is. */
class Core {
  #app = $state.raw<AppState | null>(null);
  #state = $state<CoreState>('starting');
  #problem = $state.raw<Refusal | null>(null);
  #isActing = $state(false);
  /** Counts how often the core came up: what depends on it is read anew. */
  #starts = $state(0);

  get app(): AppState | null {
    return this.#app;
  }
  get state(): CoreState {
    return this.#state;
  }
  get problem(): Refusal | null {
    return this.#problem;
  }
  get isActing(): boolean {
    return this.#isActing;
  }
  get starts(): number {
    return this.#starts;
  }

  /** @returns ends the listening */
  begin(): () => void {
    const end = listen('core.state', ({ state, problem }) => this.#turn(state, problem));
    void request('app.state', {}).then((app) => {
      this.#app = app;
      this.#turn(app.core, app.problem);
    });
    return end;
  }

  /** @throws RequestRefused */
  async restart(): Promise<void> {
    await this.#act(() => request('app.restartCore', {}));
  }

  /** @returns what the repair did, in words. @throws RequestRefused */
  async repair(): Promise<string> {
    return (await this.#act(() => request('store.repair', {}))).text;
  }

  async #act<R>(what: () => Promise<R>): Promise<R> {
    this.#isActing = true;
    try {
      return await what();
    } finally {
      this.#isActing = false;
    }
  }

  #turn(state: CoreState, problem: Refusal | null): void {
    if (state === 'running' && this.#state !== 'running') {
      if (this.#starts === 0) performance.mark('usable'); // `demiface bench ui` looks for it.
      this.#starts++;
    }
    this.#state = state;
    this.#problem = problem;
  }
}

export const core = new Core();
