import { de } from '../../messages/de/index.ts';
import { en } from '../../messages/en/index.ts';
import { wording } from '../../messages/wording.ts';
import { inSentence, language, locale } from './index.ts';
import { labelName } from './names.ts';

/** Messages of the core in the page's language; text of earlier versions stays as it is. */
export const textOf = wording({ en, de }[language], locale, (label) => inSentence(labelName(label)));
