import type { CodedMessage } from '../../../messages/message.ts';
import { message } from '../../../messages/message.ts';
import type { Task } from '../../../artifact/labels.ts';
import { DemifaceError } from '../../../common/error.ts';
import { orderFor } from '../../../artifact/label-orders.ts';
import type { ClassNames, Interpretation, LabeledPicture } from '../types.ts';
import { mappedLabel } from '../vocabulary/class-map.ts';
import type { BoxColumns } from './box-columns.ts';
import { ageIn, classIndex, classOfCode, codeIn, isAgeBand } from '../vocabulary/class-names.ts';
import { columnsOf, numberIn } from '../lists/table.ts';

/** By any of these names. */
const COLUMNS = {
  file: ['file', 'path', 'image', 'filename'],
  split: ['split', 'usage', 'subset'],
  // Of many lists these are something else; only the words of splits are read in them.
  perhapsSplit: ['set', 'partition'],
  expression: ['expression', 'emotion'],
  gender: ['gender', 'sex'],
  age: ['age'],
  // Read only where the meaning of its names is stated.
  names: ['label', 'class', 'category'],
};
export type Columns = Record<keyof typeof COLUMNS, number>;
export type Labels = Pick<LabeledPicture, 'expression' | 'gender' | 'ageYears' | 'custom'>;

/** What a row gives. */
export interface RowLabels {
  labels: Labels;
  /** A range of years in place of an age. */
  ageBand?: string;
  /** Numbers of classes whose order is not stated. */
  codes: { task: Task; code: number }[];
  /** Numbers that are no classes in the order that is stated. */
  foreignCodes: { task: Task; code: number }[];
  /** Words in columns of classes, known or not. */
  words: { task: 'expression' | 'gender'; word: string }[];
  /** What cannot be understood. */
  problem?: CodedMessage;
}

/** The header of a list, as far as it names pictures and labels them; undefined for any other row. */
export function listHeader(
  cells: readonly string[],
  { classNames }: Interpretation = {},
): { names: readonly string[]; columns: Columns } | undefined {
  // Some programs write the header as a comment.
  const names = cells.map((cell, at) => (at === 0 ? cell.replace(/^#\s*/, '') : cell));
  const columns = columnsOf(names, COLUMNS);
  const { file, split, expression, gender, age } = columns;
  if (split >= 0) columns.perhapsSplit = -1;
  columns.names = classNames ? namesColumn(names, columns, classNames) : -1;
  return file >= 0 && Math.max(expression, gender, age, columns.names) >= 0 ? { names, columns } : undefined;
}

/** Where the names of classes stand whose meaning is stated. */
function namesColumn(names: readonly string[], columns: Columns, { task, column }: ClassNames): number {
  if (column !== undefined) {
    const exact = names.indexOf(column);
    const place = exact >= 0 ? exact : columnsOf(names, { column: [column.toLowerCase()] }).column;
    if (place >= 0 && (place === columns.file || place === Math.max(columns.split, columns.perhapsSplit)))
      throw new DemifaceError('usage', message('lists.columnTaken', { column: names[place]! }));
    return place;
  }
  const own = task === 'custom' ? -1 : columns[task];
  return own >= 0 ? own : columns.names;
}

/** Names of the columns that nothing is read from, such as a second one for the same thing. */
export function unusedColumns(names: readonly string[], columns: Columns & BoxColumns): string[] {
  const used = new Set(Object.values(columns));
  return names.filter((name, at) => name !== '' && !used.has(at));
}

export function labelsIn(
  cells: readonly string[],
  columns: Columns,
  { labelOrders, classNames }: Interpretation,
): RowLabels {
  const row: RowLabels = { labels: {}, codes: [], foreignCodes: [], words: [] };
  for (const task of ['expression', 'gender'] as const) {
    const cell = cells[columns[task]] ?? '';
    // A column whose names have a stated meaning has no other.
    if (cell === '' || (classNames && columns.names === columns[task])) continue;
    const code = codeIn(cell);
    const order = orderFor(task, labelOrders);
    if (code !== undefined && !order) {
      row.codes.push({ task, code });
      continue;
    }
    if (code === undefined) row.words.push({ task, word: cell });
    const index = code === undefined ? classIndex(task, cell) : classOfCode(order!, code);
    if (index === undefined && code !== undefined) row.foreignCodes.push({ task, code });
    else if (index === undefined) return { ...row, problem: message('rows.unknownClass', { task, cell }) };
    else if (index !== null) row.labels[task] = index;
  }
  const name = cells[columns.names] ?? '';
  if (classNames && name !== '') {
    const label = mappedLabel(classNames, name);
    if (label === undefined)
      return { ...row, problem: message('rows.unknownClass', { task: classNames.task, cell: name }) };
    Object.assign(row.labels, label);
  }
  const age = columns.names === columns.age ? '' : (cells[columns.age] ?? '');
  if (age === '') return row;
  const isBand = orderFor('age', labelOrders)?.id === 'age-bands' && ageIn(age) !== undefined;
  const ageYears = isBand ? undefined : ageIn(age);
  if (ageYears !== undefined) row.labels.ageYears = ageYears;
  else if (isBand || isAgeBand(age)) row.ageBand = age;
  else return { ...row, problem: message('rows.noAge', { cell: age }) };
  return row;
}

/** @returns a message where it is no box */
export function boxIn(
  cells: readonly string[],
  { x, y, width, height, right, bottom }: BoxColumns,
  { boxOrientation = 'turned' }: Interpretation,
): LabeledPicture['box'] | CodedMessage {
  const isCorners = right >= 0;
  const four = (isCorners ? [x, y, right, bottom] : [x, y, width, height]).map((at) => cells[at] ?? '');
  if (four.every((cell) => cell === '')) return undefined;
  const [left, top, third = NaN, fourth = NaN] = four.map(numberIn);
  const size = isCorners ? [third - (left ?? NaN), fourth - (top ?? NaN)] : [third, fourth];
  const [across = NaN, down = NaN] = size;
  if (left === undefined || top === undefined || !(across > 0 && down > 0))
    return message('rows.noBox', { cells: four.join(', ') });
  if (across <= 1 && down <= 1) return message('rows.fractionBox', { cells: four.join(', ') });
  return {
    x: left,
    y: top,
    width: across,
    height: down,
    ...(boxOrientation === 'turned' ? { isTurned: true } : {}),
  };
}
