import type { AgeCell, GenderCell } from '../../../../ipc/contract/audience.ts';

export type QuarterFigure =
  'visits' | 'passersBy' | 'masked' | 'headsets' | 'observedSeconds' | 'darkSeconds' | 'blockedSeconds';

/** One figure of one bucket; `atMs` is any moment in it. Holds nothing of a person. */
export type Figure =
  | { of: 'quarter'; atMs: number; figure: QuarterFigure }
  | { of: 'cell'; atMs: number; age: AgeCell; gender: GenderCell }
  | { of: 'dwell'; atMs: number; zone: string; bin: number };

export type Increment = Figure & { by: number };

/** What is to be added to the buckets since it was last drained. */
export class Accumulator {
  readonly #sums = new Map<string, Increment>();

  add(figure: Figure, by: number): void {
    const key = JSON.stringify(figure);
    const sum = this.#sums.get(key);
    if (sum) sum.by += by;
    else this.#sums.set(key, { ...figure, by });
  }

  /** Everything since the last time; what came and was taken back is not in it. */
  drain(): Increment[] {
    const increments = [...this.#sums.values()].filter(({ by }) => by !== 0);
    this.#sums.clear();
    return increments;
  }
}
