import { englishText } from '../messages/english.ts';
import type { CodedMessage, StoredMessage } from '../messages/message.ts';

/** What an error is about. `usage` exits with 2, `interrupted` with 130, every other code with 1. */
export type ErrorCode =
  | 'usage'
  | 'missing'
  | 'unreadable'
  | 'corrupt'
  | 'mismatch'
  | 'ambiguous'
  | 'disk'
  | 'busy'
  | 'diverged'
  | 'engine'
  | 'interrupted';

/** An error that a person reads in their language; its own text is English. */
export class CodedError extends Error {
  readonly coded: CodedMessage;

  constructor(coded: CodedMessage, options?: ErrorOptions) {
    super(englishText(coded), options);
    this.coded = coded;
  }
}

/**
 * An error that a person can act on: one line that states what was found, what was expected, what to do.
 * Code branches on `code`, never on the text.
 */
export class DemifaceError extends Error {
  readonly code: ErrorCode;
  readonly coded: StoredMessage;

  /** @param coded English text only of what is not shown in the window, and of what other programs report */
  constructor(code: ErrorCode, coded: StoredMessage, options?: ErrorOptions) {
    super(englishText(coded), options);
    this.name = 'DemifaceError';
    this.code = code;
    this.coded = coded;
  }
}

/** A `DemifaceError` whose message is never plain text. */
export class CodedRefusal extends DemifaceError {
  declare readonly coded: CodedMessage;

  constructor(code: ErrorCode, coded: CodedMessage, options?: ErrorOptions) {
    super(code, coded, options);
  }
}

/** @returns English text of an error that carries no message */
export const messageOf = (error: unknown): StoredMessage => {
  if (error instanceof CodedError || error instanceof DemifaceError) return error.coded;
  return error instanceof Error ? error.message : String(error);
};

/** The error that a message came from, where a process or the page got no more than that. */
export const errorOf = (given: StoredMessage): Error =>
  typeof given === 'string' ? new Error(given) : new CodedError(given);
