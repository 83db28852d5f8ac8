import { inEnglish } from '../../src/messages/english.ts';
import { checkDataSet as check } from '../../src/training/sources/check/check.ts';
import { detectLayout as detect } from '../../src/training/sources/check/detect-layout.ts';
import { readDataSet as read } from '../../src/training/sources/readers/index.ts';

/** What is found in a data set, in English: tests state what a person reads. */

export const checkDataSet = async (...given: Parameters<typeof check>) => inEnglish(await check(...given));

export const readDataSet = async (...given: Parameters<typeof read>) => inEnglish(await read(...given));

/** The reason as one line. */
export async function detectLayout(...given: Parameters<typeof detect>) {
  const { reason, ...found } = inEnglish(await detect(...given));
  return { ...found, reason: reason.join('; ') };
}
