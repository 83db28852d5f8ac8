import { basename } from 'node:path/posix';
import { basename as nativeBasename } from 'node:path';

import type { Glance } from './glance.ts';
import { glanceAt } from './glance.ts';
import { isPictureFile } from '../../artifact/picture-files.ts';
import { beginsAffectnet, isAffectnetList } from './readers/affectnet.ts';
import { isHeader } from './readers/csv.ts';
import { folderSplit } from './readers/ferplus.ts';
import { classFolders } from './readers/folder.ts';
import { rowsOf } from './readers/table.ts';
import { isUtkfaceName } from './readers/utkface.ts';
import { some } from './readers/wrong-layout.ts';
import type { Layout } from './types.ts';

/** What a folder looks like. */
export interface Recognition {
  layout: Layout | null;
  /** In words, for a person: why this layout, or what is missing. */
  reason: string;
  /** A name to show it under. */
  name: string;
  /** Picture files that were counted. */
  pictures: number;
}

/** Time for listing; what is left over of a second is for the beginnings of lists. */
const LISTING_MS = 650;
/** Of so many lists the beginnings are read. */
const MOST_LISTS = 5;
/** Some strange pictures among UTKFace's change nothing; FER+'s beside them are another set. */
const UTKFACE_SHARE = 0.5;

const PUBLIC_NAMES: Partial<Record<Layout, string>> = {
  ferplus: 'FER+',
  affectnet: 'AffectNet',
  utkface: 'UTKFace',
};

type Clue = { layout: Layout; why: string };

/**
 * Says by names and the beginnings of lists which layout a folder has, within about a second however large it is.
 * Whether everything fits together, reading it will say.
 * @throws DemifaceError `missing` if there is no such folder, `unreadable`, `interrupted`
 */
export async function recogniseDataSet(
  root: string,
  { withinMs = LISTING_MS, signal }: { withinMs?: number; signal?: AbortSignal } = {},
): Promise<Recognition> {
  const glance = await glanceAt(root, { withinMs, signal });
  const pictures = glance.paths.filter(isPictureFile);
  const list = /\.csv$/i.test(root) ? await csvClue(glance, pictures) : undefined; // it was chosen by itself
  const named = list ? [] : await namedSets(glance, pictures);
  const clue = list ?? named[0] ?? (await csvClue(glance, pictures)) ?? folderClue(pictures);
  const ownName = nativeBasename(root).replace(/\.(csv|tar|tgz|tar\.gz|zip)$/i, '') || root;
  const more = glance.isPartial ? `; ${count(pictures.length, 'picture')} were counted so far` : '';
  const result = { name: ownName, pictures: pictures.length };
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
  };
}

async function namedSets(glance: Glance, pictures: readonly string[]): Promise<Clue[]> {
  const clues = [ferplusClue(glance, pictures), await affectnetClue(glance, pictures), utkfaceClue(pictures)];
  return clues.flatMap((clue) => clue ?? []);
}

const FERPLUS_NAME = /^fer\d{7}\.png$/i;

function ferplusClue({ paths }: Glance, pictures: readonly string[]): Clue | undefined {
  const inSplits = pictures.filter((path) => folderSplit(path) || FERPLUS_NAME.test(basename(path)));
  const lists = voteLists(paths);
  const whole = lists.filter((path) => basename(path).toLowerCase() === 'fer2013new.csv');
  if (inSplits.length === 0 || lists.length === 0) return undefined;
  return {
    layout: 'ferplus',
    why: `${count(inSplits.length, 'picture')} of ${splitsOf(inSplits)} with the votes of ${some(whole.length > 0 ? whole : lists)}: FER+`,
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

function utkfaceClue(pictures: readonly string[]): Clue | undefined {
  const fitting = pictures.filter((path) => isUtkfaceName(basename(path)));
  const others = pictures.filter((path) => folderSplit(path) === undefined).length;
  if (fitting.length === 0 || fitting.length < UTKFACE_SHARE * others) return undefined;
  const such = basename(fitting[0]!);
  return {
    layout: 'utkface',
    why: `${fitting.length === pictures.length ? `${count(pictures.length, 'picture')} say` : `${fitting.length.toLocaleString('en')} of ${count(pictures.length, 'picture')} say`} age, gender and race by their names, such as ${such}: UTKFace`,
  };
}

async function csvClue(glance: Glance, pictures: readonly string[]): Promise<Clue | undefined> {
  if (pictures.length === 0) return undefined;
  for (const list of rootLists(glance).slice(0, MOST_LISTS)) {
    const cells = await firstRow(glance, list);
    if (cells && isHeader(cells))
      return { layout: 'csv', why: `the list ${list} has the columns ${cells.slice(0, 8).join(', ')}` };
  }
  return undefined;
}

function rootLists({ root, paths }: Glance): string[] {
  return /\.csv$/i.test(root)
    ? [nativeBasename(root).normalize('NFC')]
    : paths.filter((path) => !path.includes('/') && /\.csv$/i.test(path));
}

/** Undefined where it cannot be read: then the list is no clue. */
async function firstRow(glance: Glance, list: string): Promise<readonly string[] | undefined> {
  try {
    for await (const { cells } of rowsOf(glance, list)) return cells;
  } catch {
    // Reading the data set says what is wrong with it.
  }
  return undefined;
}

function folderClue(pictures: readonly string[]): Clue | undefined {
  const { task, classes } = classFolders(pictures);
  if (task === undefined) return undefined;
  return { layout: 'folder', why: `a folder for each ${task}: ${some(classes)}` };
}

function whyNone(glance: Glance, pictures: readonly string[]): string {
  const { paths, foreign, damaged } = glance;
  const unpack = foreign.length > 0 ? `unpack ${some(foreign)} first` : undefined;
  const trouble = unpack ?? damaged[0];
  if (paths.length === 0)
    return (
      trouble ??
      (glance.isPartial
        ? 'its folders take long to list; choose the one that holds the data set itself'
        : 'the folder is empty')
    );
  if (pictures.length === 0) {
    if (trouble !== undefined) return `there are no pictures in it; ${trouble}`;
    if (paths.some((path) => basename(path).toLowerCase() === 'fer2013.csv'))
      return "fer2013.csv holds its pictures as numbers; FER+'s generate_training_data.py makes picture files of it";
    return `there are no pictures in it, only ${some(paths)}`;
  }
  if (pictures.some(folderSplit))
    return `${splitsOf(pictures)} lie here without their votes; put fer2013new.csv of FER+ beside them`;
  const { problem } = classFolders(pictures);
  const lists = rootLists(glance);
  const found = [
    `found ${count(pictures.length, 'picture')} such as ${pictures[0]!}`,
    ...(problem === undefined ? [] : [problem]),
    ...(lists.length > 0 ? [`${some(lists)} has no column file beside expression, gender or age`] : []),
    ...(trouble === undefined ? [] : [trouble]),
  ].join('; ');
  return `${found}. What they show must be said: by a folder a class (happiness, anger … or female, male, or ages), or by a list (.csv) with the columns file and expression, gender or age`;
}

function count(n: number, word: string): string {
  return `${n.toLocaleString('en')} ${word}${n === 1 ? '' : 's'}`;
}
