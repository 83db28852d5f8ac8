import { de as codedDe } from '../../../../../../../messages/de/index.ts';
import { en as codedEn } from '../../../../../../../messages/en/index.ts';
import type { Messages } from '../../../../../../../messages/translate.ts';
import { translate } from '../../../../../../../messages/translate.ts';
import { wording } from '../../../../../../../messages/wording.ts';
import type { ReportLanguage } from '../../../../../../ipc/contract/session-report.ts';
import { de } from './de.ts';
import { en } from './en.ts';

export type ReportTexts = Messages<typeof en>;

/** BCP 47; decides on the form of numbers and days. */
export const LOCALES = { en: 'en-US', de: 'de-DE' } as const satisfies Record<ReportLanguage, string>;

const TEXTS: Readonly<Record<ReportLanguage, ReportTexts>> = {
  en: translate<typeof en>(en, LOCALES.en),
  de: translate<typeof en>(de, LOCALES.de),
};

export const reportTexts = (language: ReportLanguage): ReportTexts => TEXTS[language];

/** Coded messages in the language of a report. */
export const reportWording = (language: ReportLanguage): ReturnType<typeof wording> =>
  wording({ en: codedEn, de: codedDe }[language], LOCALES[language]);
