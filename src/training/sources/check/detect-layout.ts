import { basename } from 'node:path/posix';
import { englishText } from '../../../messages/english.ts';
import type { LabelOrderId } from '../../../artifact/label-orders.ts';
import { ordersWith } from '../../../artifact/label-orders.ts';
import type { Task } from '../../../artifact/labels.ts';
import { DemifaceError } from '../../../common/error.ts';
import { basename as nativeBasename, dirname, resolve } from 'node:path';

import type { Glance } from './glance.ts';
import { glanceAt } from './glance.ts';
import { isPictureFile, unsupportedKind } from '../../../common/pictures/picture-files.ts';
import { beginsAffectnet, isAffectnetList } from '../readers/affectnet.ts';
import { isPixelHeader, pixelListNames } from '../lists/pixel-list.ts';
import { AgeCodes } from '../vocabulary/age-codes.ts';
import type { FoundCodes } from '../vocabulary/ambiguous.ts';
import { numbersText } from '../vocabulary/ambiguous.ts';
import { rootLists } from '../readers/csv.ts';
import { hasBoxColumns } from '../readers/box-columns.ts';
import type { Columns } from '../readers/csv-row.ts';
import { labelsIn, listHeader } from '../readers/csv-row.ts';
import { folderSplit } from '../readers/ferplus.ts';
import { classFolders } from '../readers/class-folders.ts';
import { isComment, isListFile, rowsOf } from '../lists/table.ts';
import { isUtkfaceName } from '../readers/utkface.ts';
import { some } from '../lists/wrong-layout.ts';
import type { Layout } from '../types.ts';

/** What a folder looks like. */
export interface Recognition {
  layout: Layout | null;
  /** In words, for a person: why this layout, or what is missing. */
  reason: string;
  /** A name to show it under. */
  name: string;
  /** Picture files; null where there was no time to count them all. */
  pictures: number | null;
  /** Label orders to choose from where classes are bare numbers: one of each list. */
  choices: readonly (readonly LabelOrderId[])[];
  /** A list gives boxes of faces. */
  hasBoxes: boolean;
}

/** Time for listing; what is left over of a second is for the beginnings of lists. */
const LISTING_MS = 650;
/** Of so many lists the beginnings are read. */
const MOST_LISTS = 5;
/** Of so many rows it is looked which numbers stand for classes. */
const MOST_ROWS = 5000;
/** Some strange pictures among UTKFace's change nothing; FER+'s beside them are another set. */
const UTKFACE_SHARE = 0.5;

const PUBLIC_NAMES: Partial<Record<Layout, string>> = {
  ferplus: 'FER+',
  affectnet: 'AffectNet',
  utkface: 'UTKFace',
  fer2013: 'FER2013',
};

type Clue = { layout: Layout; why: string } & Partial<Pick<Recognition, 'choices' | 'hasBoxes'>>;

/**
 * Says by names and the beginnings of lists which layout a folder has, within about a second however large it is.
 * Whether everything fits together, reading it will say.
 * @throws DemifaceError `missing` if there is no such folder, `mismatch` for a file that is no data set, `unreadable`, `interrupted`
 */
export async function recogniseDataSet(
  root: string,
  { withinMs = LISTING_MS, signal }: { withinMs?: number; signal?: AbortSignal } = {},
): Promise<Recognition> {
  const glance = await glanceAt(root, { withinMs, signal });
  const pictures = glance.paths.filter(isPictureFile);
  const isList = isListFile(root);
  const named = isList ? [] : await namedSets(glance, pictures);
  const clue = isList
    ? await listClue(glance, pictures)
    : (named[0] ?? (await pixelClue(glance)) ?? (await csvClue(glance, pictures)) ?? folderClue(pictures));
  const ownName = nativeBasename(root).replace(/\.(csv|tsv|tar|tgz|tar\.gz|zip)$/i, '') || root;
  const more =
    passedOver(glance) + (glance.isPartial ? '; there are more files than could be listed in a second' : '');
  const result = {
    name: ownName,
    pictures: glance.isPartial ? null : pictures.length,
    choices: [],
    hasBoxes: false,
  };
  if (named.length > 1) {
    const names = named.map(({ layout }) => PUBLIC_NAMES[layout]).join(' and ');
    return {
      ...result,
      layout: null,
      reason: `it holds several data sets, ${names}: choose the folder of one`,
    };
  }
  if (!clue) return { ...result, layout: null, reason: whyNone(glance, pictures) + more };
  return {
    ...result,
    layout: clue.layout,
    reason: clue.why + more,
    name: PUBLIC_NAMES[clue.layout] ?? ownName,
    choices: clue.choices ?? [],
    hasBoxes: clue.hasBoxes ?? false,
  };
}

/**
 * Of a list that was chosen by itself: what lies beside it is a data set only together with it.
 * @throws DemifaceError `mismatch` for a list that says nothing of pictures
 */
async function listClue(glance: Glance, pictures: readonly string[]): Promise<Clue | undefined> {
  const clue = (await pixelClue(glance)) ?? (await csvClue(glance, pictures));
  if (clue) return clue;
  const list = rootLists(glance)[0]!;
  const isVotes = voteLists([list]).length > 0;
  const whole = (await namedSets(glance, pictures)).find(({ layout }) =>
    layout === 'ferplus' ? isVotes : layout === 'affectnet' && isAffectnetList(list),
  );
  if (whole) return whole;
  const cells = await firstRow(glance, list);
  if (cells && listHeader(cells)) return undefined; // its pictures are missing
  const isAffectnet = cells !== undefined && isAffectnetList(list) && beginsAffectnet(cells);
  if (isVotes || isAffectnet) throw withoutPictures(list, isVotes ? 'ferplus' : 'affectnet');
  throw new DemifaceError(
    'mismatch',
    `${list} is no list of pictures: it ${cells ? `begins with ${some(cells)}` : 'is empty or cannot be read'}, expected the columns file and expression, gender or age; for the pictures beside it, choose the folder ${dirname(resolve(glance.root))}`,
  );
}

/** Where the pictures of a list lie, as published. */
const PICTURE_FOLDERS = {
  ferplus: 'FER2013Train, FER2013Valid and FER2013Test',
  affectnet: 'Manually_Annotated_Images',
} as const;

function withoutPictures(list: string, layout: keyof typeof PICTURE_FOLDERS): DemifaceError {
  return new DemifaceError(
    'missing',
    `${list} is a list of ${PUBLIC_NAMES[layout]}, but none of its pictures lies beside it; put ${PICTURE_FOLDERS[layout]} beside it, then choose it again`,
  );
}

/** `; 12 files are passed over (HEIC is not read; save it as JPEG or PNG)` */
function passedOver({ paths }: Glance): string {
  const reasons = paths.flatMap((path) => unsupportedKind(path) ?? []).map(englishText);
  if (reasons.length === 0) return '';
  return `; ${count(reasons.length, 'file')} passed over (${[...new Set(reasons)].join('; ')})`;
}

async function namedSets(glance: Glance, pictures: readonly string[]): Promise<Clue[]> {
  const clues = [
    ferplusClue(glance, pictures),
    await affectnetClue(glance, pictures),
    utkfaceClue(glance, pictures),
  ];
  return clues.flatMap((clue) => clue ?? []);
}

const FERPLUS_NAME = /^fer\d{7}\.png$/i;

function ferplusClue({ paths, isPartial }: Glance, pictures: readonly string[]): Clue | undefined {
  const inSplits = pictures.filter((path) => folderSplit(path) || FERPLUS_NAME.test(basename(path)));
  const lists = voteLists(paths);
  const own = lists.filter((path) => basename(path).toLowerCase() === 'label.csv');
  if (inSplits.length === 0 || lists.length === 0) return undefined;
  return {
    layout: 'ferplus',
    why: `${isPartial ? 'pictures' : count(inSplits.length, 'picture')} of ${splitsOf(inSplits)} with the votes of ${some(own.length > 0 ? own : lists)}: FER+`,
  };
}

function voteLists(paths: readonly string[]): string[] {
  return paths.filter((path) => {
    const name = basename(path).toLowerCase();
    return name === 'fer2013new.csv' || (name === 'label.csv' && folderSplit(path));
  });
}

function splitsOf(paths: readonly string[]): string {
  const folders = { train: 'FER2013Train', val: 'FER2013Valid', test: 'FER2013Test' } as const;
  const splits = new Set(paths.map(folderSplit));
  const there = (['train', 'val', 'test'] as const).filter((split) => splits.has(split));
  return there.length === 0 ? "FER2013's names" : there.map((split) => folders[split]).join(', ');
}

async function affectnetClue(glance: Glance, pictures: readonly string[]): Promise<Clue | undefined> {
  if (pictures.length === 0) return undefined;
  for (const list of glance.paths.filter(isAffectnetList).slice(0, MOST_LISTS)) {
    const cells = await firstRow(glance, list);
    if (cells && beginsAffectnet(cells))
      return { layout: 'affectnet', why: `the list ${list} is one of AffectNet's` };
  }
  return undefined;
}

function utkfaceClue({ isPartial }: Glance, pictures: readonly string[]): Clue | undefined {
  const fitting = pictures.filter((path) => isUtkfaceName(basename(path)));
  const others = pictures.filter((path) => folderSplit(path) === undefined).length;
  if (fitting.length === 0 || fitting.length < UTKFACE_SHARE * others) return undefined;
  const such = basename(fitting[0]!);
  return {
    layout: 'utkface',
    why: `${isPartial ? 'pictures' : fitting.length === pictures.length ? count(pictures.length, 'picture') : `${fitting.length.toLocaleString('en')} of ${count(pictures.length, 'picture')}`} say age, gender and race by their names, such as ${such}: UTKFace`,
  };
}

async function pixelClue(glance: Glance): Promise<Clue | undefined> {
  for (const list of pixelListNames(glance).slice(0, MOST_LISTS)) {
    const cells = await firstRow(glance, list);
    if (cells && isPixelHeader(cells))
      return { layout: 'fer2013', why: `the list ${list} holds a picture a row, as numbers: FER2013` };
  }
  return undefined;
}

async function csvClue(glance: Glance, pictures: readonly string[]): Promise<Clue | undefined> {
  if (pictures.length === 0) return undefined;
  for (const list of rootLists(glance).slice(0, MOST_LISTS)) {
    const cells = await firstRow(glance, list);
    const header = cells && listHeader(cells);
    if (!header) continue;
    const { names, columns } = header;
    const codes = await codesIn(glance, list, columns);
    const numbers = [...codes].map(([task, found]) => `; ${task} is given as ${numbersText(found.codes)}`);
    return {
      layout: 'csv',
      why: `the list ${list} has the columns ${names.slice(0, 8).join(', ')}${numbers.join('')}`,
      hasBoxes: hasBoxColumns(names),
      // Numbers of no known order leave nothing to choose: reading the data set says so.
      choices: [...codes]
        .map(([task, found]) => ordersWith(task, found.codes).map(({ id }) => id))
        .filter((orders) => orders.length > 0),
    };
  }
  return undefined;
}

/** Numbers that stand for classes, as far as the beginning of a list gives them. */
async function codesIn(glance: Glance, list: string, columns: Columns): Promise<Map<Task, FoundCodes>> {
  const found = new Map<Task, FoundCodes>();
  const ages = new AgeCodes();
  let rows = 0;
  try {
    for await (const { cells, where } of rowsOf(glance, list)) {
      const { codes, labels } = labelsIn(cells, columns, {});
      for (const { task, code } of codes)
        found.set(task, { codes: (found.get(task)?.codes ?? new Set<number>()).add(code), where });
      if (labels.ageYears !== undefined) ages.add(labels.ageYears, where);
      if (++rows > MOST_ROWS) break;
    }
  } catch {
    // Reading the data set says what is wrong with it.
  }
  const ageCodes = ages.found();
  if (ageCodes) found.set('age', ageCodes);
  return found;
}

/** Undefined where it cannot be read: then the list is no clue. */
async function firstRow(glance: Glance, list: string): Promise<readonly string[] | undefined> {
  try {
    for await (const row of rowsOf(glance, list))
      if (!isComment(row) || listHeader(row.cells)) return row.cells;
  } catch {
    // Reading the data set says what is wrong with it.
  }
  return undefined;
}

function folderClue(pictures: readonly string[]): Clue | undefined {
  const { meaning, classes } = classFolders(pictures);
  if (!meaning) return undefined;
  if (!('choices' in meaning))
    return { layout: 'folder', why: `a folder for each ${meaning.task}: ${some(classes)}` };
  return {
    layout: 'folder',
    why: `the class folders have ${numbersText(meaning.numbers)} as names, which data sets use for different classes`,
    choices: [meaning.choices.map(({ id }) => id)],
  };
}

function whyNone(glance: Glance, pictures: readonly string[]): string {
  const { paths, foreign, damaged, skipped } = glance;
  const unpack = foreign.length > 0 ? `unpack ${some(foreign)} first` : undefined;
  const trouble = unpack ?? damaged[0];
  if (paths.length === 0)
    return (
      trouble ??
      (glance.isPartial
        ? 'its folders take long to list; choose the one that holds the data set itself'
        : skipped[0]
          ? `it holds no file that can be read: ${skipped[0].path} is left out (${englishText(skipped[0].reason)})`
          : 'the folder is empty')
    );
  if (pictures.length === 0) {
    if (trouble !== undefined) return `there are no pictures in it; ${trouble}`;
    return `there are no pictures in it, only ${some(paths)}`;
  }
  if (pictures.some(folderSplit))
    return `${splitsOf(pictures)} lie here without their votes; put fer2013new.csv of FER+ beside them`;
  const { problem } = classFolders(pictures);
  const lists = rootLists(glance);
  const found = [
    `found ${glance.isPartial ? 'pictures' : count(pictures.length, 'picture')} such as ${pictures[0]!}`,
    ...(problem === undefined ? [] : [problem]),
    ...(lists.length > 0 ? [`${some(lists)} has no column file beside expression, gender or age`] : []),
    ...(trouble === undefined ? [] : [trouble]),
  ].join('; ');
  return `${found}. What they show must be said: by a folder a class (happiness, anger … or female, male, or ages), or by a list (.csv) with the columns file and expression, gender or age`;
}

function count(n: number, word: string): string {
  return `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
}
