import type { GetICUArgs } from '@schummar/icu-type-parser';

import type { en } from './en/index.ts';

type Catalog = typeof en;

/** The place of a message in the catalogs, such as `jobs.comparing`. */
export type MessageCode = {
  [G in keyof Catalog]: `${G}.${keyof Catalog[G] & string}`;
}[keyof Catalog];

type Text<C extends MessageCode> = C extends `${infer G extends keyof Catalog}.${infer K}`
  ? Catalog[G][K & keyof Catalog[G]] & string
  : never;

/** A class of `artifact/labels.ts`, which each front end names in its way. */
export interface LabelValue {
  readonly label: string;
}

/** What stands in a message: a list is joined with commas, a message is put into words itself. */
export type MessageValue = string | number | LabelValue | CodedMessage | readonly MessageValue[];

type Values<C extends MessageCode> = GetICUArgs<
  Text<C>,
  { ICUArgument: MessageValue; ICUNumberArgument: number; ICUDateArgument: never }
>;

/** What a person is to read, before it is put into a language (docs/adr/0096-messages-as-codes-with-values.md). */
export interface CodedMessage {
  readonly code: MessageCode;
  readonly values?: Readonly<Record<string, MessageValue>>;
}

/** As it may lie in a database or a file: earlier versions stored English text. */
export type StoredMessage = CodedMessage | string;

const FIELDS = ['code', 'values'];

/** Whether some data, such as one read from a file, is a message, of whichever version. */
export const isMessage = (value: unknown): value is CodedMessage =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  Object.keys(value).every((key) => FIELDS.includes(key));

/** A message with the values that its text takes; a wrong code, or a value too few, does not compile. */
export function message<C extends MessageCode>(
  code: C,
  ...[values]: [keyof Values<C>] extends [never] ? [] : [values: Values<C>]
): CodedMessage {
  return values === undefined ? { code } : { code, values: values as Record<string, MessageValue> };
}

type Join = (first: MessageValue, next: MessageValue) => CodedMessage;

const JOINS = {
  ';': (first, next) => message('text.sentences', { first, next }),
  and: (first, next) => message('text.and', { first, next }),
  or: (first, next) => message('text.or', { first, next }),
} satisfies Record<string, Join>;

/** Several as one, in their order. @param parts one at least */
export function joined<V extends MessageValue>(
  parts: readonly V[],
  by: keyof typeof JOINS = ';',
): V | CodedMessage {
  const [first, ...others] = parts;
  return others.reduce<V | CodedMessage>(JOINS[by], first!);
}
