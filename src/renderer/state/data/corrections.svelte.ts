import type { BrowsedPicture, Correction, DataSetSummary } from '../../../main/ipc/contract.ts';
import { request } from '../page/client.ts';
import { data } from './data.svelte.ts';
import { notices } from '../page/notices.svelte.ts';

export type Change = Correction['change'];
/** One step: the version of the corrections before it, and the one it made. */
interface Step {
  from: number;
  to: number;
}
const KEPT_STEPS = 100;

/**
 * The corrections of one data set: written one after the other, undone in the reverse order. Undo goes back to the version
 * before, since a picture shows only one of several labels that were corrected.
 */
export class Corrections {
  readonly #id: number;
  readonly #onwritten: () => void;
  #steps = $state.raw<readonly Step[]>([]);
  #pending = $state(0);
  #last: Promise<unknown> = Promise.resolve();

  constructor(id: number, onwritten: () => void) {
    this.#id = id;
    this.#onwritten = onwritten;
  }

  get isSaving(): boolean {
    return this.#pending > 0;
  }
  get canUndo(): boolean {
    return this.#steps.length > 0;
  }

  /** @returns whether it was written */
  async make(pictures: readonly BrowsedPicture[], change: Change): Promise<boolean> {
    const corrections = pictures.map(({ row }) => ({ row, change }));
    if (corrections.length === 0) return false;
    return this.#next(async () => {
      const from = this.#version;
      const { version: to } = await this.#put(request('data.correct', { id: this.#id, corrections }));
      if (from !== to) this.#steps = [...this.#steps, { from, to }].slice(-KEPT_STEPS);
    });
  }

  /** @returns whether a step was undone */
  undo(): Promise<boolean> {
    return this.#next(async () => {
      const step = this.#steps.at(-1);
      if (!step) return;
      // Another version was made current elsewhere: earlier steps no longer lead back to what was.
      if (this.#version !== step.to) return this.forget();
      await this.#put(request('data.revert', { id: this.#id, version: step.from }));
      this.#steps = this.#steps.slice(0, -1);
    });
  }

  forget(): void {
    this.#steps = [];
  }

  get #version(): number {
    return data.list?.find(({ id }) => id === this.#id)?.version ?? 0;
  }

  async #put(written: Promise<DataSetSummary>): Promise<DataSetSummary> {
    const set = await written;
    data.put(set);
    this.#onwritten();
    return set;
  }

  /** Begins once everything before it has ended. */
  async #next(work: () => Promise<void>): Promise<boolean> {
    this.#pending++;
    const mine = this.#last.then(() => notices.attempt(work));
    this.#last = mine;
    const isDone = await mine;
    this.#pending--;
    return isDone;
  }
}
