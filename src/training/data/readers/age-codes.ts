import { DemifaceError } from '../../../artifact/error.ts';
import type { FoundCodes } from './ambiguous.ts';

/** Adience has 8 age bands, FairFace 9. No real set of faces is of such years alone and leaves none out. */
const MOST_CODES = 12;
/** Fewer ages than this may be consecutive by chance. */
const FEWEST_AGES = 12;

/** Whether these numbers are 0…n or 1…n without a gap, as codes of age bands are. */
export function areBandCodes(numbers: ReadonlySet<number>): boolean {
  const first = Math.min(...numbers);
  const isWithoutGap = [...numbers].every((one) => Number.isInteger(one) && one < first + numbers.size);
  return numbers.size <= MOST_CODES && (first === 0 || first === 1) && isWithoutGap;
}

/** The ages of a list, to tell years from codes of age bands and from fractions of the oldest age. */
export class AgeCodes {
  /** Not more of them than are needed to tell. */
  readonly #different = new Set<number>();
  #n = 0;
  #where = '';
  #most = 0;
  #hasFraction = false;

  add(age: number, where: string): void {
    if (this.#n++ === 0) this.#where = where;
    if (this.#different.size <= MOST_CODES) this.#different.add(age);
    this.#most = Math.max(this.#most, age);
    this.#hasFraction ||= !Number.isInteger(age);
  }

  /** @returns undefined where the ages are no such codes */
  found(): FoundCodes | undefined {
    return this.#n >= FEWEST_AGES && areBandCodes(this.#different)
      ? { codes: this.#different, where: this.#where }
      : undefined;
  }

  /** @throws DemifaceError `ambiguous` where nobody is older than a year and ages are no whole numbers */
  refuseFractions(): void {
    if (this.#hasFraction && this.#most <= 1)
      throw new DemifaceError(
        'ambiguous',
        `no age is above ${this.#most} (first in ${this.#where}), as where ages are divided by the oldest one; write ages in years, or say that these are (--label-order ages)`,
      );
  }
}
