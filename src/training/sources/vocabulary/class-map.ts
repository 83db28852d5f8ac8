import { LABELS } from '../../../artifact/labels.ts';
import type { ClassNames, LabeledPicture } from '../types.ts';
import { classIndex, normalizedWord } from './class-names.ts';

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
  if (task === 'custom') return { custom: stated ?? name.trim().normalize('NFC') };
  const index = stated === undefined ? classIndex(task, name) : LABELS[task]!.indexOf(stated);
  return index === undefined || index < 0 ? undefined : { [task]: index };
}

/** Whether a meaning is stated for a name. */
export function isMapped({ labels = {} }: ClassNames, name: string): boolean {
  return Object.keys(labels).some((other) => normalizedWord(other) === normalizedWord(name));
}
