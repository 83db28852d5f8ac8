import { basename, dirname, join, normalize } from 'node:path/posix';
import { basename as nativeBasename } from 'node:path';

import { type Task, TASKS } from '../../../artifact/labels.ts';
import type { Files } from '../files.ts';
import { isPictureFile } from '../../../artifact/picture-files.ts';
import { seededSplits } from '../seeded.ts';
import type { LabelledPicture, Split } from '../types.ts';
import { ageIn, classIndexOrNumber, splitNamed } from './class-names.ts';
import type { Found, ReadOptions } from './reader.ts';
import { nothingFound } from './reader.ts';
import { columnsOf, numberIn, rowsOf } from './table.ts';
import { some, wrongLayout } from './wrong-layout.ts';

const EXPECTED =
  'a .csv list with a header: a column file, and expression, gender or age; if wanted split, and x, y, width, height of the face';

const COLUMNS = {
  file: ['file', 'path', 'image', 'filename'],
  split: ['split'],
  expression: ['expression', 'emotion'],
  gender: ['gender', 'sex'],
  age: ['age'],
  x: ['x'],
  y: ['y'],
  width: ['width', 'w'],
  height: ['height', 'h'],
};
type Columns = Record<keyof typeof COLUMNS, number>;
type Labels = Pick<LabelledPicture, 'expression' | 'gender' | 'ageYears'>;
type Unsplit = Omit<LabelledPicture, 'split'> & { split?: Split };

/** Lists of our own making: one or several at the root (`train.csv`, `test.csv` name their split), or the root itself. */
export async function readCsv(files: Files, { seed, signal }: ReadOptions): Promise<Found> {
  const found = nothingFound([]);
  const lists = /\.csv$/i.test(files.root)
    ? [nativeBasename(files.root).normalize('NFC')]
    : files.paths.filter((path) => !path.includes('/') && /\.csv$/i.test(path));
  if (lists.length === 0) throw wrongLayout(files, EXPECTED);
  const pictures = files.paths.filter(isPictureFile);
  const present = new Set(files.paths);
  const rowSplit = new Map<string, Split | undefined>();
  const seen = new Set<string>();
  const labelled: Unsplit[] = [];

  for (const list of lists) {
    let columns: Columns | undefined;
    for await (const { cells, where } of rowsOf(files, list, signal)) {
      if (!columns) {
        columns = headerOf(files, list, cells);
        continue;
      }
      const name = cells[columns.file] ?? '';
      const splitCell = cells[columns.split] ?? '';
      const split =
        splitCell === '' ? splitNamed(basename(list).replace(/\.csv$/i, '')) : splitNamed(splitCell);
      const labels = labelsIn(cells, columns);
      const box = boxIn(cells, columns);
      const problem =
        (name === '' && 'no picture named') ||
        (splitCell !== '' && !split && `unknown split "${splitCell}"`) ||
        (typeof labels === 'string' && labels) ||
        (typeof box === 'string' && box);
      if (problem || typeof labels === 'string' || typeof box === 'string') {
        found.malformed.push(`${where}: ${problem || 'not understood'}`);
        continue;
      }
      const key = `${name}\0${JSON.stringify(box ?? null)}`;
      if (seen.has(key)) {
        found.repeatedRows.push(name);
        continue;
      }
      seen.add(key);
      const file = normalize(join(dirname(list), name.replaceAll('\\', '/'))).normalize('NFC');
      if (!present.has(file)) {
        found.rowsWithoutFile.push(name);
        continue;
      }
      rowSplit.set(file, split);
      if (Object.keys(labels).length > 0)
        labelled.push({ name, file, ...(split ? { split } : {}), ...labels, ...(box ? { box } : {}) });
    }
    if (!columns) throw wrongLayout(files, EXPECTED, `${list} is empty`);
  }
  if (labelled.length === 0)
    throw wrongLayout(files, EXPECTED, `${some(lists)} gives no picture that is there a label`);

  const open = new Set(labelled.filter(({ split }) => !split).map(({ file }) => file));
  const given = seededSplits([...open], seed);
  found.pictures = labelled.map((picture) => ({
    ...picture,
    split: picture.split ?? given.get(picture.file) ?? 'train',
  }));
  found.tasks = TASKS.filter((task) => labelled.some((picture) => has(picture, task)));
  found.filesWithoutRow = pictures.filter((file) => !rowSplit.has(file));
  found.splitOf = (file) => rowSplit.get(file);
  return found;
}

function headerOf(files: Files, list: string, cells: readonly string[]): Columns {
  if (!isHeader(cells)) throw wrongLayout(files, EXPECTED, `${list} has the columns ${some(cells)}`);
  return columnsOf(cells, COLUMNS);
}

/** Whether a list with these columns names pictures and says something of them. */
export function isHeader(cells: readonly string[]): boolean {
  const { file, expression, gender, age } = columnsOf(cells, COLUMNS);
  return file >= 0 && Math.max(expression, gender, age) >= 0;
}

/** What a row says, as far as it says something; a text says what cannot be understood. */
function labelsIn(cells: readonly string[], columns: Columns): Labels | string {
  const labels: Labels = {};
  for (const task of ['expression', 'gender'] as const) {
    const cell = cells[columns[task]] ?? '';
    if (cell === '') continue;
    const index = classIndexOrNumber(task, cell);
    if (index === undefined) return `unknown ${task} "${cell}"`;
    labels[task] = index;
  }
  const age = cells[columns.age] ?? '';
  if (age === '') return labels;
  const ageYears = ageIn(age);
  return ageYears === undefined ? `no age "${age}"` : { ...labels, ageYears };
}

function boxIn(cells: readonly string[], columns: Columns): LabelledPicture['box'] | string {
  const four = [columns.x, columns.y, columns.width, columns.height].map((at) => cells[at] ?? '');
  if (four.every((cell) => cell === '')) return undefined;
  const [x, y, width, height] = four.map(numberIn);
  if (x === undefined || y === undefined || !width || !height || width < 0 || height < 0)
    return `no box "${four.join(', ')}"`;
  return { x, y, width, height };
}

function has(picture: Unsplit, task: Task): boolean {
  return (task === 'age' ? picture.ageYears : picture[task]) !== undefined;
}
