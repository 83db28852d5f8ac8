import { englishText } from '../messages/english.ts';
import type { CodedMessage, StoredMessage } from '../messages/message.ts';
import type { ErrorCode } from './error.ts';
import { DemifaceError } from './error.ts';

/** An error that a person reads in their language; its own text is English. */
export class CodedError extends Error {
  readonly coded: CodedMessage;

  constructor(coded: CodedMessage, options?: ErrorOptions) {
    super(englishText(coded), options);
    this.coded = coded;
  }
}

/** @returns English text of an error that carries no message */
export const messageOf = (error: unknown): StoredMessage =>
  error instanceof CodedError ? error.coded : (error as Error).message;

/** A refusal that a person reads in their language: code branches on `code`, the page shows `coded`. */
export class CodedRefusal extends DemifaceError {
  readonly coded: CodedMessage;

  constructor(code: ErrorCode, coded: CodedMessage, options?: ErrorOptions) {
    super(code, englishText(coded), options);
    this.coded = coded;
  }
}
