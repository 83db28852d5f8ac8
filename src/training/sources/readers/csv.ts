import { basename } from 'node:path/posix';
import { basename as nativeBasename } from 'node:path';

import type { CodedMessage } from '../../../messages/message.ts';
import { isMessage, message } from '../../../messages/message.ts';
import { FACE_TASKS, type FaceTask, type Task } from '../../../artifact/labels.ts';
import { orderFor } from '../../../artifact/label-orders.ts';
import { DemifaceError } from '../../../common/error.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import type { FoundCodes } from '../vocabulary/ambiguous.ts';
import { AgeCodes } from '../vocabulary/age-codes.ts';
import { ambiguousColumn, foreignCode } from '../vocabulary/ambiguous.ts';
import { ColumnVocabulary } from '../vocabulary/column-vocabulary.ts';
import { type BoxColumns, boxColumnsOf } from './box-columns.ts';
import { refuseUnknownBoxes } from './box-names.ts';
import { FacesOfRows, isLabeled } from './csv-faces.ts';
import type { Columns } from './csv-row.ts';
import { boxIn, labelsIn, listHeader, unusedColumns } from './csv-row.ts';
import type { SplitList, UnsplitPicture } from './csv-splits.ts';
import { splitCellOf, splitsByClass, StatedSplits, unstatedSplitsNote } from './csv-splits.ts';
import { PictureNames } from '../vocabulary/picture-names.ts';
import type { ReadResult, ReadOptions } from './reader.ts';
import { emptyReadResult, ROW_UNUSABLE } from './reader.ts';
import { splitNamed } from '../vocabulary/split-names.ts';
import type { Row } from '../lists/table.ts';
import { isComment, isListFile, LIST_ENDING, rowsOf } from '../lists/table.ts';
import { truncatedList, wrongLayout } from '../lists/wrong-layout.ts';

const EXPECTED = message('lists.aList');

/** A message names so many columns: which to choose is the question. */
const MAX_COLUMNS = 30;

/** A list whose header was understood. */
interface OpenList extends SplitList {
  columns: Columns & BoxColumns;
}

/** Lists of our own making: one or several at the root (`train.csv`, `test.csv` name their split), or the root itself. */
export async function readCsv(files: Files, options: ReadOptions): Promise<ReadResult> {
  const lists = new CsvLists(files, options);
  await lists.read();
  return lists.found();
}

/** The CSV files directly below a root, or the one that is the root. */
export function rootLists({ root, paths }: Pick<Files, 'root' | 'paths'>): string[] {
  return isListFile(root)
    ? [nativeBasename(root).normalize('NFC')]
    : paths.filter((path) => !path.includes('/') && isListFile(path));
}

/** Those that `rootLists` leaves aside. */
function listsInFolders({ root, paths }: Pick<Files, 'root' | 'paths'>): string[] {
  return isListFile(root) ? [] : paths.filter((path) => path.includes('/') && isListFile(path));
}

class CsvLists {
  readonly #files: Files;
  readonly #options: ReadOptions;
  readonly #names: PictureNames;
  readonly #found = emptyReadResult([]);
  readonly #opens: OpenList[] = [];
  readonly #faces = new FacesOfRows(this.#found);
  readonly #splits = new StatedSplits();
  readonly #codes = new Map<Task, FoundCodes>();
  /** The first number of each task that is no class in the stated order. */
  readonly #foreign = new Map<Task, { code: number; where: CodedMessage }>();
  readonly #words = {
    expression: new ColumnVocabulary('expression'),
    gender: new ColumnVocabulary('gender'),
  };
  readonly #ages = new AgeCodes();
  #bands: { n: number; band: string; where: CodedMessage } | undefined;

  constructor(files: Files, options: ReadOptions) {
    this.#files = files;
    this.#options = options;
    this.#names = new PictureNames(files.paths);
  }

  /** Reads the lists that name pictures and label them; of others it is noted that they are not used. */
  async read(): Promise<void> {
    const lists = rootLists(this.#files);
    const deeper = listsInFolders(this.#files);
    const others: { list: string; cells: readonly string[] }[] = [];
    for (const list of lists) {
      let open: OpenList | undefined;
      for await (const row of rowsOf(this.#files, list, this.#options.signal)) {
        if (open) {
          this.#readRow(open, row);
          continue;
        }
        open = this.#opened(list, row);
        if (!open && isComment(row)) continue;
        if (!open) others.push({ list, cells: row.cells });
        if (!open) break;
      }
    }
    this.#refuseMissingColumn(others);
    if (this.#found.lists.length === 0) {
      const [first] = others;
      const why = first
        ? message('lists.hasColumns', { list: first.list, columns: truncatedList(first.cells) })
        : message('lists.isEmpty', { lists: truncatedList(lists) });
      const inFolder = message('lists.inFolder', { lists: truncatedList(deeper) });
      throw wrongLayout(
        this.#files,
        EXPECTED,
        lists.length > 0 ? why : deeper.length > 0 ? inFolder : undefined,
      );
    }
    if (deeper.length > 0)
      this.#found.notes.push(message('data.listsInFolders', { lists: truncatedList(deeper) }));
    for (const { list } of others) this.#found.notes.push(message('data.listWithoutFiles', { list }));
  }

  /** @throws DemifaceError `mismatch` where no list has the column that is stated for names of classes */
  #refuseMissingColumn(others: readonly { list: string; cells: readonly string[] }[]): void {
    const column = this.#options.classNames?.column;
    if (column === undefined || this.#opens.some(({ columns }) => columns.names >= 0)) return;
    const [first] = [...this.#opens.map(({ list, names }) => ({ list, cells: names })), ...others];
    if (first)
      throw new DemifaceError(
        'mismatch',
        message('lists.noNamesColumn', {
          column,
          list: first.list,
          columns: first.cells.slice(0, MAX_COLUMNS),
        }),
      );
  }

  #opened(list: string, { cells }: Row): OpenList | undefined {
    const header = listHeader(cells, this.#options);
    if (!header) return undefined;
    this.#found.lists.push(list);
    const columns = { ...header.columns, ...boxColumnsOf(list, header.names) };
    const unused = unusedColumns(header.names, columns);
    if (columns.x < 0) refuseUnknownBoxes(list, unused);
    if (unused.length > 0) this.#found.notes.push(message('data.unusedColumns', { list, columns: unused }));
    const open: OpenList = { list, columns, names: header.names };
    this.#opens.push(open);
    return open;
  }

  #readRow(open: OpenList, { cells, where, problem: brokenRow }: Row): void {
    const { list, columns } = open;
    const width = open.names.length;
    const name = cells[columns.file] ?? '';
    const splitCell = splitCellOf(open, cells, where);
    const split = splitNamed(splitCell === '' ? basename(list).replace(LIST_ENDING, '') : splitCell);
    const { labels, codes, foreignCodes, words, ageBand, problem } = labelsIn(cells, columns, this.#options);
    for (const { task, word } of words) this.#words[task].add(word, where);
    const readBox = boxIn(cells, columns, this.#options);
    const box = isMessage(readBox) ? undefined : readBox;
    const isWide = cells.slice(width).some((cell) => cell !== '');
    const wrong =
      brokenRow ??
      ((isWide && message('rows.tooWide', { n: cells.length, width })) ||
        (name === '' && message('rows.noPicture')) ||
        (splitCell !== '' && !split && message('rows.unknownSplit', { cell: splitCell })) ||
        problem ||
        (isMessage(readBox) && readBox));
    if (wrong) {
      this.#found.malformed.push(message('rows.problem', { where, problem: wrong }));
      const unused = this.#names.find(list, name);
      if (unused !== undefined) this.#found.unused.set(unused, ROW_UNUSABLE);
      return;
    }
    for (const { task, code } of codes) this.#noteCode(task, code, where);
    for (const { task, code } of foreignCodes) {
      const first = this.#foreign.get(task);
      if (!first) this.#foreign.set(task, { code, where });
    }
    if (labels.ageYears !== undefined) this.#ages.add(labels.ageYears, where);
    if (ageBand !== undefined) {
      this.#bands ??= { n: 0, band: ageBand, where };
      this.#bands.n++;
    }
    const file = this.#names.find(list, name);
    const facts = { ...labels, ...(split ? { split } : {}) };
    if (file !== undefined && isLabeled(facts)) this.#splits.addList(list);
    this.#faces.add({ name, file, facts, box, where });
  }

  #noteCode(task: Task, code: number, where: CodedMessage): void {
    const known = this.#codes.get(task);
    if (known) known.codes.add(code);
    else this.#codes.set(task, { codes: new Set([code]), where });
  }

  /** @throws DemifaceError `ambiguous` for class numbers of no stated order, `mismatch` for those of another, without any labeled picture, or where only some rows state a split */
  found(): ReadResult {
    const found = this.#found;
    for (const words of Object.values(this.#words)) words.refuseForeign();
    for (const [task, codes] of this.#codes) throw ambiguousColumn(task, codes);
    const ages = orderFor('age', this.#options.labelOrders) ? undefined : this.#ages;
    ages?.refuseUnclear();
    for (const [task, first] of this.#foreign)
      throw foreignCode(orderFor(task, this.#options.labelOrders)!, first);
    found.notes.push(...this.#opens.flatMap(unstatedSplitsNote));
    if (this.#bands) found.notes.push(message('data.ageBands', this.#bands));
    const faces = this.#faces.faces();
    const fileSplits = new Map(faces.map(({ file, facts }) => [file, facts.split]));
    const labeled = faces.filter(({ facts }) => isLabeled(facts));
    for (const { file, facts } of faces)
      if (file !== undefined && !isLabeled(facts)) found.unused.set(file, message('data.rowWithoutLabel'));
    if (labeled.length === 0)
      throw wrongLayout(
        this.#files,
        EXPECTED,
        message('lists.noRow', { lists: truncatedList(found.lists), why: this.#why() }),
      );
    for (const { facts, where } of labeled) this.#splits.add(facts.split, where);
    const problem = this.#splits.problemIn(this.#files.root);
    if (problem) throw new DemifaceError('mismatch', problem);
    found.notes.push(...this.#splits.note());
    const pictures = labeled.map(({ name, file = name, facts, box }): UnsplitPicture => ({
      name,
      file,
      ...facts,
      ...(box ? { box } : {}),
    }));
    const given = splitsByClass(
      pictures.filter(({ split }) => !split),
      this.#options.seed,
    );
    found.pictures = pictures.map((picture) => ({
      ...picture,
      split: picture.split ?? given.get(picture.file) ?? 'train',
    }));
    found.isDrawn = given.size > 0;
    found.tasks = FACE_TASKS.filter((task) => pictures.some((picture) => has(picture, task)));
    found.filesWithoutRow = this.#files.paths.filter((path) => isPictureFile(path) && !fileSplits.has(path));
    found.splitOf = (file) => fileSplits.get(file);
    return found;
  }

  #why(): CodedMessage[] {
    const { malformed, rowsWithoutFile, notes } = this.#found;
    const why = [
      ...(malformed[0] === undefined ? [] : [withMore(malformed[0], malformed.length)]),
      ...(rowsWithoutFile[0] === undefined
        ? []
        : [withMore(this.#missing(rowsWithoutFile[0]), rowsWithoutFile.length)]),
    ];
    return [...(why.length > 0 ? why : [message('lists.noLabel')]), ...notes];
  }

  #missing(name: string): CodedMessage {
    const namesake = this.#names.namesake(name);
    return namesake === undefined
      ? message('lists.gone', { name })
      : message('lists.goneBut', { name, namesake });
  }
}

/** @param n how many rows have such a problem */
function withMore(problem: CodedMessage, n: number): CodedMessage {
  return n > 1 ? message('lists.andMore', { problem, n: n - 1 }) : problem;
}

function has(picture: UnsplitPicture, task: FaceTask): boolean {
  return (task === 'age' ? picture.ageYears : picture[task]) !== undefined;
}
