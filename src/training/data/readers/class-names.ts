import { EXPRESSIONS, GENDERS } from '../../../artifact/labels.ts';

/** Words that other data sets use for our classes. */
const SYNONYMS: Readonly<Record<string, string>> = {
  happy: 'happiness',
  joy: 'happiness',
  surprised: 'surprise',
  sad: 'sadness',
  angry: 'anger',
  disgusted: 'disgust',
  fearful: 'fear',
  afraid: 'fear',
  scared: 'fear',
  contemptuous: 'contempt',
  m: 'male',
  man: 'male',
  men: 'male',
  f: 'female',
  woman: 'female',
  women: 'female',
};

/** The index of a class named in the list or by a common synonym, case aside. */
export function classIndex(task: 'expression' | 'gender', word: string): number | undefined {
  const lower = word.trim().toLowerCase();
  const names: readonly string[] = task === 'expression' ? EXPRESSIONS : GENDERS;
  const index = names.indexOf(SYNONYMS[lower] ?? lower);
  return index < 0 ? undefined : index;
}

/** As `classIndex`; an index itself will do too. */
export function classIndexOrNumber(task: 'expression' | 'gender', word: string): number | undefined {
  if (!/^\d+$/.test(word)) return classIndex(task, word);
  const index = Number(word);
  return index < (task === 'expression' ? EXPRESSIONS : GENDERS).length ? index : undefined;
}

export const OLDEST_YEARS = 120;

/** Years of age; `undefined` for what is no number or no age. */
export function ageIn(word: string): number | undefined {
  const age = /^\d+(\.\d+)?$/.test(word.trim()) ? Number(word) : NaN;
  return age <= OLDEST_YEARS ? age : undefined;
}

const SPLIT_NAMES = {
  train: 'train',
  training: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  test: 'test',
  testing: 'test',
} as const;

export function splitNamed(word: string): 'train' | 'val' | 'test' | undefined {
  const lower = word.trim().toLowerCase();
  return Object.hasOwn(SPLIT_NAMES, lower) ? SPLIT_NAMES[lower as keyof typeof SPLIT_NAMES] : undefined;
}
