import type { LabelOrder } from '../../../artifact/label-orders.ts';
import { EXPRESSIONS, GENDERS, LABELS, MAX_AGE_YEARS } from '../../../artifact/labels.ts';

/** Words that other data sets use for our classes, in some languages; `column-vocabulary.ts` decides what M is. */
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
  mann: 'male',
  männlich: 'male',
  maennlich: 'male',
  hombre: 'male',
  homem: 'male',
  homme: 'male',
  h: 'male',
  f: 'female',
  w: 'female',
  woman: 'female',
  women: 'female',
  frau: 'female',
  weiblich: 'female',
  mujer: 'female',
  mulher: 'female',
  femme: 'female',
};

export const normalizedWord = (word: string) => word.trim().normalize('NFC').toLowerCase();

/** The index of a class named in the list or by a common synonym, case aside. */
export function classIndex(task: 'expression' | 'gender', word: string): number | undefined {
  const lower = normalizedWord(word);
  const names: readonly string[] = task === 'expression' ? EXPRESSIONS : GENDERS;
  const index = names.indexOf(SYNONYMS[lower] ?? lower);
  return index < 0 ? undefined : index;
}

/** A class written as a number, `3` or `3.0`. */
export function codeIn(word: string): number | undefined {
  return /^\d+(\.0+)?$/.test(word) ? Number(word) : undefined;
}

/** The class that a code stands for; `null` for a code that carries none, `undefined` for what is no code of the order. */
export function classOfCode({ codes, task }: LabelOrder, code: number): number | null | undefined {
  const label = codes?.get(code);
  if (label === undefined || label === null) return label;
  const index = (LABELS[task] ?? []).indexOf(label);
  return index < 0 ? undefined : index;
}

/** Years of age; `undefined` for what is no number or no age. */
export function ageIn(word: string): number | undefined {
  const age = /^\d+([.]\d+|,\d)?$/.test(word.trim()) ? Number(word.replace(',', '.')) : NaN;
  return age <= MAX_AGE_YEARS ? age : undefined;
}

/** `10-19`, `(25, 32)`, `more than 70`, `70+`: a range of years, which gives no age to learn from. */
export function isAgeBand(word: string): boolean {
  return /^(\d+\s*[-–]\s*\d+|[([]\s*\d+\s*[-–,]\s*\d+\s*[)\]]|\d+\s*\+|(more than|over|under)\s+\d+)$/i.test(
    word.trim(),
  );
}
