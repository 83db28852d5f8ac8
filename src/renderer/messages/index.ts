import { de } from './de/index.ts';
import { en } from './en/index.ts';
import type { Language } from './language.ts';
import { languageOf, LOCALES } from './language.ts';
import type { Catalog, Messages } from '../../messages/translate.ts';
import { translate } from '../../messages/translate.ts';

/** The page's own language: the shell writes it on the document (docs/adr/0093-messages-in-icu-syntax.md). */
export const language: Language = languageOf([globalThis.document?.documentElement.lang ?? '']);
export const locale = LOCALES[language];

const catalog: Catalog<typeof en> = { en, de }[language];
export const messages: Messages<typeof en> = translate<typeof en>(catalog, locale);

/** A label of the messages in the middle of a line: German keeps the capitals of its nouns. */
export const inSentence = (label: string): string =>
  language === 'de' ? label : label.charAt(0).toLowerCase() + label.slice(1);

/** The name of something; one that another version or a user made up stands for itself. */
export const nameIn = (names: Readonly<Record<string, string>>, key: string, fallback = key): string =>
  Object.hasOwn(names, key) ? names[key]! : fallback;

/** `a`, `a and b`, `a, b and c`. */
const conjunction = new Intl.ListFormat(locale);
export const listText = (items: readonly string[]): string => conjunction.format(items);
const disjunction = new Intl.ListFormat(locale, { type: 'disjunction' });
export const eitherText = (items: readonly string[]): string => disjunction.format(items);

export const {
  auditCount,
  camera,
  data,
  frame,
  insights,
  lab,
  live,
  models,
  recordings,
  retrain,
  session,
  sessionAfter,
  sessionClients,
  sessionProtocol,
  shared,
  store,
  storeSettings,
  work,
} = messages;
