import { en } from './en/index.ts';
import { wording } from './wording.ts';

/** Messages in English: for the command, files and errors. */
export const englishText = wording(en, 'en');
