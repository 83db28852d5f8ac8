import { en } from './en/index.ts';
import type { CodedMessage } from './message.ts';
import { isMessage } from './message.ts';
import { wording } from './wording.ts';

/** Messages in English: for the command, files and errors. */
export const englishText = wording(en, 'en');

/** The same data with the text of each message in its place. */
export type InEnglish<T> = T extends CodedMessage
  ? string
  : T extends ReadonlyMap<unknown, unknown>
    ? T
    : T extends object
      ? { [K in keyof T]: InEnglish<T[K]> }
      : T;

/** Puts all messages of some data into English, as JSON for other programs has them. Maps stay as they are. */
export function inEnglish<T>(data: T): InEnglish<T> {
  const worded = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(worded);
    if (typeof value !== 'object' || value === null || value instanceof Map) return value;
    if (isMessage(value)) return englishText(value);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, worded(inner)]));
  };
  return worded(data) as InEnglish<T>;
}
