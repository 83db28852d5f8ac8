import { basename, dirname } from 'node:path/posix';

import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import { yieldToEventLoop } from '../../../common/yield-to-event-loop.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { type Split, SPLITS } from '../types.ts';
import { codeIn } from '../vocabulary/class-names.ts';
import { USAGES } from './fer2013.ts';
import {
  isVoteHeader,
  PUBLISHED,
  PUBLISHED_OWN,
  type VoteColumns,
  voteColumnsOf,
} from './ferplus-columns.ts';
import { majority, noMajority, VOTE_COLUMNS } from './majority.ts';
import type { ReadResult, ReadOptions } from './reader.ts';
import { emptyReadResult, ROW_AMBIGUOUS } from './reader.ts';
import { rowsOf } from '../lists/table.ts';
import { truncatedList, wrongLayout } from '../lists/wrong-layout.ts';

const EXPECTED = message('lists.ferplusFolders');

const FOLDERS: Readonly<Record<string, Split>> = {
  fer2013train: 'train',
  fer2013valid: 'val',
  fer2013test: 'test',
};

interface VoteRow {
  name: string;
  split: Split;
  votes: readonly number[];
  where: CodedMessage;
}

/** Between so many rows others get their turn: what reads may be at work for a window. */
const AT_A_TIME = 2000;

/**
 * FER+ (Barsoum et al. 2016): pictures under their FER+ names, votes in each folder's `label.csv` or in
 * `fer2013new.csv`. Rows join on the picture's name, never on their number.
 */
export async function readFerplus(files: Files, { signal }: ReadOptions): Promise<ReadResult> {
  const found = emptyReadResult(['expression']);
  const pictures = files.paths.filter(isPictureFile);
  const { rows, second } = await readVotes(files, found, signal);
  const byName = filesByName(pictures);
  const rowSplit = new Map<string, Split>();
  const missing: VoteRow[] = [];
  const splitsHere = new Set(pictures.map(folderSplit));
  const seen = new Map<string, VoteRow>();

  for (const [i, { name, split, votes, where }] of rows.entries()) {
    if (i % AT_A_TIME === 0) await yieldToEventLoop(signal);
    const first = seen.get(name);
    if (first) {
      if (majority(first.votes)?.expression === majority(votes)?.expression) found.repeatedRows.push(name);
      else found.conflictingRows.push(message('data.rows', { name, first: first.where, second: where }));
      continue;
    }
    seen.set(name, { name, split, votes, where });
    const candidates = byName.get(name) ?? [];
    const inSplit = candidates.filter((path) => folderSplit(path) === split);
    const [file, ...others] = inSplit.length > 0 ? inSplit : candidates;
    if (file === undefined) {
      missing.push({ name, split, votes, where });
      continue;
    }
    if (others.length > 0) {
      const problem = message('rows.couldBe', { name, choices: truncatedList([file, ...others]) });
      found.malformed.push(message('rows.problem', { where, problem }));
      for (const path of [file, ...others]) found.unused.set(path, ROW_AMBIGUOUS);
      continue;
    }
    splitsHere.add(split);
    rowSplit.set(file, split);
    const winner = majority(votes);
    if (winner) found.pictures.push({ name, file, split, ...winner });
    else found.unused.set(file, noMajority(votes));
  }
  await yieldToEventLoop(signal);
  if (rowSplit.size === 0) throw wrongLayout(files, EXPECTED, whyNone(found));
  // A root may hold some of the splits only: rows of the others lack nothing.
  found.rowsWithoutFile = missing.filter(({ split }) => splitsHere.has(split)).map(({ name }) => name);
  found.filesWithoutRow = pictures.filter((file) => !rowSplit.has(file));
  if (second) {
    const expressions = new Map<string, number | undefined>();
    for (const [i, { name, split, votes }] of second.rows.entries()) {
      if (i % AT_A_TIME === 0) await yieldToEventLoop(signal);
      const file = byName.get(name)?.find((path) => folderSplit(path) === split);
      if (file !== undefined) expressions.set(file, majority(votes)?.expression);
    }
    found.secondList = { list: second.list, expressions };
  }
  found.splitOf = (file) => rowSplit.get(file) ?? folderSplit(file);
  return found;
}

/**
 * The folders' own lists where they are there: by them the majority rule leaves the paper's 25,045 and 3,191 pictures. The
 * one list at the root serves splits that have no list of their own; of the others it is a second opinion, for the two do
 * not agree on every picture.
 */
async function readVotes(
  files: Files,
  found: ReadResult,
  signal?: AbortSignal,
): Promise<{ rows: VoteRow[]; second: { list: string; rows: VoteRow[] } | undefined }> {
  const depth = (path: string): number => path.split('/').length;
  const whole = files.paths
    .filter((path) => basename(path).toLowerCase() === 'fer2013new.csv')
    .sort((a, b) => depth(a) - depth(b))[0];
  const own = files.paths.filter((path) => basename(path).toLowerCase() === 'label.csv' && folderSplit(path));
  own.sort((a, b) => SPLITS.indexOf(folderSplit(a) ?? 'test') - SPLITS.indexOf(folderSplit(b) ?? 'test'));
  if (whole === undefined && own.length === 0) throw wrongLayout(files, EXPECTED);
  const rows: VoteRow[] = [];
  for (const list of own) rows.push(...(await readList(files, list, found.malformed, signal)));
  found.lists.push(...own);
  if (whole === undefined) return { rows, second: undefined };
  const isOwn = (split: Split) => own.some((list) => folderSplit(list) === split);
  const needsWhole = files.paths.some((path) => {
    const split = isPictureFile(path) && folderSplit(path);
    return split !== false && (split === undefined || !isOwn(split));
  });
  const all = await readList(files, whole, needsWhole ? found.malformed : [], signal);
  if (needsWhole) {
    rows.push(...all.filter(({ split }) => !isOwn(split)));
    found.lists.push(whole);
  }
  const second = all.filter(({ split }) => isOwn(split));
  return { rows, second: second.length > 0 ? { list: whole, rows: second } : undefined };
}

/** Columns by the names of the header; without one in the published order. */
async function readList(
  files: Files,
  list: string,
  malformed: CodedMessage[],
  signal?: AbortSignal,
): Promise<VoteRow[]> {
  const rows: VoteRow[] = [];
  const ownSplit = basename(list).toLowerCase() === 'label.csv' ? folderSplit(list) : undefined;
  let columns: VoteColumns | undefined;
  for await (const { cells, where, problem } of rowsOf(files, list, signal)) {
    if (!columns) {
      const isHeader = problem === undefined && isVoteHeader(cells);
      columns = isHeader ? voteColumnsOf(list, cells, !ownSplit) : ownSplit ? PUBLISHED_OWN : PUBLISHED;
      if (isHeader) continue;
    }
    const votes = columns.votes.map((at) => codeIn(cells[at] ?? '') ?? NaN);
    const sound = votes.every(Number.isFinite);
    const usage = cells[columns.usage] ?? '';
    const split = ownSplit ?? USAGES[usage.toLowerCase()];
    const name = cells[columns.name] ?? '';
    if (sound && split && name !== '')
      rows.push({ name: basename(name).normalize('NFC'), split, votes, where });
    else
      malformed.push(message('rows.problem', { where, problem: problem ?? wrong({ sound, split, usage }) }));
  }
  return rows;
}

/** What is wrong with a row that lacks a name, a split or votes. */
function wrong({ sound, split, usage }: { sound: boolean; split: Split | undefined; usage: string }) {
  if (!sound) return message('rows.votes', { n: VOTE_COLUMNS });
  return split ? message('rows.noImageName') : message('rows.unknownUsage', { cell: usage });
}

const whyNone = ({ malformed: [first] }: ReadResult): CodedMessage =>
  first ?? message('lists.noPictureOfRow');

/** The split that the nearest of its folders names. */
export function folderSplit(path: string): Split | undefined {
  for (const part of dirname(path).split('/').reverse()) {
    const split = FOLDERS[part.toLowerCase()];
    if (split) return split;
  }
  return undefined;
}

function filesByName(paths: readonly string[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const path of paths) {
    const same = byName.get(basename(path));
    if (same) same.push(path);
    else byName.set(basename(path), [path]);
  }
  return byName;
}
