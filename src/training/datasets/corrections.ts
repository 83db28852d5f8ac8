import { z } from 'zod';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { GENDERS, LABELS, MAX_AGE_YEARS, TASKS } from '../../artifact/labels.ts';
import type { Task } from '../../artifact/labels.ts';
import type { PreparedPicture, PreparedSet } from './prepared.ts';
import { ageBand } from '../sources/readers/utkface.ts';
import type { LabeledPicture } from '../sources/types.ts';
import { sha256 } from '../../common/sha256.ts';

/** A change as it is stored. */
export const changeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('drop') }),
  z.strictObject({
    kind: z.literal('labels'),
    labels: z.strictObject({
      expression: z.number().exactOptional(),
      gender: z.number().exactOptional(),
      age: z.number().exactOptional(),
    }),
  }),
]);

/** What a person put right: a picture that shows no usable face is dropped, or labels that are wrong are others. */
export type Change = z.infer<typeof changeSchema>;

/** All that stands, by what is corrected (`correctionKeys`). The user's own files are never changed. */
export type Changes = Readonly<Record<string, Change>>;

type Keyed = Pick<PreparedPicture, 'file' | 'contentId' | 'box'>;

/** What a correction of each picture is kept under, in their order. */
export function correctionKeys(pictures: readonly Keyed[]): string[] {
  const faces = new Map<string, number>();
  for (const { file } of pictures) faces.set(file, (faces.get(file) ?? 0) + 1);
  return pictures.map((picture) => correctionKey(picture, faces.get(picture.file)!));
}

/**
 * What a correction of a picture is kept under: its content, so that byte-identical copies change together. Of several faces
 * in one file each is corrected by itself.
 * @param faces how many the picture's file has
 */
export function correctionKey({ contentId, box }: Omit<Keyed, 'file'>, faces: number): string {
  return faces > 1 && box ? `${contentId}@${[box.x, box.y, box.width, box.height].join(',')}` : contentId;
}

/** The same for the same changes, whatever order they were made in. */
export function changesText(changes: Changes): string {
  const sorted = Object.keys(changes).sort();
  // An object of tens of thousands of keys, made to be written once, would take longer than its text.
  return `{${sorted.map((key) => changeText(key, changes[key]!)).join()}}`;
}

/** One change as a part of `changesText`. */
export function changeText(key: string, change: Change): string {
  return `${JSON.stringify(key)}:${JSON.stringify(canonical(change))}`;
}

function canonical(change: Change): Change {
  if (change.kind === 'drop') return { kind: 'drop' };
  const labels: Partial<Record<Task, number>> = {};
  for (const task of TASKS) {
    const label = change.labels[task];
    if (label !== undefined) labels[task] = label;
  }
  return { kind: 'labels', labels };
}

/** Hash of changes, hex: of what `changesText` gives. */
export function changesFingerprint(changes: Changes): string {
  return sha256(changesText(changes));
}

/**
 * The prepared set as corrected: pictures with other labels, or without those that were dropped. Pixels stay where they
 * lie, so every picture keeps its row. Where a corrected expression had votes, they are left out: they count no more.
 * Its fingerprint is that of the set and of the changes that change something in it; without any it is the set itself.
 */
export function applyCorrections(prepared: PreparedSet, changes: Changes): PreparedSet {
  const keys = correctionKeys(prepared.pictures);
  const effective: Record<string, Change> = {};
  const pictures = prepared.pictures.flatMap((picture, i) => {
    const key = keys[i]!;
    const change = Object.hasOwn(changes, key) ? changes[key]! : undefined;
    if (!change) return [picture];
    if (change.kind === 'drop') {
      effective[key] = change;
      return [];
    }
    const corrected = relabeled(picture, change.labels);
    if (corrected !== picture) effective[key] = change;
    return [corrected];
  });
  if (Object.keys(effective).length === 0) return prepared;
  const fingerprint = sha256(JSON.stringify([prepared.fingerprint, changesText(effective)]));
  return { ...prepared, pictures, fingerprint };
}

/** The picture with these labels; itself where it has them already. */
export function relabeled<P extends LabeledPicture>(
  picture: P,
  labels: Extract<Change, { kind: 'labels' }>['labels'],
): P {
  const { expression, gender, age } = labels;
  const changed = { ...picture };
  if (expression !== undefined && expression !== picture.expression) {
    changed.expression = expression;
    delete changed.votes;
  }
  if (gender !== undefined) changed.gender = gender;
  if (age !== undefined) changed.ageYears = age;
  if (
    changed.expression === picture.expression &&
    changed.gender === picture.gender &&
    changed.ageYears === picture.ageYears
  )
    return picture;
  if (picture.groups) changed.groups = regrouped(picture.groups, changed);
  return changed;
}

/** Groups that are made of labels follow them. */
function regrouped(
  groups: Readonly<Record<string, string>>,
  { gender, ageYears }: LabeledPicture,
): Record<string, string> {
  const changed = { ...groups };
  if ('gender' in groups && gender !== undefined) changed['gender'] = GENDERS[gender]!;
  if ('ageBand' in groups && ageYears !== undefined) changed['ageBand'] = ageBand(ageYears);
  return changed;
}

/** @throws DemifaceError `usage` unless it is a label of the task: the index of a class, or years of age */
export function checkLabel(task: Task, label: number): void {
  const classes = LABELS[task];
  const isLabel = classes
    ? Number.isInteger(label) && label >= 0 && label < classes.length
    : label >= 0 && label <= MAX_AGE_YEARS;
  if (isLabel) return;
  const expected = classes
    ? `0 to ${classes.length - 1} (${classes.join(', ')})`
    : `0 to ${MAX_AGE_YEARS} years`;
  throw new DemifaceError('usage', message('dataSet.noLabel', { label, task, expected }));
}
