import { englishText } from '../messages/english.ts';
import type { CodedMessage, StoredMessage } from '../messages/message.ts';

/** An error that a person reads in their language; its own text is English. */
export class CodedError extends Error {
  readonly told: CodedMessage;

  constructor(told: CodedMessage, options?: ErrorOptions) {
    super(englishText(told), options);
    this.told = told;
  }
}

/** @returns English text of an error that carries no message */
export const toldBy = (error: unknown): StoredMessage =>
  error instanceof CodedError ? error.told : (error as Error).message;
