/** How fast a recording goes on, over the last while. */
const OVER_MS = 10_000;

export class ReadingRate {
  #marks: { atMs: number; frames: number }[] = [];

  add(frames: number, atMs: number): void {
    this.#marks.push({ atMs, frames });
    // The last mark before the while stays: the rate is over the whole of it.
    while (this.#marks.length > 2 && atMs - this.#marks[1]!.atMs >= OVER_MS) this.#marks.shift();
  }

  /** Null until two frames were reported. */
  get framesPerSecond(): number | null {
    const [from, to] = [this.#marks[0], this.#marks.at(-1)];
    if (!from || !to || to.atMs <= from.atMs) return null;
    return (1000 * (to.frames - from.frames)) / (to.atMs - from.atMs);
  }
}
