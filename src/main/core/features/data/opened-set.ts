import type { Change, Changes } from '../../../../training/datasets/corrections.ts';
import { correctionKeys, relabelled } from '../../../../training/datasets/corrections.ts';
import type { PictureSource } from '../../../../training/datasets/picture-source.ts';
import { openPictures } from '../../../../training/datasets/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../../../../training/datasets/prepared.ts';
import type { DataSet } from '../../../../training/sources/types.ts';
import { DrawnCache } from './drawn-cache.ts';

/** A data set whose pictures can be looked at. The caller closes it. */
export interface OpenedSet {
  /** As the data set says; a picture's place in the list is its row. */
  readonly pictures: readonly PreparedPicture[];
  readonly tasks: DataSet['tasks'];
  readonly size: number;
  readonly channels: 1 | 3;
  readonly source: PictureSource;
  /** What each picture's corrections are kept under. */
  readonly keys: readonly string[];
  /** How many pictures have the same key, the picture itself counted. */
  readonly copies: readonly number[];
  readonly secondList: DataSet['secondList'];
  readonly drawn: DrawnCache;
  /** Of the folder as it was when this was read. */
  readonly signature: string;
}

/** @throws DemifaceError as `openPictures` */
export function openSet(
  prepared: PreparedSet,
  { tasks, secondList }: Pick<DataSet, 'tasks' | 'secondList'>,
  signature: string,
): OpenedSet {
  const { pictures, picturesPath, size, channels } = prepared;
  const keys = correctionKeys(pictures);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    pictures,
    tasks,
    size,
    channels,
    source: openPictures(picturesPath, size, channels),
    keys,
    copies: keys.map((key) => counts.get(key)!),
    secondList,
    drawn: new DrawnCache(),
    signature,
  };
}

/** A picture as its data set says, or as corrected. */
export interface ShownPicture {
  readonly picture: PreparedPicture;
  /** As the data set says. */
  readonly original: PreparedPicture;
  readonly change: Change | null;
  readonly copies: number;
  /** One and the same list gives a byte-identical copy another label, and nobody has put it right. */
  conflicts: boolean;
}

/** All pictures with the corrections that stand, in order of their rows. */
export function shownPictures(
  { pictures, keys, copies, secondList }: OpenedSet,
  changes: Changes,
): ShownPicture[] {
  const shown = pictures.map((picture, i): ShownPicture => {
    const change = Object.hasOwn(changes, keys[i]!) ? changes[keys[i]!]! : null;
    return {
      picture: change?.kind === 'labels' ? relabelled(picture, change.labels) : picture,
      original: picture,
      change,
      copies: copies[i]!,
      conflicts: false,
    };
  });
  const said = new Map<string, (string | undefined)[]>();
  const differing = new Set<string>();
  for (const [i, { picture, copies: n, change }] of shown.entries()) {
    if (n < 2 || change?.kind === 'drop') continue;
    const key = keys[i]!;
    const { expression, gender, ageYears, file } = picture;
    const labels = [
      JSON.stringify([expression, gender, ageYears]),
      change ? undefined : secondList?.expressions.get(file)?.toString(),
    ];
    const before = said.get(key);
    if (!before) said.set(key, labels);
    else
      for (const [list, label] of labels.entries()) {
        before[list] ??= label;
        if (label !== undefined && label !== before[list]) differing.add(key);
      }
  }
  for (const [i, one] of shown.entries()) one.conflicts = differing.has(keys[i]!);
  return shown;
}
