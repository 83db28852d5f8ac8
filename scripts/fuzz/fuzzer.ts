import type { Random } from '../../src/common/math/random.ts';

/** Makes and runs the cases of one kind of input. Lives as long as its worker process. */
export interface Fuzzer {
  /** Writes the input of a case into an empty folder. The same numbers give the same input. */
  make(random: Random, folder: string): void | Promise<void>;
  /**
   * Reads the input as the program would.
   * @throws what the readers throw, and `UnclearMessage`; every error but a `DemifaceError` is a finding
   */
  run(folder: string): Promise<void>;
}

/** @param scratch an empty folder for valid inputs and for what the readers write */
export type OpenFuzzer = (scratch: string) => Fuzzer | Promise<Fuzzer>;

/** A message that a user cannot use: `NaN %`, `undefined`, more than one line. */
export class UnclearMessage extends Error {}

/** Values that were never filled in, as they look in a sentence; not a file of that name. */
const UNFILLED = /\b(NaN|undefined|Infinity)\b(?!\.\w)|\[object /;

/** What stands in quotation marks is the input's own. @throws UnclearMessage */
export function checkMessage(text: string): void {
  const ours = text.replaceAll(/"[^"]*"/g, '""');
  if (UNFILLED.test(ours) || text.includes('\n')) throw new UnclearMessage(text);
}
