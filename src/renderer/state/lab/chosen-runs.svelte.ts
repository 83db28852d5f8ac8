import type { RunSummary, StageKind } from '../../../main/ipc/contract.ts';

export const MOST_CHOSEN = 12;
const ORDER: readonly StageKind[] = ['teacher', 'student', 'standard', 'triplet', 'ensemble'];

/** The stages that are finished in all of the runs, in the order of the curriculum. */
export function sharedStages(runs: readonly RunSummary[]): StageKind[] {
  return ORDER.filter(
    (kind) =>
      runs.length > 0 &&
      runs.every(({ stages }) => stages.some((s) => s.kind === kind && s.state === 'done')),
  );
}

/** The runs that are ticked, in the order in which they were: colours follow it. */
export class ChosenRuns {
  #ids = $state.raw<readonly number[]>([]);

  get ids(): readonly number[] {
    return this.#ids;
  }
  get isFull(): boolean {
    return this.#ids.length >= MOST_CHOSEN;
  }
  has(id: number): boolean {
    return this.#ids.includes(id);
  }
  /** All of them, or none where all were. */
  toggle(ids: readonly number[]): void {
    const isOff = ids.some((id) => !this.has(id));
    const others = this.#ids.filter((id) => !ids.includes(id));
    this.#ids = isOff ? [...others, ...ids].slice(0, MOST_CHOSEN) : others;
  }
  drop(id: number): void {
    this.#ids = this.#ids.filter((other) => other !== id);
  }
  clear(): void {
    this.#ids = [];
  }
}
