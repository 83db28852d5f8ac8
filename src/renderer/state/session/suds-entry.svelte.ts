/** Digits that nobody finishes are no rating. */
const UNFINISHED_MS = 5000;
const MOST = 100;

/** A distress rating (SUDS, 0 to 100) on its way: typed digit by digit, or set by the slider. */
export class SudsEntry {
  #text = $state('');
  #isTyped = $state(false);
  #dropping: ReturnType<typeof setTimeout> | undefined;

  /** Null: nothing was entered yet, or a number that is no rating. */
  get value(): number | null {
    return this.#text === '' || this.refused !== null ? null : Number(this.#text);
  }
  set value(value: number | null) {
    this.#turn(value === null ? '' : String(value), false);
  }
  /** A number that was typed and is above 100. */
  get refused(): number | null {
    const number = Number(this.#text);
    return number > MOST ? number : null;
  }
  /** Digits were typed and wait for Enter. */
  get isTyped(): boolean {
    return this.#isTyped;
  }

  /** After a number above 100 a digit begins a new one. */
  type(digit: string): void {
    this.#turn(this.refused === null ? String(Number(this.#text + digit)) : digit, true);
  }

  erase(): void {
    this.#turn(this.#text.slice(0, -1), true);
  }

  clear(): void {
    this.#turn('', false);
  }

  #turn(text: string, isTyped: boolean): void {
    clearTimeout(this.#dropping);
    this.#text = text;
    this.#isTyped = isTyped && text !== '';
    if (this.#isTyped) this.#dropping = setTimeout(() => this.clear(), UNFINISHED_MS);
  }
}
