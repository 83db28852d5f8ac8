import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** How long a code is valid. */
const VALID_MS = 10 * 60_000;
/** Wrong codes, from whomever, after which the code is not valid any more. */
const MAX_WRONG = 5;

export type PairingFault = 'wrong-code' | 'no-code';

/** The code that a person reads from the screen into a VR program, and what it is exchanged for. */
export class Pairing {
  #code: { text: string; expiresAtMs: number; wrong: number } | null = null;
  readonly #now: () => number;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now;
    this.renew();
  }

  /** Null once it expired, or too many wrong ones were tried: a person has to ask for a new one. */
  current(): { code: string; expiresAtMs: number } | null {
    if (this.#code && this.#code.expiresAtMs <= this.#now()) this.#code = null;
    return this.#code && { code: this.#code.text, expiresAtMs: this.#code.expiresAtMs };
  }

  renew(): void {
    const text = String(randomInt(1_000_000)).padStart(6, '0');
    this.#code = { text, expiresAtMs: this.#now() + VALID_MS, wrong: 0 };
  }

  /** Uses the code up; the next client gets another. @returns a token, or why there is none */
  redeem(code: string): { token: string } | { fault: PairingFault } {
    const current = this.current();
    if (!current || !this.#code) return { fault: 'no-code' };
    if (!isSame(code, current.code)) {
      this.#code.wrong++;
      if (this.#code.wrong >= MAX_WRONG) this.#code = null;
      return { fault: 'wrong-code' };
    }
    this.renew();
    return { token: randomBytes(32).toString('hex') };
  }
}

/** Takes the same time wherever they differ. */
export function isSame(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
