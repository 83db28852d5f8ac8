import type { Split } from './types.ts';

/** A picture file with what its bytes are. */
export interface Hashed {
  file: string;
  contentId: string;
  split: Split | undefined;
  /** What each list of the data set states of it, in the same order for all; `undefined` where one states nothing. */
  labels: readonly (string | undefined)[];
}

/** Byte-identical files. */
export interface DuplicateGroup {
  contentId: string;
  files: readonly string[];
  splits: readonly Split[];
  /** It touches two splits, so what is learned from one is met again in the other. */
  across: boolean;
  /** One and the same list gives its files different labels. */
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
    groups.push({
      contentId,
      files: same.map(({ file }) => file).sort(),
      splits,
      across: splits.length > 1,
      conflict: isConflict(same),
    });
  }
  const first = (group: DuplicateGroup): string => group.files[0] ?? '';
  return groups.sort((a, b) => (first(a) < first(b) ? -1 : 1));
}

/** Files beyond the first of each group. */
export function extraCopies(groups: readonly DuplicateGroup[]): number {
  return groups.reduce((sum, { files }) => sum + files.length - 1, 0);
}

function isConflict(same: readonly Hashed[]): boolean {
  const lists = Math.max(...same.map(({ labels }) => labels.length));
  for (let list = 0; list < lists; list++)
    if (new Set(same.flatMap(({ labels }) => labels[list] ?? [])).size > 1) return true;
  return false;
}
