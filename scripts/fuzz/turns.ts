/** Gives every kind the same time: a kind of quick cases gets more of them. A case is its kind, its number and the seed. */
export class Turns {
  readonly #kinds: { kind: string; number: number; ms: number }[];

  constructor(kinds: readonly string[]) {
    this.#kinds = kinds.map((kind) => ({ kind, number: 0, ms: 0 }));
  }

  next(): { kind: string; number: number } {
    const least = this.#kinds.reduce((a, b) => (b.ms < a.ms ? b : a));
    least.ms += 1; // Several workers ask before the first one is done.
    return { kind: least.kind, number: least.number++ };
  }

  spent(kind: string, ms: number): void {
    this.#kinds.find((one) => one.kind === kind)!.ms += ms;
  }
}
