import type { GetICUArgs } from '@schummar/icu-type-parser';
import { IntlMessageFormat } from 'intl-messageformat';

/** The values that a message in ICU syntax takes, by name: numbers are formatted by it, text is given as it is to be read. */
type Values<S extends string> = GetICUArgs<
  S,
  { ICUArgument: string; ICUNumberArgument: number; ICUDateArgument: Date }
>;

/** A message without placeholders is text; one with placeholders is a function of their values. */
type Message<S extends string> = [keyof Values<S>] extends [never] ? string : (values: Values<S>) => string;

/** The messages of one language, as they are used. */
export type Messages<C> = {
  readonly [K in keyof C]: C[K] extends string ? Message<C[K]> : Messages<C[K]>;
};

/** The same keys with other text: what every language but English has to fill. */
export type Catalog<C> = {
  readonly [K in keyof C]: C[K] extends string ? string : Catalog<C[K]>;
};

/**
 * Makes a catalog usable. Each message is parsed when it is first used.
 * @param locale BCP 47; decides on plurals and the form of numbers
 */
export function translate<C>(catalog: Catalog<C>, locale: string): Messages<C> {
  const entries = Object.entries(catalog as Record<string, unknown>).map(([key, given]) => [
    key,
    typeof given === 'string' ? message(given, locale) : translate(given as object, locale),
  ]);
  return Object.fromEntries(entries) as Messages<C>;
}

function message(text: string, locale: string): unknown {
  if (!text.includes('{')) return text;
  let parsed: IntlMessageFormat | undefined;
  return (values: Record<string, string | number>) => {
    parsed ??= new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
    return String(parsed.format(values));
  };
}
