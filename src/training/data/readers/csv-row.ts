import type { Task } from '../../../artifact/labels.ts';
import { orderFor } from '../../../artifact/label-orders.ts';
import type { Interpretation, LabelledPicture } from '../types.ts';
import { ageIn, classIndex, classOfCode, codeIn, isAgeBand } from './class-names.ts';
import { columnsOf, numberIn } from './table.ts';

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
export type Columns = Record<keyof typeof COLUMNS, number>;
export type Labels = Pick<LabelledPicture, 'expression' | 'gender' | 'ageYears'>;

/** What a row gives. */
export interface RowLabels {
  labels: Labels;
  /** A range of years in place of an age. */
  ageBand?: string;
  /** Numbers of classes whose order is not stated. */
  codes: { task: Task; code: number }[];
  /** What cannot be understood. */
  problem?: string;
}

/** Where a list's columns stand; undefined unless it names pictures and labels them. */
export function listColumns(cells: readonly string[]): Columns | undefined {
  const columns = columnsOf(cells, COLUMNS);
  const { file, expression, gender, age } = columns;
  return file >= 0 && Math.max(expression, gender, age) >= 0 ? columns : undefined;
}

export function labelsIn(
  cells: readonly string[],
  columns: Columns,
  { labelOrders }: Interpretation,
): RowLabels {
  const row: RowLabels = { labels: {}, codes: [] };
  for (const task of ['expression', 'gender'] as const) {
    const cell = cells[columns[task]] ?? '';
    if (cell === '') continue;
    const code = codeIn(cell);
    const order = orderFor(task, labelOrders);
    if (code !== undefined && !order) {
      row.codes.push({ task, code });
      continue;
    }
    const index = code === undefined ? classIndex(task, cell) : classOfCode(order!, code);
    if (index === undefined)
      return {
        ...row,
        problem: code === undefined ? `unknown ${task} "${cell}"` : `${order!.title} has no ${task} ${code}`,
      };
    if (index !== null) row.labels[task] = index;
  }
  const age = cells[columns.age] ?? '';
  if (age === '') return row;
  const ageYears = ageIn(age);
  if (ageYears !== undefined) row.labels.ageYears = ageYears;
  else if (isAgeBand(age)) row.ageBand = age;
  else return { ...row, problem: `no age "${age}"` };
  return row;
}

/** A text says what is wrong with it. */
export function boxIn(
  cells: readonly string[],
  columns: Columns,
  { boxOrientation = 'turned' }: Interpretation,
): LabelledPicture['box'] | string {
  const four = [columns.x, columns.y, columns.width, columns.height].map((at) => cells[at] ?? '');
  if (four.every((cell) => cell === '')) return undefined;
  const [x, y, width, height] = four.map(numberIn);
  if (x === undefined || y === undefined || !width || !height || width < 0 || height < 0)
    return `no box "${four.join(', ')}"`;
  return { x, y, width, height, ...(boxOrientation === 'turned' ? { isTurned: true } : {}) };
}
