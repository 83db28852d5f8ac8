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

/**
 * An error that a person can act on: one line that says what was found, what was expected, what to do.
 * Code branches on `code`, never on the text.
 */
export class DemifaceError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DemifaceError';
    this.code = code;
  }
}
