import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { parse } from 'csv-parse/sync';

import { inEnglish } from '../../messages/english.ts';
import { writeFileAtomic } from '../../common/files/atomic.ts';
import { csvLine } from '../../common/csv-line.ts';
import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { LABELS } from '../../artifact/labels.ts';
import type { Task } from '../../artifact/labels.ts';
import type { StoredTables, TablePredictions } from './stored-tables.ts';
import { evaluationId } from './stored-evaluation.ts';
import type { ReproductionPlan } from './plan-reproduction.ts';

/** Which cells there are and whose answers they are computed from. */
const CELLS_FILE = 'cells.json';

/** A reproduction's predictions as files: `cells.json`, and compressed CSV of names and labels for each evaluated model. */
export function tableFiles({
  answers,
  ...document
}: StoredTables): [name: string, content: Uint8Array | string][] {
  return [
    ...[...tasksOf(document)].map(([id, task]): [string, Uint8Array] => [
      answersFile(id),
      gzipSync(csvOf(answers.get(id)!, task), { level: 9 }),
    ]),
    [CELLS_FILE, `${JSON.stringify(inEnglish(document), null, 1)}\n`],
  ];
}

/** The names of the files of a reproduction that is only planned. */
export function plannedTableFiles({ cells }: Pick<ReproductionPlan, 'cells'>): string[] {
  const ids = cells.flatMap(({ questions, students }) => [...questions, ...students].map(evaluationId));
  return [...new Set(ids)].map(answersFile).concat(CELLS_FILE);
}

/** @throws DemifaceError `disk` */
export function writeTables(folder: string, kept: StoredTables): void {
  for (const [name, content] of tableFiles(kept)) writeFileAtomic(join(folder, name), content);
}

/** As `writeTables` or `reproduce --out` left them. @throws DemifaceError `missing` or `corrupt` */
export function readTables(folder: string): StoredTables {
  const path = join(folder, CELLS_FILE);
  const document = guarded(
    path,
    () => JSON.parse(readFileSync(path, 'utf8')) as Omit<StoredTables, 'answers'>,
  );
  const answers = [...tasksOf(document)].map(
    ([id, task]) => [id, answersIn(join(folder, answersFile(id)), task)] as const,
  );
  return { ...document, answers: new Map(answers) };
}

const answersFile = (id: string) => `${id}.csv.gz`;

/** The task of each set of answers that a cell needs. */
function tasksOf({ cells }: Pick<StoredTables, 'cells'>): Map<string, Task> {
  return new Map(
    cells.flatMap(({ task, models, students }) =>
      [...models.map(({ id }) => id), ...students].map((id) => [id, task] as const),
    ),
  );
}

function csvOf({ names, truth, predicted, copies }: TablePredictions, task: Task): string {
  const copied = new Set(copies);
  const say = (value: number) => LABELS[task]?.[value] ?? value;
  const rows = names.map((name, i) =>
    csvLine([name, say(truth[i]!), say(predicted[i]!), copied.has(i) ? 'bytes' : '']),
  );
  return [csvLine(['name', 'label', 'prediction', 'copy']), ...rows, ''].join('\n');
}

function answersIn(path: string, task: Task): TablePredictions {
  const rows = guarded(path, () =>
    parse<Record<string, string>>(gunzipSync(readFileSync(path)), { columns: true }),
  );
  const labels = LABELS[task];
  const valueOf = (text: string | undefined, i: number) => {
    const value = labels ? labels.indexOf(text ?? '') : Number(text || NaN);
    if (value >= 0 || (!labels && Number.isFinite(value))) return value;
    const cell = { path, row: i + 1, text: String(text) };
    throw new DemifaceError(
      'corrupt',
      labels ? message('tables.cellClass', { ...cell, labels }) : message('tables.cellYears', cell),
    );
  };
  return {
    names: rows.map((row) => row['name']!),
    truth: rows.map((row, i) => valueOf(row['label'], i)),
    predicted: rows.map((row, i) => valueOf(row['prediction'], i)),
    copies: rows.flatMap((row, i) => (row['copy'] === '' ? [] : [i])),
  };
}

function guarded<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { code, message: problem } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new DemifaceError('missing', message('tables.noFolder', { path }), {
        cause: error,
      });
    throw new DemifaceError('corrupt', message('files.problem', { path, problem }), {
      cause: error,
    });
  }
}
