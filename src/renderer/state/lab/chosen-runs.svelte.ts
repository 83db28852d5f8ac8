import type { RunSummary, StageKind } from '../../../main/ipc/contract.ts';
import { PersistedState } from '../page/persisted-state.svelte.ts';

const MAX_CHOSEN_RUNS = 12;
const ORDER: readonly StageKind[] = ['teacher', 'student', 'standard', 'triplet', 'ensemble'];

/** The stages that are finished in all of the runs, in the order of the curriculum. */
export function sharedStages(runs: readonly RunSummary[]): StageKind[] {
  return ORDER.filter(
    (kind) =>
      runs.length > 0 &&
      runs.every(({ stages }) => stages.some((s) => s.kind === kind && s.state === 'done')),
  );
}

const areIds = (value: unknown) =>
  Array.isArray(value) && value.length <= MAX_CHOSEN_RUNS && value.every(Number.isInteger);

/** The runs that are ticked, in the order in which they were: colors follow it. */
export class ChosenRuns {
  readonly #ids = new PersistedState<readonly number[]>('lab.chosen', [], 'session', areIds);

  get ids(): readonly number[] {
    return this.#ids.now;
  }
  get isFull(): boolean {
    return this.#ids.now.length >= MAX_CHOSEN_RUNS;
  }
  has(id: number): boolean {
    return this.#ids.now.includes(id);
  }
  /** All of them, or none where all were. */
  toggle(ids: readonly number[]): void {
    const isOff = ids.some((id) => !this.has(id));
    const others = this.#ids.now.filter((id) => !ids.includes(id));
    this.#ids.now = isOff ? [...others, ...ids].slice(0, MAX_CHOSEN_RUNS) : others;
  }
  drop(id: number): void {
    this.keep((other) => other !== id);
  }
  /** Drops the others. */
  keep(isKept: (id: number) => boolean): void {
    this.#ids.now = this.#ids.now.filter(isKept);
  }
  clear(): void {
    this.#ids.now = [];
  }
}
