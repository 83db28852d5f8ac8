import { LABELS } from '../../../artifact/labels.ts';
import { message } from '../../../messages/message.ts';
import { DemifaceError } from '../../../common/error.ts';
import type { Files } from '../files.ts';
import { openDataSet } from './open-data-set.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { DEFAULT_SEED } from '../seeded.ts';
import {
  type ClassNames,
  type DataSet,
  type Interpretation,
  type LabeledPicture,
  type Layout,
  SPLITS,
} from '../types.ts';
import { readAffectnet } from './affectnet.ts';
import { readCsv } from './csv.ts';
import { readFer2013 } from './fer2013.ts';
import { readFerplus } from './ferplus.ts';
import { readFolder } from './folder.ts';
import { withJoinedSpellings } from '../vocabulary/class-map.ts';
import { withNearTogether } from '../near-splits.ts';
import { readRafDb } from './raf-db.ts';
import type { DataSetReader, ReadResult } from './reader.ts';
import { readUtkface } from './utkface.ts';

const READERS: Readonly<Record<Layout, DataSetReader>> = {
  ferplus: readFerplus,
  affectnet: readAffectnet,
  utkface: readUtkface,
  fer2013: readFer2013,
  'raf-db': readRafDb,
  folder: readFolder,
  csv: readCsv,
};

export interface ReadDataSetOptions extends Interpretation {
  seed?: number;
  signal?: AbortSignal | undefined;
  /** False: pictures that were never compared are not compared now, so near-duplicates may lie in several splits. */
  compareNear?: boolean;
  /** Receives the progress of the first comparison of a set's pictures. */
  onCompare?: ((done: number, total: number) => void) | undefined;
}

/**
 * Reads names and lists, and once the pictures whose split is drawn, to keep copies and near-duplicates in one split. The pictures come by split and
 * name, whatever the order on the disk.
 * @throws DemifaceError `missing`, `mismatch` (another layout), `ambiguous` (numbers that could mean several things) or
 * `unreadable` (a damaged archive or list, a folder without permission: what is left would be another data set)
 */
export async function readDataSet(
  layout: Layout,
  root: string,
  options: ReadDataSetOptions = {},
): Promise<DataSet> {
  const files = await openDataSet(layout, root, options.signal);
  const unread = files.skipped.find(({ unreadable }) => unreadable === 'folder');
  if (unread)
    throw new DemifaceError(
      'unreadable',
      message('lists.unread', { path: unread.path, root, reason: unread.reason }),
    );
  return readFiles(layout, files, options);
}

/** As `readDataSet`, for files already listed by `openDataSet`. */
export async function readFiles(
  layout: Layout,
  files: Files,
  { seed = DEFAULT_SEED, compareNear = true, onCompare, ...options }: ReadDataSetOptions = {},
): Promise<DataSet> {
  if (options.classNames && layout !== 'folder' && layout !== 'csv')
    throw new DemifaceError('usage', message('lists.ownLabels', { layout }));
  const { splitOf, unused, isDrawn = false, ...found } = await READERS[layout](files, { seed, ...options });
  if (options.classNames) noteNames(found, options.classNames);
  if (isDrawn)
    found.pictures = await withNearTogether(found.pictures, files, {
      compare: compareNear,
      onProgress: onCompare,
      signal: options.signal,
    });
  const labeled = new Set(found.pictures.map(({ file }) => file));
  const unlabeled = files.paths
    .filter((file) => isPictureFile(file) && !labeled.has(file))
    .map((file) => {
      const split = splitOf?.(file);
      return {
        file,
        ...(split ? { split } : {}),
        reason: unused.get(file) ?? message('data.noLabel'),
      };
    });
  return { layout, root: files.root, ...found, pictures: found.pictures.sort(bySplitAndName), unlabeled };
}

/** More are hardly classes: a column of names, dates or numbers was likely taken for one of classes. */
const MANY_CLASSES = 50;

/** Spellings of one class are joined; stated names that no picture has are noted, as they may be misspelled. */
function noteNames(found: Pick<ReadResult, 'pictures' | 'notes'>, { task, labels = {} }: ClassNames): void {
  const { pictures, joined } = withJoinedSpellings(found.pictures);
  found.pictures = pictures;
  found.notes.push(
    ...joined.map((spellings) => message('data.spellingsJoined', { spellings: [...spellings] })),
  );
  const n = new Set(pictures.flatMap(({ custom }) => custom ?? [])).size;
  if (n > MANY_CLASSES) found.notes.push(message('data.manyClasses', { n, pictures: pictures.length }));
  const missing = Object.entries(labels).flatMap(([name, label]) => {
    if (label === null) return [];
    const index = task === 'custom' ? -1 : LABELS[task]!.indexOf(label);
    return pictures.some((picture) =>
      task === 'custom' ? picture.custom === label : picture[task] === index,
    )
      ? []
      : [name];
  });
  if (missing.length > 0) found.notes.push(message('data.namesNotThere', { names: missing }));
}

function bySplitAndName(a: LabeledPicture, b: LabeledPicture): number {
  return (
    SPLITS.indexOf(a.split) - SPLITS.indexOf(b.split) || compare(a.name, b.name) || compare(a.file, b.file)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
