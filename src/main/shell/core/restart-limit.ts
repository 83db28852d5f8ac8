/** Decides whether what ended is started again: not for ever, or a fault at the start would repeat without end. */
export class RestartLimit {
  readonly #most: number;
  readonly #spanMs: number;
  #ends: number[] = [];

  /** @param most this many restarts within the span */
  constructor(most: number, spanMs: number) {
    this.#most = most;
    this.#spanMs = spanMs;
  }

  /** Counts an end. @returns which one within the span it is, from 1; null once there were too many */
  count(): number | null {
    const now = performance.now();
    this.#ends = [...this.#ends.filter((at) => now - at < this.#spanMs), now];
    return this.#ends.length > this.#most ? null : this.#ends.length;
  }

  /** A person tries again. */
  reset(): void {
    this.#ends = [];
  }
}
