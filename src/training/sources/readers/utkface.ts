import { basename } from 'node:path/posix';

import { message } from '../../../messages/message.ts';
import { GENDERS, MAX_AGE_YEARS } from '../../../artifact/labels.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { seededSplits } from '../seeded.ts';
import type { LabeledPicture } from '../types.ts';
import type { ReadResult, ReadOptions } from './reader.ts';
import { emptyReadResult } from './reader.ts';
import { wrongLayout } from '../lists/wrong-layout.ts';

const EXPECTED = message('lists.utkfaceNames');

/** One public name lacks the dot before its first `jpg`. */
const NAME = /^(\d{1,3})_([01])_([0-4])_\d+\.?jpe?g(\.chip\.jpe?g)?$/i;
/** Meant to be such a name, but a field is missing or out of range. */
const NEARLY = /^\d{1,3}_.*\.jpe?g$/i;

const OLDEST_BAND = 70;

/** Whether a picture's name has age, gender and race as in UTKFace. */
export function isUtkfaceName(name: string): boolean {
  const [, age] = NAME.exec(name) ?? [];
  return age !== undefined && Number(age) <= MAX_AGE_YEARS;
}

/** UTKFace (Zhang et al. 2017): age, gender and race stand in the name. It has no official split; the seed gives one. */
export function readUtkface(files: Files, { seed }: ReadOptions): Promise<ReadResult> {
  const found = emptyReadResult(['gender', 'age']);
  const byName = new Map<string, Omit<LabeledPicture, 'split'>>();
  for (const file of files.paths.filter(isPictureFile)) {
    const name = basename(file);
    const [, age, gender, race] = NAME.exec(name) ?? [];
    const ageYears = Number(age);
    if (byName.has(name)) {
      found.repeatedRows.push(name);
      found.unused.set(file, message('data.repeatedName'));
    } else if (gender !== undefined && race !== undefined && ageYears <= MAX_AGE_YEARS) {
      const groups = { race, gender: GENDERS[Number(gender)] ?? gender, ageBand: ageBand(ageYears) };
      byName.set(name, { name, file, gender: Number(gender), ageYears, groups });
    } else if (NEARLY.test(name)) {
      found.malformed.push(message('rows.problem', { where: file, problem: message('rows.utkfaceName') }));
      found.unused.set(file, message('data.incompleteName'));
    } else found.filesWithoutRow.push(file);
  }
  if (byName.size === 0) throw wrongLayout(files, EXPECTED);
  const splits = seededSplits([...byName.keys()], seed);
  for (const [name, picture] of byName)
    found.pictures.push({ ...picture, split: splits.get(name) ?? 'train' });
  found.isDrawn = true;
  return Promise.resolve(found);
}

/** Bands have ten years each; the one from 70 on has the rest. */
export function firstYear(ageYears: number): number {
  return Math.min(OLDEST_BAND, Math.floor(ageYears / 10) * 10);
}

export function ageBand(ageYears: number): string {
  const first = firstYear(ageYears);
  return first === OLDEST_BAND ? `${first}+` : `${first}-${first + 9}`;
}
