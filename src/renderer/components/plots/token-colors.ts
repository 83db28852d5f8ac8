/** What tokens are worth in the theme of now, for what is drawn on a canvas: each is read once, since a drawing reads often. */
export class TokenColors {
  readonly #worth = new Map<string, string>();

  readonly of = (token: string): string => {
    const known =
      this.#worth.get(token) ?? getComputedStyle(document.documentElement).getPropertyValue(token).trim();
    this.#worth.set(token, known);
    return known;
  };

  /** The theme has changed. */
  clear(): void {
    this.#worth.clear();
  }
}
