/** About 28 MB of thumbnails. */
const MOST = 1024;

/** Thumbnails that had to be drawn; the least recently used are dropped. */
export class DrawnCache {
  readonly #drawn = new Map<string, Uint8Array>();

  get(key: string): Uint8Array | undefined {
    const found = this.#drawn.get(key);
    if (found) {
      this.#drawn.delete(key);
      this.#drawn.set(key, found);
    }
    return found;
  }

  set(key: string, pixels: Uint8Array): void {
    this.#drawn.set(key, pixels);
    if (this.#drawn.size > MOST) this.#drawn.delete(this.#drawn.keys().next().value!);
  }
}
