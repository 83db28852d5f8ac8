/** `session`: until the window closes, over a reload too; `always`: over restarts. */
type Span = 'session' | 'always';

const storageOf = (span: Span): Storage | undefined =>
  span === 'session' ? globalThis.sessionStorage : globalThis.localStorage;

/** A small fact of how the screen was left, found again when its view comes back. */
export class PersistedState<T extends string | number | boolean | null | readonly number[]> {
  readonly #key: string;
  readonly #span: Span;
  #now: T;

  /** @param isOne whether what was kept is still a value of this */
  constructor(key: string, fallback: T, span: Span, isOne: (value: unknown) => boolean) {
    this.#key = `demiface.${key}`;
    this.#span = span;
    const found = read(storageOf(span)?.getItem(this.#key) ?? null);
    this.#now = $state.raw(isOne(found) ? (found as T) : fallback);
  }

  get now(): T {
    return this.#now;
  }
  set now(value: T) {
    this.#now = value;
    try {
      storageOf(this.#span)?.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Storage that is full or locked: it is kept for this page alone.
    }
  }
}

function read(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
