import type { CoreStatus } from '../../main/ipc/contract.ts';
import { listen, request } from './page/client.ts';

/** For the status line: engine, running work, queue, room. */
class Status {
  #now = $state.raw<CoreStatus | null>(null);

  get now(): CoreStatus | null {
    return this.#now;
  }

  begin(): () => void {
    return listen('status.changed', (status) => (this.#now = status));
  }

  async load(): Promise<void> {
    this.#now = await request('status.get', {});
  }
}

export const status = new Status();
