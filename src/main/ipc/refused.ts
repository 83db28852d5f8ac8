import type { Refusal } from './contract.ts';
import { englishText } from '../../messages/english.ts';

/** An error that crosses as it is. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(englishText(refusal.message));
    this.refusal = refusal;
  }
}
