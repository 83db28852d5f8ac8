/** Lets work go on only while what it holds in memory stays below a bound; what waits goes in the order in which it came. */
export class MemoryBudget {
  readonly #total: number;
  #used = 0;
  readonly #waiting: { bytes: number; start: () => void }[] = [];

  constructor(totalBytes: number) {
    this.#total = totalBytes;
  }

  /** @param bytes no more than the whole budget, or it waits for ever */
  async hold<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    await new Promise<void>((start) => {
      this.#waiting.push({ bytes, start });
      this.#admit();
    });
    try {
      return await work();
    } finally {
      this.#used -= bytes;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next && this.#used + next.bytes <= this.#total;) {
      this.#used += next.bytes;
      this.#waiting.shift();
      next.start();
      next = this.#waiting[0];
    }
  }
}
