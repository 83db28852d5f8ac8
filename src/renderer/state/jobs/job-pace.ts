/** How fast long work goes, by its last steps. */
export interface Pace {
  rate: number | null;
  etaS: number | null;
}

interface Step {
  atMs: number;
  done: number;
}

/** Keeps a bounded window of steps. @param windowMs steps older than that say nothing any more */
export class PaceMeter {
  readonly #windowMs: number;
  #steps: Step[] = [];

  constructor(windowMs = 15_000) {
    this.#windowMs = windowMs;
  }

  add(done: number, total: number, atMs: number): Pace {
    const last = this.#steps.at(-1);
    if (last && done < last.done) this.#steps = [];
    this.#steps.push({ atMs, done });
    // The oldest step that is kept may lie just outside the window, or slow work would have no pace at all.
    while (this.#steps.length > 2 && atMs - this.#steps[1]!.atMs > this.#windowMs) this.#steps.shift();
    const first = this.#steps[0]!;
    const seconds = (atMs - first.atMs) / 1000;
    const rate = seconds >= 1 && done > first.done ? (done - first.done) / seconds : null;
    return { rate, etaS: rate === null || total <= 0 ? null : (total - done) / rate };
  }
}
