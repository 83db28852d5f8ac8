import { DemifaceError } from '../../../../../common/error.ts';
import type { Refusal } from '../../../../ipc/contract.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import { asStoreError } from '../../../platform/store/store-error.ts';
import type { Store } from '../../../platform/store/store.ts';
import { transaction, withoutWaiting } from '../../../platform/store/sync.ts';

/** Events of a training are gathered for so long, then written in one transaction. */
const GATHER_MS = 250;
/** A database that is held or a disk that is full is tried again after so long. */
const AGAIN_MS = 1000;

interface Listeners {
  /** These runs stand in the database as they are now. */
  onWritten: (runs: readonly number[]) => void;
  /** The database takes nothing for now; the events of these runs are kept and tried again. */
  onProblem: (runs: readonly number[], problem: Refusal) => void;
}

/** Changes on their way into the database, in order. None is lost while the database cannot be written. */
export class WriteQueue {
  readonly #store: Store;
  readonly #listeners: Listeners;
  #pending: { run: number; work: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(store: Store, listeners: Listeners) {
    this.#store = store;
    this.#listeners = listeners;
  }

  /** @param work runs once at least, and what it does once only: it is undone where it fails */
  add(run: number, work: () => void): void {
    if (this.#closed) return;
    this.#pending.push({ run, work });
    this.#timer ??= setTimeout(() => this.flush(), GATHER_MS);
  }

  /** Writes what is on its way. @returns whether all of it is written */
  flush(): boolean {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#pending;
    if (batch.length === 0) return true;
    const runs = [...new Set(batch.map(({ run }) => run))];
    try {
      const write = () => transaction(this.#store, () => batch.forEach(({ work }) => work()));
      // Only the last try waits for a lock: the others are followed by another one.
      if (this.#closed) write();
      else withoutWaiting(this.#store, write);
    } catch (thrown) {
      const error = asStoreError(thrown);
      if (!(error instanceof DemifaceError)) return this.#oneByOne(runs);
      if (!this.#closed) this.#timer = setTimeout(() => this.flush(), AGAIN_MS);
      this.#listeners.onProblem(runs, refusalOf(error));
      return false;
    }
    this.#pending = [];
    this.#listeners.onWritten(runs);
    return true;
  }

  /** Writes what can be written, then takes no more. */
  close(): void {
    this.#closed = true;
    this.flush();
    clearTimeout(this.#timer);
  }

  /** One change does not fit, such as one of a run that is gone: it must not hold up the others. */
  #oneByOne(runs: readonly number[]): boolean {
    const batch = this.#pending;
    this.#pending = [];
    for (const { work } of batch) {
      try {
        transaction(this.#store, work);
      } catch (error) {
        console.error('a change was not written:', error);
      }
    }
    this.#listeners.onWritten(runs);
    return true;
  }
}
