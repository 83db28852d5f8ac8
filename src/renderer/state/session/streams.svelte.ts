import type { StreamSettings, StreamsState } from '../../../main/ipc/contract.ts';
import { listen, request } from '../page/client.ts';

/** What a session sends to a VR program, and who receives it. */
class Streams {
  #settings = $state.raw<StreamSettings | null>(null);
  #now = $state.raw<StreamsState | null>(null);

  get settings(): StreamSettings | null {
    return this.#settings;
  }
  get now(): StreamsState | null {
    return this.#now;
  }

  begin(): () => void {
    return listen('streams.changed', (state) => (this.#now = state));
  }

  async load(): Promise<void> {
    [this.#settings, this.#now] = await Promise.all([
      request('streams.get', {}),
      request('streams.state', {}),
    ]);
  }

  /** @throws RequestRefused; as all below */
  async set<T extends keyof StreamSettings>(transport: T, change: Partial<StreamSettings[T]>): Promise<void> {
    const settings = { ...this.#settings!, [transport]: { ...this.#settings![transport], ...change } };
    this.#settings = await request('streams.set', { settings });
    this.#now = await request('streams.state', {});
  }

  async renewCode(): Promise<void> {
    this.#now = await request('streams.renewCode', {});
  }

  async test(): Promise<void> {
    this.#now = await request('streams.test', {});
  }

  async disconnect(client: number): Promise<void> {
    this.#now = await request('streams.disconnect', { client });
  }
}

export const streams = new Streams();
