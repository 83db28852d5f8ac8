import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import type { Notice, NoticeKind, NoticeLanguage } from '../../../../ipc/contract/notices.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import type { NoticeFacts, NoticeMessages } from './notice-messages.ts';
import { spanish } from './spanish.ts';

const WORDS: Readonly<Record<NoticeLanguage, NoticeMessages>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
};

/**
 * A page to be printed, filled in from the settings.
 * @throws DemifaceError `usage` if no purpose was chosen, or nobody is named who answers for the data
 */
export function noticeOf(settings: AudienceSettings, kind: NoticeKind, language: NoticeLanguage): Notice {
  const words = WORDS[language];
  const facts = factsOf(settings, words);
  const { title, lead, sections } = words[kind];
  return {
    kind,
    language,
    title,
    lead: lead(facts),
    advice: words.advice,
    sections: sections.map(({ heading, paragraphs }) => ({
      heading,
      paragraphs: paragraphs(facts).filter((paragraph) => paragraph !== ''),
    })),
  };
}

function factsOf(
  { purposes, measures, controller, k, retentionDays }: AudienceSettings,
  words: NoticeMessages,
): NoticeFacts {
  if (purposes.length === 0) throw new DemifaceError('usage', message('counting.noticeWithoutPurpose'));
  const missing = (['name', 'address', 'contact'] as const).filter((part) => controller[part].trim() === '');
  if (missing.length > 0)
    throw new DemifaceError(
      'usage',
      message('counting.noController', {
        missing: missing.map((part) => message('counting.controllerPart', { part })),
        n: missing.length,
      }),
    );
  return {
    ...controller,
    purposes: purposes.map((purpose) => words.purposes[purpose]),
    age: measures.includes('age'),
    gender: measures.includes('gender'),
    k,
    days: retentionDays,
  };
}
