/** A pause this long ends what was typed. */
const PAUSE_MS = 800;

/** Finds a row by the first letters of its name; one letter again and again goes through all that begin with it. */
export class TypeAhead {
  #text = '';
  #atMs = -Infinity;

  /** Whether what comes next belongs to what was typed. */
  goesOn(atMs: number): boolean {
    return this.#text !== '' && atMs - this.#atMs < PAUSE_MS;
  }

  /** @returns the row; undefined where no name begins so */
  find(key: string, names: readonly string[], from: number | null, atMs: number): number | undefined {
    this.#text = (this.goesOn(atMs) ? this.#text : '') + key.toLocaleLowerCase();
    this.#atMs = atMs;
    const isOneLetter = [...this.#text].every((letter) => letter === this.#text[0]);
    const text = isOneLetter ? this.#text[0]! : this.#text;
    const start = from === null ? 0 : isOneLetter ? from + 1 : from;
    for (let i = 0; i < names.length; i++) {
      const at = (start + i) % names.length;
      if (names[at]!.trim().toLocaleLowerCase().startsWith(text)) return at;
    }
    return undefined;
  }
}
