/** A note that is being written: it belongs to the moment at which it was begun. */
export class NoteDraft {
  readonly #nowMs: () => number;
  #text = $state('');
  #atMs = 0;

  /** @param nowMs the session's clock */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  get text(): string {
    return this.#text;
  }
  /** However it came: typed, pasted or dictated. */
  set text(text: string) {
    if (this.#text === '' && text !== '') this.#atMs = this.#nowMs();
    this.#text = text;
  }
  /** When it was begun. */
  get atMs(): number {
    return this.#atMs;
  }

  clear(): void {
    this.#text = '';
  }
}
