import type { LanguageChoice } from '../../main/ipc/contract.ts';

export type Language = Exclude<LanguageChoice, 'system'>;

/** Languages of the app; the first is the fallback. */
export const LANGUAGES = ['en', 'de'] as const satisfies readonly Language[];

/** How numbers and dates are written: the day before the month and 24 hours, in English too. */
export const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** The first of some languages that the app supports. @param preferred BCP 47 tags, such as `de-AT`, the best first */
export function languageOf(preferred: readonly string[]): Language {
  const languages = preferred.map((tag) => tag.toLowerCase().split('-')[0]);
  return languages.find(isLanguage) ?? LANGUAGES[0];
}

const isLanguage = (tag: string | undefined): tag is Language => LANGUAGES.some((one) => one === tag);
