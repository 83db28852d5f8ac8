import type { CodedMessage } from '../../../messages/message.ts';
import { DemifaceError } from '../../../common/error.ts';
import type { FoundCodes } from './ambiguous.ts';
import { ambiguousColumn } from './ambiguous.ts';
import { message } from '../../../messages/message.ts';

/** Adience has 8 age bands, FairFace 9, others one or a few more. No real set of faces is of such years alone. */
const MAX_CODES = 12;
/** Decades as years: 20, 30, 40; or half of them. */
const STEP_YEARS = 5;
const FEWEST_STEPS = 3;
/** Fewer ages than this may be small or round by chance. */
const FEWEST_AGES = 12;

/** Whether these numbers may be codes of age bands, 0 to 8, or the bands' beginnings, 20, 30, 40. */
export function mayBeAgeCodes(numbers: Iterable<number>): boolean {
  const all = new Set(numbers);
  const areSmall = [...all].every((one) => Number.isInteger(one) && one <= MAX_CODES);
  return areSmall || (all.size >= FEWEST_STEPS && [...all].every((one) => one % STEP_YEARS === 0));
}

/** Whether these may be fractions of the oldest age. */
export function mayBeAgeFractions(numbers: Iterable<number>): boolean {
  const all = [...numbers];
  return all.some((one) => !Number.isInteger(one)) && all.every((one) => one <= 1);
}

/** The ages of a list, to tell years from codes of age bands and from fractions of the oldest age. */
export class AgeCodes {
  readonly #different = new Set<number>();
  #n = 0;
  #where: CodedMessage | undefined;

  add(age: number, where: CodedMessage): void {
    this.#n++;
    this.#where ??= where;
    this.#different.add(age);
  }

  /** @returns undefined where the ages are years */
  found(): FoundCodes | undefined {
    const areUnclear =
      mayBeAgeFractions(this.#different) || (this.#n >= FEWEST_AGES && mayBeAgeCodes(this.#different));
    return areUnclear && this.#where ? { codes: this.#different, where: this.#where } : undefined;
  }

  /** @throws DemifaceError `ambiguous` where the ages may be something else than years */
  refuseUnclear(): void {
    const found = this.found();
    if (!found) return;
    if (!mayBeAgeFractions(found.codes)) throw ambiguousColumn('age', found);
    throw new DemifaceError('ambiguous', message('lists.ageFractions', { where: found.where }));
  }
}
