/** Places of a list that are chosen; never changed, each step gives a new one. */
export class Selection {
  /** Ascending. */
  readonly indices: readonly number[];
  /** Where the keyboard stands. */
  readonly cursor: number | null;
  readonly #anchor: number | null;
  readonly #set: ReadonlySet<number>;

  constructor(indices: Iterable<number> = [], cursor: number | null = null, anchor: number | null = cursor) {
    this.#set = new Set(indices);
    this.indices = [...this.#set].sort((a, b) => a - b);
    this.cursor = cursor;
    this.#anchor = anchor;
  }

  has(index: number): boolean {
    return this.#set.has(index);
  }

  /** A click or a key. `add`: with Ctrl; `stretch`: with Shift, from where the last plain choice was. */
  pick(index: number, how: 'only' | 'add' | 'stretch' = 'only'): Selection {
    if (how === 'add') {
      const rest = this.#set.has(index) ? this.indices.filter((i) => i !== index) : [...this.indices, index];
      return new Selection(rest, index, index);
    }
    if (how === 'stretch' && this.#anchor !== null) {
      const from = Math.min(this.#anchor, index);
      const length = Math.abs(this.#anchor - index) + 1;
      return new Selection(
        Array.from({ length }, (_, i) => from + i),
        index,
        this.#anchor,
      );
    }
    return new Selection([index], index);
  }
}
