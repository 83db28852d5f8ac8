import { basename } from 'node:path/posix';

import type { CodedMessage, MessageValue } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { LabelOrderId } from '../../../artifact/label-orders.ts';
import { ordersWith } from '../../../artifact/label-orders.ts';
import type { Task } from '../../../artifact/labels.ts';
import { isPixelHeader, pixelListNames } from '../lists/pixel-list.ts';
import { isComment, rowsOf } from '../lists/table.ts';
import { truncatedList } from '../lists/wrong-layout.ts';
import { beginsAffectnet, isAffectnetList } from '../readers/affectnet.ts';
import { hasBoxColumns } from '../readers/box-columns.ts';
import { classFolders } from '../readers/class-folders.ts';
import type { Columns } from '../readers/csv-row.ts';
import { labelsIn, listHeader } from '../readers/csv-row.ts';
import { rootLists } from '../readers/csv.ts';
import { folderSplit } from '../readers/ferplus.ts';
import { isRafDbList, isRafDbName } from '../readers/raf-db.ts';
import { isUtkfaceName } from '../readers/utkface.ts';
import type { Layout } from '../types.ts';
import { AgeCodes } from '../vocabulary/age-codes.ts';
import type { FoundCodes } from '../vocabulary/ambiguous.ts';
import { numbersOf } from '../vocabulary/ambiguous.ts';
import type { RootListing } from './root-listing.ts';

/** Of so many lists the beginnings are read. */
const MAX_LISTS = 5;
/** Of so many rows it is looked which numbers stand for classes. */
const MAX_ROWS = 5000;
/** Some strange pictures among UTKFace's change nothing; FER+'s beside them are another set. */
const UTKFACE_SHARE = 0.5;

/** A sign that a folder has a layout. */
export interface LayoutEvidence {
  layout: Layout;
  /** In parts. */
  why: CodedMessage[];
  /** Label orders to choose from where classes are bare numbers: one of each list. */
  choices?: readonly (readonly LabelOrderId[])[];
  /** A list gives boxes of faces. */
  hasBoxes?: boolean;
}

export async function namedSets(
  listing: RootListing,
  pictures: readonly string[],
): Promise<LayoutEvidence[]> {
  const clues = [
    ferplusClue(listing, pictures),
    await affectnetClue(listing, pictures),
    utkfaceClue(listing, pictures),
    rafDbClue(listing, pictures),
  ];
  return clues.flatMap((clue) => clue ?? []);
}

const FERPLUS_NAME = /^fer\d{7}\.png$/i;

function ferplusClue(
  { paths, isPartial }: RootListing,
  pictures: readonly string[],
): LayoutEvidence | undefined {
  const inSplits = pictures.filter((path) => folderSplit(path) || FERPLUS_NAME.test(basename(path)));
  const lists = voteLists(paths);
  const own = lists.filter((path) => basename(path).toLowerCase() === 'label.csv');
  if (inSplits.length === 0 || lists.length === 0) return undefined;
  return {
    layout: 'ferplus',
    why: [
      message('layout.ferplus', {
        pictures: countOf(inSplits, isPartial),
        folders: splitsOf(inSplits),
        lists: truncatedList(own.length > 0 ? own : lists),
      }),
    ],
  };
}

export function voteLists(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const name = basename(path).toLowerCase();
    return name === 'fer2013new.csv' || (name === 'label.csv' && folderSplit(path));
  });
}

export function splitsOf(paths: readonly string[]): MessageValue {
  const folders = { train: 'FER2013Train', val: 'FER2013Valid', test: 'FER2013Test' } as const;
  const splits = new Set(paths.map(folderSplit));
  const there = (['train', 'val', 'test'] as const).filter((split) => splits.has(split));
  return there.length === 0 ? message('layout.ferNames') : there.map((split) => folders[split]);
}

async function affectnetClue(
  listing: RootListing,
  pictures: readonly string[],
): Promise<LayoutEvidence | undefined> {
  if (pictures.length === 0) return undefined;
  for (const list of listing.paths.filter(isAffectnetList).slice(0, MAX_LISTS)) {
    const cells = await firstRow(listing, list);
    if (cells && beginsAffectnet(cells))
      return { layout: 'affectnet', why: [message('layout.affectnet', { list })] };
  }
  return undefined;
}

function utkfaceClue({ isPartial }: RootListing, pictures: readonly string[]): LayoutEvidence | undefined {
  const fitting = pictures.filter((path) => isUtkfaceName(basename(path)));
  const others = pictures.filter((path) => folderSplit(path) === undefined).length;
  if (fitting.length === 0 || fitting.length < UTKFACE_SHARE * others) return undefined;
  const such = basename(fitting[0]!);
  return {
    layout: 'utkface',
    why: [
      message('layout.utkface', {
        pictures:
          isPartial || fitting.length === pictures.length
            ? countOf(pictures, isPartial)
            : message('layout.partOfPictures', { n: fitting.length, of: pictures.length }),
        example: such,
      }),
    ],
  };
}

function rafDbClue({ paths }: RootListing, pictures: readonly string[]): LayoutEvidence | undefined {
  const list = paths.find(isRafDbList);
  const example = pictures.map((path) => basename(path)).find(isRafDbName);
  return list === undefined || example === undefined
    ? undefined
    : { layout: 'raf-db', why: [message('layout.rafDb', { list, example })] };
}

export async function pixelClue(listing: RootListing): Promise<LayoutEvidence | undefined> {
  for (const list of pixelListNames(listing).slice(0, MAX_LISTS)) {
    const cells = await firstRow(listing, list);
    if (cells && isPixelHeader(cells))
      return { layout: 'fer2013', why: [message('layout.pixels', { list })] };
  }
  return undefined;
}

export async function csvClue(
  listing: RootListing,
  pictures: readonly string[],
): Promise<LayoutEvidence | undefined> {
  if (pictures.length === 0) return undefined;
  for (const list of rootLists(listing).slice(0, MAX_LISTS)) {
    const cells = await firstRow(listing, list);
    const header = cells && listHeader(cells);
    if (!header) continue;
    const { names, columns } = header;
    const codes = await codesIn(listing, list, columns);
    const numbers = [...codes].map(([task, found]) =>
      message('layout.codes', { task, numbers: numbersOf(found.codes) }),
    );
    return {
      layout: 'csv',
      why: [message('layout.columns', { list, columns: names.slice(0, 8) }), ...numbers],
      hasBoxes: hasBoxColumns(names),
      // Numbers of no known order leave nothing to choose: reading the data set states so.
      choices: [...codes]
        .map(([task, found]) => ordersWith(task, found.codes).map(({ id }) => id))
        .filter((orders) => orders.length > 0),
    };
  }
  return undefined;
}

/** Numbers that stand for classes, as far as the beginning of a list gives them. */
async function codesIn(listing: RootListing, list: string, columns: Columns): Promise<Map<Task, FoundCodes>> {
  const found = new Map<Task, FoundCodes>();
  const ages = new AgeCodes();
  let rows = 0;
  try {
    for await (const { cells, where } of rowsOf(listing, list)) {
      const { codes, labels } = labelsIn(cells, columns, {});
      for (const { task, code } of codes)
        found.set(task, { codes: (found.get(task)?.codes ?? new Set<number>()).add(code), where });
      if (labels.ageYears !== undefined) ages.add(labels.ageYears, where);
      if (++rows > MAX_ROWS) break;
    }
  } catch {
    // Reading the data set states what is wrong with it.
  }
  const ageCodes = ages.found();
  if (ageCodes) found.set('age', ageCodes);
  return found;
}

/** Undefined where it cannot be read: then the list is no clue. */
export async function firstRow(listing: RootListing, list: string): Promise<readonly string[] | undefined> {
  try {
    for await (const row of rowsOf(listing, list))
      if (!isComment(row) || listHeader(row.cells)) return row.cells;
  } catch {
    // Reading the data set states what is wrong with it.
  }
  return undefined;
}

export function folderClue(pictures: readonly string[]): LayoutEvidence | undefined {
  const { meaning, classes } = classFolders(pictures);
  if (!meaning) return undefined;
  if (!('choices' in meaning))
    return {
      layout: 'folder',
      why: [message('layout.folders', { task: meaning.task, classes: truncatedList(classes) })],
    };
  return {
    layout: 'folder',
    why: [message('layout.numberFolders', { numbers: numbersOf(meaning.numbers) })],
    choices: [meaning.choices.map(({ id }) => id)],
  };
}

/** How many there are; of a folder that was not listed to its end this is unknown. */
export function countOf(pictures: readonly string[], isPartial: boolean): CodedMessage {
  return isPartial ? message('layout.somePictures') : message('layout.pictures', { n: pictures.length });
}
