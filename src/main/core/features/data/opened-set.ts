import type { Change } from '../../../../training/datasets/corrections.ts';
import { correctionKey, relabeled } from '../../../../training/datasets/corrections.ts';
import type { PictureSource } from '../../../../training/datasets/picture-source.ts';
import { openPictures } from '../../../../training/datasets/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../../../../training/datasets/prepared.ts';
import type { DataSet } from '../../../../training/sources/types.ts';
import { forEachInSlices } from '../../../../common/slices.ts';
import { DrawnCache } from './drawn-cache.ts';

/** A data set whose pictures can be looked at. The caller closes it. */
export interface OpenedSet {
  /** As the data set states; a picture's place in the list is its row. */
  readonly pictures: readonly PreparedPicture[];
  readonly tasks: DataSet['tasks'];
  readonly size: number;
  readonly channels: 1 | 3;
  readonly source: PictureSource;
  /** What each picture's corrections are kept under. */
  readonly keys: readonly string[];
  /** Which pictures have a key. */
  readonly rowsOf: ReadonlyMap<string, readonly number[]>;
  readonly secondList: DataSet['secondList'];
  readonly drawn: DrawnCache;
  /** Of the folder as it was when this was read. */
  readonly signature: string;
}

/** In slices. @throws DemifaceError as `openPictures` */
export async function openSet(
  prepared: PreparedSet,
  { tasks, secondList }: Pick<DataSet, 'tasks' | 'secondList'>,
  signature: string,
): Promise<OpenedSet> {
  const { pictures, picturesPath, size, channels } = prepared;
  const faces = new Map<string, number>();
  await forEachInSlices(pictures, ({ file }) => faces.set(file, (faces.get(file) ?? 0) + 1));
  const keys: string[] = [];
  const rowsOf = new Map<string, number[]>();
  await forEachInSlices(pictures, (picture, row) => {
    const key = correctionKey(picture, faces.get(picture.file)!);
    keys.push(key);
    const rows = rowsOf.get(key);
    if (rows) rows.push(row);
    else rowsOf.set(key, [row]);
  });
  return {
    pictures,
    tasks,
    size,
    channels,
    source: openPictures(picturesPath, size, channels),
    keys,
    rowsOf,
    secondList,
    drawn: new DrawnCache(),
    signature,
  };
}

/** A picture as its data set states, or as corrected. */
export interface ShownPicture {
  readonly picture: PreparedPicture;
  /** As the data set states. */
  readonly original: PreparedPicture;
  readonly change: Change | null;
  readonly copies: number;
  /** One and the same list gives a byte-identical copy another label, and nobody has put it right. */
  conflicts: boolean;
}

/** All pictures with the corrections that stand, in order of their rows. In slices. */
export async function shownPictures(
  { pictures, keys, rowsOf, secondList }: OpenedSet,
  changes: ReadonlyMap<string, Change>,
): Promise<ShownPicture[]> {
  const shown: ShownPicture[] = [];
  await forEachInSlices(pictures, (original, row) => {
    const change = changes.get(keys[row]!) ?? null;
    shown.push({
      picture: change?.kind === 'labels' ? relabeled(original, change.labels) : original,
      original,
      change,
      copies: rowsOf.get(keys[row]!)!.length,
      conflicts: false,
    });
  });
  await forEachInSlices(rowsOf.values(), (rows) => {
    if (rows.length < 2) return;
    const copies = rows.map((row) => shown[row]!);
    const conflicts = differ(copies, secondList);
    for (const copy of copies) copy.conflicts = conflicts;
  });
  return shown;
}

/** Whether one and the same list gives copies of one picture several labels. */
function differ(copies: readonly ShownPicture[], secondList: DataSet['secondList']): boolean {
  const kept = copies.filter(({ change }) => change?.kind !== 'drop');
  const own = kept.map(({ picture: { expression, gender, ageYears } }) =>
    JSON.stringify([expression, gender, ageYears]),
  );
  const second = kept.flatMap(({ picture: { file }, change }) =>
    change ? [] : (secondList?.expressions.get(file) ?? []),
  );
  return new Set(own).size > 1 || new Set(second).size > 1;
}
