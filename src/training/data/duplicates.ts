import type { LabelledPicture, Split } from './types.ts';

/** A picture file with what its bytes are. */
export interface Hashed {
  file: string;
  contentId: string;
  split: Split | undefined;
  /** The file's labelled pictures; none where it carries no usable label. */
  pictures: readonly LabelledPicture[];
}

/** Byte-identical files. */
export interface DuplicateGroup {
  contentId: string;
  files: readonly string[];
  splits: readonly Split[];
  /** It touches two splits, so what is learned from one is met again in the other. */
  across: boolean;
  /** Its labelled pictures do not all carry the same label. */
  conflict: boolean;
}

/** Groups of two and more files with the same bytes, in order of their first file. */
export function duplicateGroups(files: readonly Hashed[]): DuplicateGroup[] {
  const byContent = new Map<string, Hashed[]>();
  for (const file of files) {
    const same = byContent.get(file.contentId);
    if (same) same.push(file);
    else byContent.set(file.contentId, [file]);
  }
  const groups: DuplicateGroup[] = [];
  for (const [contentId, same] of byContent) {
    if (same.length < 2) continue;
    const splits = [...new Set(same.flatMap(({ split }) => split ?? []))];
    // Of one file's several faces only the labels of the same face could be compared; such files are left aside.
    const labels = same.flatMap(({ pictures }) => (pictures.length === 1 ? pictures.map(label) : []));
    groups.push({
      contentId,
      files: same.map(({ file }) => file).sort(),
      splits,
      across: splits.length > 1,
      conflict: new Set(labels).size > 1,
    });
  }
  const first = (group: DuplicateGroup): string => group.files[0] ?? '';
  return groups.sort((a, b) => (first(a) < first(b) ? -1 : 1));
}

/** Files beyond the first of each group. */
export function extraCopies(groups: readonly DuplicateGroup[]): number {
  return groups.reduce((sum, { files }) => sum + files.length - 1, 0);
}

function label({ expression, gender, ageYears }: LabelledPicture): string {
  return JSON.stringify([expression, gender, ageYears]);
}
