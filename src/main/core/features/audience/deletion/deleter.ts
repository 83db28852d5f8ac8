import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import { SerialQueue } from '../../../../../common/serial-queue.ts';
import type { Backups } from '../../../platform/backup/backup-jobs.ts';
import type { Store } from '../../../platform/store/store.ts';
import { withoutWaiting } from '../../../platform/store/sync.ts';
import { deleteSome } from './delete-counts.ts';
import { markedDeletions, unmarkDeletions } from './marked-deletions.ts';

/** Carries out what is marked for deletion: a few rows at a time, so that frames have their turn, and then in the backups. */
export class Deleter {
  readonly #store: Store;
  readonly #backups: Pick<Backups, 'forget'>;
  readonly #turns = new SerialQueue();

  constructor(store: Store, backups: Pick<Backups, 'forget'>) {
    this.#store = store;
    this.#backups = backups;
  }

  /**
   * After deletions that are under way.
   * @returns whether anything was deleted
   * @throws what SQLite or the disk throws: what is left stays marked; DemifaceError `interrupted`
   */
  run(signal: AbortSignal): Promise<boolean> {
    return this.#turns.take(() => this.#deleteMarked(signal));
  }

  async #deleteMarked(signal: AbortSignal): Promise<boolean> {
    const store = this.#store;
    const marked = markedDeletions(store);
    if (marked.length === 0) return false;
    for (const deletion of marked)
      while (withoutWaiting(store, () => deleteSome(store, deletion))) await yieldToEventLoop(signal);
    await this.#backups.forget(marked);
    withoutWaiting(store, () => unmarkDeletions(store, marked));
    return true;
  }
}
