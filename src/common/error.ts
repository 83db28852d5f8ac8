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
  readonly coded: StoredMessage;

  constructor(coded: StoredMessage, options?: ErrorOptions) {
    super(englishText(coded), options);
    this.coded = coded;
  }
}

/**
 * An error that a person can act on: one line that says what was found, what was expected, what to do.
 * Code branches on `code`, never on the text.
 */
export class DemifaceError extends CodedError {
  readonly code: ErrorCode;

  /** @param coded English text only of what is not shown in the window, and of what other programs report */
  constructor(code: ErrorCode, coded: StoredMessage, options?: ErrorOptions) {
    super(coded, options);
    this.name = 'DemifaceError';
    this.code = code;
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
  if (error instanceof CodedError) return error.coded;
  return error instanceof Error ? error.message : String(error);
};
