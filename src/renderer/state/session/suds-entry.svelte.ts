/** A distress rating (SUDS, 0 to 100) on its way: typed digit by digit, or set by the slider. */
export class SudsEntry {
  #text = $state('');

  /** Null: nothing was entered yet. */
  get value(): number | null {
    return this.#text === '' ? null : Number(this.#text);
  }
  set value(value: number | null) {
    this.#text = value === null ? '' : String(value);
  }

  /** A digit that would lead beyond 100 begins a new number. */
  type(digit: string): void {
    const longer = String(Number(this.#text + digit));
    this.#text = Number(longer) <= 100 ? longer : digit;
  }

  erase(): void {
    this.#text = this.#text.slice(0, -1);
  }

  /** Moves by so much from where it is, or from a value that was given before. */
  move(by: number, from: number): void {
    this.value = Math.min(100, Math.max(0, (this.value ?? from) + by));
  }

  clear(): void {
    this.#text = '';
  }
}
