/** Pages of a long list that are read as they come into sight. Pages far from the last look make room. */
export class PageCache<T> {
  readonly pageSize: number;
  readonly #keep: number;
  readonly #pages = new Map<number, readonly T[]>();
  readonly #requested = new Set<number>();

  constructor(pageSize: number, keep = 60) {
    this.pageSize = pageSize;
    this.#keep = keep;
  }

  at(index: number): T | undefined {
    return this.#pages.get(Math.floor(index / this.pageSize))?.[index % this.pageSize];
  }

  /** Every entry that is here, with its place in the list. */
  *entries(): Generator<[index: number, entry: T]> {
    for (const [page, entries] of this.#pages)
      for (let i = 0; i < entries.length; i++) yield [page * this.pageSize + i, entries[i]!];
  }

  /** Pages of a stretch that must be requested now; they count as requested from here on. */
  ask(first: number, last: number): number[] {
    const missing: number[] = [];
    for (let page = Math.floor(first / this.pageSize); page * this.pageSize <= last; page++) {
      if (this.#pages.has(page) || this.#requested.has(page)) continue;
      this.#requested.add(page);
      missing.push(page);
    }
    return missing;
  }

  put(page: number, entries: readonly T[]): void {
    this.#requested.delete(page);
    this.#pages.set(page, entries);
    if (this.#pages.size <= this.#keep) return;
    const farthest = [...this.#pages.keys()].reduce((a, b) =>
      Math.abs(a - page) > Math.abs(b - page) ? a : b,
    );
    this.#pages.delete(farthest);
  }

  /** A page that could not be read may be requested again. */
  forget(page: number): void {
    this.#requested.delete(page);
  }
}
