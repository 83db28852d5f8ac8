import { de as codedDe } from '../../messages/de/index.ts';
import { en as codedEn } from '../../messages/en/index.ts';
import { wording } from '../../messages/wording.ts';
import { shell as de } from './de/shell.ts';
import { shell as en } from './en/shell.ts';
import type { Language } from './language.ts';
import { LOCALES } from './language.ts';
import type { Catalog, Messages } from '../../messages/translate.ts';
import { translate } from '../../messages/translate.ts';

const catalogs: Readonly<Record<Language, Catalog<typeof en>>> = { en, de };

export type ShellMessages = Messages<typeof en>;

/** What menus and dialogs of the system say. */
export const shellMessages = (language: Language): ShellMessages =>
  translate<typeof en>(catalogs[language], LOCALES[language]);

/** Messages of the core in dialogs and notifications. */
export const shellWording = (language: Language): ReturnType<typeof wording> =>
  wording({ en: codedEn, de: codedDe }[language], LOCALES[language]);
