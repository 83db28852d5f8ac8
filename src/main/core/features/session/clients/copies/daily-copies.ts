import { yieldToEventLoop } from '../../../../../../common/yield-to-event-loop.ts';
import { dayIn } from '../../../../../../common/math/calendar.ts';
import { systemZone } from '../../../../platform/time/local-time.ts';
import type { ClientStore } from '../clients.ts';
import { clientIds } from '../clients.ts';
import { copyClient, needsCopy } from './copies.ts';

/** A copy is due once a day; the app may run for months. */
const CHECK_MS = 3600_000;

/** Copies client files that have changed, once a day, while they are open to be read and nobody uses them. */
export class DailyCopies {
  readonly #clients: ClientStore;
  readonly #timer: NodeJS.Timeout;
  readonly #end = new AbortController();
  #running: Promise<void> | null = null;

  constructor(clients: ClientStore) {
    this.#clients = clients;
    this.#timer = setInterval(() => void this.check(), CHECK_MS).unref();
  }

  /** Copies what is due; never throws: a damaged file is marked in the list, and a full disk is tried again. */
  check(): Promise<void> {
    this.#running ??= this.#copyDue()
      .catch((error: unknown) => {
        if (!this.#end.signal.aborted) console.error(`daily copies of client files: ${String(error)}`);
      })
      .finally(() => (this.#running = null));
    return this.#running;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    this.#end.abort();
    await this.#running;
  }

  async #copyDue(): Promise<void> {
    const { folder, vault, files } = this.#clients;
    const day = dayIn(systemZone(), Date.now());
    for (const id of clientIds(this.#clients)) {
      await yieldToEventLoop(this.#end.signal);
      if (!vault.isOpen || files.isInUse) return;
      if (!needsCopy(folder, id, day)) continue;
      try {
        files.with(id, (file) => copyClient(folder, file, day));
      } catch (error) {
        console.error(`daily copy of client ${id}: ${(error as Error).message}`);
      }
    }
  }
}
