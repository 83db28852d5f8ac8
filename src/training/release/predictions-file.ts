import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { parse } from 'csv-parse/sync';

import type { Card } from '../../artifact/card.ts';
import { csvLine } from '../../common/csv-line.ts';
import { DemifaceError } from '../../common/error.ts';
import { writeOutputFile } from '../../artifact/output-files.ts';
import type { LabeledPrediction, ModelPredictions } from './model-predictions.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';

/** The value of `set` for pictures that choose; those of the reported split have its name. */
const SELECTION = 'selection';
const FIXED = ['set', 'name', 'label', 'ageYears', 'copy'] as const;
const GROUP = 'group.';

/** `years` for age; else one logit a class. */
const outputColumns = ({ labels }: Pick<Card, 'labels'>) =>
  labels?.map((label) => `logit.${label}`) ?? ['years'];

/** Where a folder of predictions holds those of a model: `expression.lower.csv.gz`. */
export function predictionsPath(folder: string, { task, visible }: Pick<Card, 'task' | 'visible'>): string {
  return join(folder, `${task === 'occlusion' ? task : `${task}.${visible}`}.csv.gz`);
}

/**
 * Writes the predictions of a model as compressed CSV, one row a picture: name, labels and numbers, no pixels. `copy` is
 * `bytes` or `near` where training holds the picture.
 * @throws DemifaceError `disk`
 */
export function writePredictions(
  path: string,
  card: Pick<Card, 'labels'>,
  predictions: ModelPredictions,
): void {
  const all = [...predictions.selection, ...predictions.reported];
  const kinds = [...new Set(all.flatMap(({ groups }) => Object.keys(groups)))];
  const row = (
    set: string,
    { name, truth, ageYears, outputs, groups, isCopy, isNearCopy }: LabeledPrediction,
  ) =>
    csvLine([
      ...[set, name, card.labels?.[truth] ?? truth, ageYears ?? ''],
      isCopy ? 'bytes' : isNearCopy ? 'near' : '',
      ...outputs,
      ...kinds.map((kind) => groups[kind] ?? ''),
    ]);
  const lines = [
    csvLine([...FIXED, ...outputColumns(card), ...kinds.map((kind) => `${GROUP}${kind}`)]),
    ...predictions.selection.map((prediction) => row(SELECTION, prediction)),
    ...predictions.reported.map((prediction) => row(predictions.split, prediction)),
    '',
  ];
  writeOutputFile(path, gzipSync(lines.join('\n'), { level: 9 }));
}

/** @throws DemifaceError `missing`, or `corrupt` with the row that is wrong */
export function readPredictions(path: string, { labels }: Pick<Card, 'labels'>): ModelPredictions {
  const rows = rowsIn(path);
  const corrupt = (problem: CodedMessage) =>
    new DemifaceError('corrupt', message('tables.writeAgain', { path, problem }));
  const columns = outputColumns({ labels });
  const predictions = rows.map((row, i) => {
    const number = (column: string) => {
      const value = Number(row[column] || NaN);
      if (Number.isFinite(value)) return value;
      throw corrupt(message('tables.noNumber', { row: i + 1, text: row[column] ?? '', column }));
    };
    const truth = labels === null ? number('label') : labels.indexOf(row['label']!);
    if (truth < 0)
      throw corrupt(
        message('tables.unknownLabel', { row: i + 1, label: String(row['label']), labels: labels! }),
      );
    const groups = Object.entries(row).filter(([column, value]) => column.startsWith(GROUP) && value !== '');
    const prediction: LabeledPrediction = {
      name: row['name']!,
      truth,
      outputs: columns.map(number),
      ageYears: row['ageYears'] === '' ? undefined : number('ageYears'),
      groups: Object.fromEntries(groups.map(([column, value]) => [column.slice(GROUP.length), value])),
      isCopy: row['copy'] === 'bytes',
      isNearCopy: row['copy'] !== '',
    };
    return { set: row['set']!, prediction };
  });
  const of = (wanted: (set: string) => boolean) =>
    predictions.filter(({ set }) => wanted(set)).map(({ prediction }) => prediction);
  const splits = [...new Set(predictions.map(({ set }) => set))].filter((set) => set !== SELECTION);
  if (splits.length !== 1)
    throw corrupt(
      splits.length === 0
        ? message('tables.noSet', { selection: SELECTION })
        : message('tables.severalSets', { sets: splits, selection: SELECTION }),
    );
  return {
    selection: of((set) => set === SELECTION),
    reported: of((set) => set !== SELECTION),
    split: splits[0]!,
  };
}

function rowsIn(path: string): Record<string, string>[] {
  try {
    return parse(gunzipSync(readFileSync(path)), { columns: true });
  } catch (error) {
    const { code, message: problem } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new DemifaceError('missing', message('model.fileGone', { file: path }), { cause: error });
    throw new DemifaceError('corrupt', message('files.problem', { path, problem }), { cause: error });
  }
}
