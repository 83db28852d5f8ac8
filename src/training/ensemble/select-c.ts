import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { topLabels } from '../../common/math/probabilities.ts';
import { absoluteErrors, mean } from '../evaluation/metrics/mae.ts';
import type { Rows } from '../mining/rows.ts';
import type { LinearSolver } from './linear-model.ts';
import { classCounts, createLinearSvc } from './linear-svc.ts';
import { createLinearSvr } from './linear-svr.ts';
import { featureScale, fold, headOutputs, standardized } from './standardize.ts';
import type { DenseHead } from './standardize.ts';

export interface Labeled {
  /** Raw embeddings. */
  rows: Rows;
  /** Indices of classes, or values (scaled years), one a row. */
  targets: ArrayLike<number>;
}

export interface CFigure {
  C: number;
  /** On the model-selection rows; null for values. */
  accuracy: number | null;
  /** On the model-selection rows, in the unit of the targets; null for classes. */
  mae: number | null;
  /** What was minimized on the training rows, all vectors together. */
  objective: number;
  seconds: number;
}

export interface SelectionInput {
  /** Null: a value is learned (SVR). */
  classes: number | null;
  /** C, above 0: at least one. Each search starts where the one before ended, so ascending lists are quickest. */
  penalties: readonly number[];
  train: Labeled;
  selection: Labeled;
  /** Called when a C is done. */
  onC?: (figure: CFigure) => void;
  signal?: AbortSignal | undefined;
}

export interface SelectionResult {
  C: number;
  /** Of every C, in their order. */
  figures: readonly CFigure[];
  /** For raw embeddings: `classes` outputs, 1 for a value. */
  head: DenseHead;
}

/**
 * A linear SVC or SVR over embeddings with the C that does best on the model-selection rows; of equals the first.
 * Training rows are held in memory, standardized.
 * @throws DemifaceError `mismatch` before any work if fewer than two classes have rows or shapes differ, `missing`
 * without rows, `diverged` if an embedding is no number, `interrupted` when the signal aborts
 */
export async function selectC(question: SelectionInput): Promise<SelectionResult> {
  const { classes, penalties, train, selection, onC, signal } = question;
  check(question);
  const scale = featureScale(train.rows);
  const { width } = train.rows;
  const features = standardized(train.rows, scale);
  const solver: LinearSolver =
    classes === null
      ? createLinearSvr({ features, width, targets: train.targets })
      : createLinearSvc({ features, width, labels: train.targets, classes });
  const figures: CFigure[] = [];
  let best: { C: number; head: DenseHead; goodness: number } | undefined;
  for (const C of penalties) {
    const start = performance.now();
    const model = await solver.solve(C, signal);
    const head = fold(model, scale, classes ?? 1);
    const outputs = headOutputs(head, selection.rows);
    const figure = {
      C,
      accuracy: classes === null ? null : shareRight(topLabels(outputs, classes), selection.targets),
      mae: classes === null ? mean(absoluteErrors(selection.targets, outputs)) : null,
      objective: model.objective,
      seconds: (performance.now() - start) / 1000,
    };
    figures.push(figure);
    onC?.(figure);
    const goodness = figure.accuracy ?? -figure.mae!;
    if (best === undefined || goodness > best.goodness) best = { C, head, goodness };
  }
  const { C, head } = best!;
  return { C, head, figures };
}

function check({ classes, train, selection }: SelectionInput): void {
  for (const [name, { rows, targets }] of Object.entries({ training: train, 'model-selection': selection })) {
    if (rows.count === 0)
      throw new DemifaceError('missing', message('training.noEnsemblePictures', { set: name }));
    if (rows.count !== targets.length)
      throw new DemifaceError(
        'mismatch',
        message('training.embeddingCount', { n: rows.count, set: name, labels: targets.length }),
      );
  }
  if (train.rows.width !== selection.rows.width)
    throw new DemifaceError(
      'mismatch',
      message('training.embeddingWidth', { training: train.rows.width, selection: selection.rows.width }),
    );
  if (classes !== null) classCounts(train.targets, classes);
}

function shareRight(predicted: Int32Array, truth: ArrayLike<number>): number {
  return mean(predicted.map((label, i) => Number(label === truth[i])));
}
