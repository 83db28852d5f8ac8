/** One square picture: gray or RGB bytes. */
export interface Thumbnail {
  size: number;
  channels: 1 | 3;
  pixels: Uint8Array;
}

interface Options {
  /** Pictures in the order of `rows`. */
  load: (rows: number[]) => Promise<Thumbnail[]>;
  /** Something has arrived. */
  onarrive: () => void;
  onfail: (error: unknown) => void;
  /** Rows of one request. */
  block?: number;
  /** Requests at a time. */
  atOnce?: number;
  /** Pictures that are kept. */
  keep?: number;
}

/**
 * Fetches thumbnails in blocks. Only the last request counts: earlier ones that have not been sent yet are dropped. The
 * pictures used longest ago make room.
 */
export class ThumbnailQueue {
  readonly #options: Required<Options>;
  readonly #kept = new Map<number, Thumbnail>();
  #wanted: number[] = [];
  #underWay = new Set<number>();
  /** Not requested again: their viewers would request them for ever. */
  readonly #failed = new Set<number>();
  #running = 0;
  #isClosed = false;

  constructor(options: Options) {
    this.#options = { block: 48, atOnce: 2, keep: 2400, ...options };
  }

  get(row: number): Thumbnail | undefined {
    return this.#kept.get(row);
  }

  /** What is on the screen now, the most urgent first. */
  want(rows: readonly number[]): void {
    for (const row of rows) {
      const there = this.#kept.get(row);
      if (!there) continue;
      this.#kept.delete(row);
      this.#kept.set(row, there);
    }
    this.#wanted = rows.filter(
      (row) => !this.#kept.has(row) && !this.#underWay.has(row) && !this.#failed.has(row),
    );
    this.#next();
  }

  close(): void {
    this.#isClosed = true;
    this.#wanted = [];
  }

  #next(): void {
    const { block, atOnce } = this.#options;
    while (!this.#isClosed && this.#running < atOnce && this.#wanted.length > 0) {
      const rows = this.#wanted.splice(0, block);
      for (const row of rows) this.#underWay.add(row);
      this.#running++;
      void this.#fetch(rows);
    }
  }

  async #fetch(rows: number[]): Promise<void> {
    try {
      const pictures = await this.#options.load(rows);
      rows.forEach((row, i) => this.#kept.set(row, pictures[i]!));
      for (const row of this.#kept.keys()) {
        if (this.#kept.size <= this.#options.keep) break;
        this.#kept.delete(row);
      }
    } catch (error) {
      for (const row of rows) this.#failed.add(row);
      if (!this.#isClosed) this.#options.onfail(error);
    }
    for (const row of rows) this.#underWay.delete(row);
    this.#running--;
    if (this.#isClosed) return;
    this.#options.onarrive();
    this.#next();
  }
}
