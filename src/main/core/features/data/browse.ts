import { TASKS } from '../../../../artifact/labels.ts';
import type { Task } from '../../../../artifact/labels.ts';
import { firstYear } from '../../../../training/sources/readers/utkface.ts';
import type { BrowsedPicture, BrowseFilter, BrowsePage, Correction } from '../../../ipc/contract.ts';
import { forEachInSlices } from '../../../../common/slices.ts';
import type { ShownPicture } from './opened-set.ts';

/** The pictures that a filter lets through, in order of their rows. Labels are those that stand. In slices. */
export async function filtered(
  shown: readonly ShownPicture[],
  filter: BrowseFilter,
): Promise<ShownPicture[]> {
  const { split, task, label, only, search } = filter;
  const words = search.trim().toLowerCase();
  const found: ShownPicture[] = [];
  await forEachInSlices(shown, (one) => {
    if (
      (split === null || one.picture.split === split) &&
      (task === null || isOf(one, task, label)) &&
      isOne(one, only) &&
      (words === '' ||
        one.picture.name.toLowerCase().includes(words) ||
        one.picture.file.toLowerCase().includes(words))
    )
      found.push(one);
  });
  return found;
}

/** @param label null: any */
function isOf({ picture }: ShownPicture, task: Task, label: number | null): boolean {
  const own = task === 'age' ? picture.ageYears : picture[task];
  if (own === undefined) return false;
  return label === null || (task === 'age' ? firstYear(own) === firstYear(label) : own === label);
}

function isOne({ copies, conflicts, change }: ShownPicture, only: BrowseFilter['only']): boolean {
  switch (only) {
    case 'all':
      return true;
    case 'duplicates':
      return copies > 1;
    case 'conflicts':
      return conflicts;
    case 'corrected':
      return change?.kind === 'labels';
    case 'dropped':
      return change?.kind === 'drop';
  }
}

export function pageOf(found: readonly ShownPicture[], offset: number, limit: number): BrowsePage {
  return { total: found.length, pictures: found.slice(offset, offset + limit).map(browsed) };
}

function browsed({ picture, original, change, copies }: ShownPicture): BrowsedPicture {
  const { row, name, file, split, votes } = picture;
  return {
    row,
    name,
    file,
    split,
    ...labelsOf(picture),
    votes: votes ? [...votes] : null,
    copies,
    original: change?.kind === 'labels' ? labelsOf(original) : null,
    correction: correctionOf(change),
  };
}

function labelsOf({ expression, gender, ageYears }: ShownPicture['picture']) {
  return { expression: expression ?? null, gender: gender ?? null, ageYears: ageYears ?? null };
}

/** Of several labels that were put right, the first; the picture carries all of them. */
function correctionOf(change: ShownPicture['change']): Correction['change'] {
  if (change === null || change.kind === 'drop') return change;
  const task = TASKS.find((one) => change.labels[one] !== undefined)!;
  return { kind: 'label', task, label: change.labels[task]! };
}
