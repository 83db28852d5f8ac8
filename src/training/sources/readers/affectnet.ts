import { basename } from 'node:path/posix';

import type { CodedMessage } from '../../../messages/message.ts';
import { isMessage, message } from '../../../messages/message.ts';
import { EXPRESSIONS } from '../../../artifact/labels.ts';
import { LABEL_ORDERS } from '../../../artifact/label-orders.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../common/pictures/picture-files.ts';
import { seededOrder } from '../seeded.ts';
import type { LabeledPicture, Split } from '../types.ts';
import type { ReadResult, ReadOptions } from './reader.ts';
import { classOfCode, codeIn } from '../vocabulary/class-names.ts';
import { boxIn } from './csv-row.ts';
import { emptyReadResult, ROW_UNUSABLE, ROW_AMBIGUOUS } from './reader.ts';
import { createPictureFinder } from '../vocabulary/picture-tails.ts';
import type { Row } from '../lists/table.ts';
import { columnsOf, rowsOf } from '../lists/table.ts';
import { truncatedList, wrongLayout } from '../lists/wrong-layout.ts';

const EXPECTED = message('lists.affectnetLists');

/** The validation list serves as the test split (Sec. 4.2.1); hyperparameters are chosen on FER+'s. */
const LISTS: Readonly<Record<string, Split>> = { 'training.csv': 'train', 'validation.csv': 'test' };

const ORDER = LABEL_ORDERS.find(({ id }) => id === 'affectnet')!;

/** Training classes above this are down-sampled to it (Sec. 4.2.1). */
const MAX_PER_CLASS = 15_000;

const COLUMNS = {
  path: ['subdirectory_filepath'],
  x: ['face_x'],
  y: ['face_y'],
  width: ['face_width'],
  height: ['face_height'],
  expression: ['expression'],
};
/** As the authors pack the pictures. */
const FOLDERS = ['', 'Manually_Annotated_Images', 'Manually_Annotated/Manually_Annotated_Images'];
/** Without a header the lists keep the published order of columns. */
const PUBLISHED = { path: 0, x: 1, y: 2, width: 3, height: 4, expression: 6 };

export function isAffectnetList(path: string): boolean {
  return Object.hasOwn(LISTS, basename(path).toLowerCase());
}

/** Whether a list that begins so is one of AffectNet's: by its columns, or as published without a header. */
export function beginsAffectnet(cells: readonly string[]): boolean {
  return (
    columnsOf(cells, COLUMNS).path >= 0 ||
    (isPictureFile(cells[0] ?? '') && cells.length > PUBLISHED.expression)
  );
}

/** AffectNet (Mollahosseini et al. 2017) as its authors hand it out: manually annotated lists and pictures. */
export async function readAffectnet(files: Files, { seed, signal }: ReadOptions): Promise<ReadResult> {
  const lists = files.paths.filter(isAffectnetList);
  if (lists.length === 0) throw wrongLayout(files, EXPECTED);
  const pictures = files.paths.filter(isPictureFile);
  const rows = new AffectnetRows(pictures);
  const { found } = rows;
  found.lists.push(...lists);
  for (const list of lists) {
    const split = LISTS[basename(list).toLowerCase()] ?? 'train';
    let columns: typeof PUBLISHED | undefined;
    for await (const row of rowsOf(files, list, signal)) {
      if (!columns) {
        const header = headerColumns(files, list, row.cells);
        columns = header ?? PUBLISHED;
        if (header) continue;
      }
      rows.add(row, { list, split, columns });
    }
  }
  if (!rows.hasFiles) throw wrongLayout(files, EXPECTED, whyNone(found));
  rows.finish();
  const kept = downSampled(found.pictures, seed);
  const keptNames = new Set(kept.map(({ name }) => name));
  for (const { name, file } of found.pictures)
    if (!keptNames.has(name)) found.unused.set(file, message('data.overfullClass', { n: MAX_PER_CLASS }));
  found.pictures = kept;
  found.filesWithoutRow = pictures.filter((file) => rows.splitOf(file) === undefined);
  found.splitOf = (file) => rows.splitOf(file);
  return found;
}

/** Gathers the rows of all lists. Of several rows of one picture the first counts. */
class AffectnetRows {
  readonly found = emptyReadResult(['expression']);
  readonly #find: ReturnType<typeof createPictureFinder>;
  readonly #rowOf = new Map<string, { where: CodedMessage; split: Split }>();
  readonly #seen = new Map<string, { code: number; where: CodedMessage }>();
  /** Pictures that a row may mean or not. */
  readonly #unclear = new Set<string>();

  constructor(pictures: readonly string[]) {
    this.#find = createPictureFinder(pictures, FOLDERS);
  }

  get hasFiles(): boolean {
    return this.#rowOf.size > 0;
  }

  splitOf(file: string): Split | undefined {
    return this.#rowOf.get(file)?.split;
  }

  add(
    { cells, where, problem }: Row,
    { list, split, columns }: { list: string; split: Split; columns: typeof PUBLISHED },
  ): void {
    const { found } = this;
    const name = (cells[columns.path] ?? '').replaceAll('\\', '/').normalize('NFC');
    const row = problem ?? (name === '' ? message('rows.noPicture') : labelsIn(cells, columns));
    if (isMessage(row)) {
      this.#addProblem(where, row);
      const file = name === '' ? undefined : this.#find(name, list);
      if (typeof file === 'string') found.unused.set(file, ROW_UNUSABLE);
      return;
    }
    const { code, expression, box } = row;
    const first = this.#seen.get(name);
    if (first) {
      if (first.code === code) found.repeatedRows.push(name);
      else found.conflictingRows.push(message('data.rows', { name, first: first.where, second: where }));
      return;
    }
    this.#seen.set(name, { code, where });
    const file = this.#fileOf(name, list, where);
    if (file === undefined) return;
    this.#rowOf.set(file, { where, split });
    if (expression === null) found.unused.set(file, message('data.annotatedNone'));
    else found.pictures.push({ name, file, split, expression, ...(box ? { box } : {}) });
  }

  /** All rows were added: pictures that only unclear rows name are not used. */
  finish(): void {
    for (const file of this.#unclear) if (!this.#rowOf.has(file)) this.found.unused.set(file, ROW_AMBIGUOUS);
  }

  /** @returns undefined where the row names no picture of its own */
  #fileOf(name: string, list: string, where: CodedMessage): string | undefined {
    const file = this.#find(name, list);
    if (file === undefined) {
      this.found.rowsWithoutFile.push(name);
      return undefined;
    }
    if (typeof file === 'object') {
      this.#addProblem(where, message('rows.couldBe', { name, choices: truncatedList(file.choices) }));
      for (const choice of file.choices) this.#unclear.add(choice);
      return undefined;
    }
    const other = this.#rowOf.get(file);
    if (other === undefined) return file;
    this.#addProblem(where, message('rows.namedTwice', { name, file, other: other.where }));
    return undefined;
  }

  #addProblem(where: CodedMessage, problem: CodedMessage): void {
    this.found.malformed.push(message('rows.problem', { where, problem }));
  }
}

/**
 * @param cells of the first row of a list
 * @returns undefined for a list without a header, in the published order
 * @throws DemifaceError as `wrongLayout`
 */
function headerColumns(files: Files, list: string, cells: readonly string[]): typeof PUBLISHED | undefined {
  const named = columnsOf(cells, COLUMNS);
  if (named.path >= 0) {
    if (named.expression >= 0) return named;
    throw wrongLayout(files, EXPECTED, message('lists.noColumn', { list, column: 'expression' }));
  }
  if (isPictureFile(cells[0] ?? '')) return undefined;
  throw wrongLayout(files, EXPECTED, message('lists.noColumn', { list, column: 'subDirectory_filePath' }));
}

interface RowLabels {
  /** As AffectNet numbers its expressions. */
  code: number;
  /** Null for those that are none of the eight. */
  expression: number | null;
  box: LabeledPicture['box'];
}

/** @returns what is wrong with the row where it cannot be used */
function labelsIn(cells: readonly string[], columns: typeof PUBLISHED): RowLabels | CodedMessage {
  const code = codeIn(cells[columns.expression] ?? '') ?? NaN;
  const expression = classOfCode(ORDER, code);
  if (expression === undefined) return message('rows.notOfAffectnet');
  const box = boxIn(cells, { ...columns, right: -1, bottom: -1 }, { boxOrientation: 'stored' });
  return isMessage(box) ? box : { code, expression, box };
}

function whyNone({ malformed: [row], rowsWithoutFile: [missing] }: ReadResult): CodedMessage {
  const why = [
    ...(row === undefined ? [] : [message('lists.noRowUsable', { row })]),
    ...(missing === undefined ? [] : [message('lists.noPictureThere', { picture: missing })]),
  ];
  return why.length > 0 ? message('lists.several', { problems: why }) : message('lists.noRows');
}

function downSampled(pictures: readonly LabeledPicture[], seed: number): LabeledPicture[] {
  const dropped = new Set<string>();
  for (const index of EXPRESSIONS.keys()) {
    const names = pictures.filter((p) => p.split === 'train' && p.expression === index).map((p) => p.name);
    if (names.length <= MAX_PER_CLASS) continue;
    for (const name of seededOrder(names, seed).slice(MAX_PER_CLASS)) dropped.add(name);
  }
  return pictures.filter(({ name }) => !dropped.has(name));
}
