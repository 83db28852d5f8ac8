import { LABELS } from '../../../artifact/labels.ts';
import type { ClassNames, LabeledPicture } from '../types.ts';
import { classIndex, normalizedWord } from './class-names.ts';

/** What tables write where nothing is known. Other words, such as `none` or `other`, may be a user's classes. */
const NO_LABEL: readonly string[] = ['null', 'nan', 'n/a', 'na', '?', '-'];

/** A label that a name of a class can stand for. */
export type NamedLabel = Pick<LabeledPicture, 'expression' | 'gender' | 'custom'>;

/**
 * What a name stands for, as stated for its data set.
 * @returns null where its pictures are left out; undefined for a name without a meaning
 */
export function mappedLabel({ task, labels = {} }: ClassNames, name: string): NamedLabel | null | undefined {
  const plain = normalizedWord(name);
  const stated = Object.entries(labels).find(([other]) => normalizedWord(other) === plain)?.[1];
  if (stated === null) return null;
  if (task === 'custom' && stated === undefined && NO_LABEL.includes(plain)) return null;
  if (task === 'custom') return { custom: stated ?? name.trim().normalize('NFC') };
  const index = stated === undefined ? classIndex(task, name) : LABELS[task]!.indexOf(stated);
  return index === undefined || index < 0 ? undefined : { [task]: index };
}

/** Whether a meaning is stated for a name. */
export function isMapped({ labels = {} }: ClassNames, name: string): boolean {
  return Object.keys(labels).some((other) => normalizedWord(other) === normalizedWord(name));
}

/**
 * Names of a user's own classes that differ in case or in spaces around them are one class, in the spelling of most pictures.
 * @returns the pictures, and for each class the spellings that were joined
 */
export function withJoinedSpellings(pictures: readonly LabeledPicture[]): {
  pictures: LabeledPicture[];
  joined: readonly (readonly string[])[];
} {
  const counts = new Map<string, Map<string, number>>();
  for (const { custom } of pictures) {
    if (custom === undefined) continue;
    const spellings = counts.get(normalizedWord(custom)) ?? new Map<string, number>();
    spellings.set(custom, (spellings.get(custom) ?? 0) + 1);
    counts.set(normalizedWord(custom), spellings);
  }
  const byFrequency = new Map(
    [...counts].map(([plain, spellings]) => [
      plain,
      [...spellings].sort(([, a], [, b]) => b - a).map(([spelling]) => spelling),
    ]),
  );
  return {
    pictures: pictures.map((picture) =>
      picture.custom === undefined
        ? picture
        : { ...picture, custom: byFrequency.get(normalizedWord(picture.custom))![0]! },
    ),
    joined: [...byFrequency.values()].filter(({ length }) => length > 1),
  };
}
