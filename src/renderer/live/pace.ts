/** How often it is reported, in milliseconds. */
const SPAN_MS = 1000;

/** Counts events, and reports once a second how many there were. */
export class Pace {
  readonly #tell: (perSecond: number) => void;
  #since: number | null = null;
  #steps = 0;

  constructor(tell: (perSecond: number) => void) {
    this.#tell = tell;
  }

  /** @param nowMs a clock that never goes back */
  step(nowMs: number): void {
    this.#since ??= nowMs;
    const pastMs = nowMs - this.#since;
    if (pastMs >= SPAN_MS) {
      this.#tell((this.#steps * 1000) / pastMs);
      this.#since = nowMs;
      this.#steps = 0;
    }
    this.#steps++;
  }
}
