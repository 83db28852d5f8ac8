import type { StoredMessage } from '../../messages/message.ts';
import type { Figure, Predictions } from './figure.ts';
import type { RequestedCell } from './cells.ts';
import type { RequestedEvaluation } from './stored-evaluation.ts';
import { readStoredEvaluation, evaluationId } from './stored-evaluation.ts';
import type { PlannedCell, ReproductionPlan } from './plan-reproduction.ts';
import type { Reproduction, EvaluatedData } from './results.ts';
import { datasetOf } from './cell.ts';
import { stageTimes } from './stage-times.ts';

/** What models predicted for the pictures of one evaluation set; one of each array a picture. */
export interface TablePredictions extends Predictions {
  readonly names: readonly string[];
  /** Positions of pictures of which a byte-identical copy stands in training. */
  readonly copies: readonly number[];
}

/** Figures that were published before and can no longer be computed: the models' predictions were not kept. */
export interface EarlierFigures extends Pick<Figure, 'n' | 'measured' | 'ci95'> {
  std: number | null;
  seeds: readonly number[];
  difference: number | null;
  pValue: number | null;
  /** Over all that was tested in the table then. */
  pValueHolm: number | null;
  withoutCopies: Pick<Figure, 'n' | 'measured' | 'ci95'> | null;
}

export interface StoredCell extends RequestedCell {
  /** Why it is not measured; null if it is; files hold English text. */
  readonly reason: StoredMessage | null;
  /** One a seed: whose answers, by id. */
  readonly models: readonly { seed: number; stage: string; id: string }[];
  /** The same of the students that they are compared with, seed by seed; else none. */
  readonly students: readonly string[];
  readonly earlier: EarlierFigures | null;
}

/** All that the figures, tests and verdicts of a reproduction are computed from. */
export interface StoredTables extends Pick<Reproduction, 'scale' | 'tables' | 'seeds' | 'data' | 'stages'> {
  readonly cells: readonly StoredCell[];
  /** By id. */
  readonly answers: ReadonlyMap<string, TablePredictions>;
}

/** What stands in the runs folder once all questions are answered. */
export function readStoredTables({ request, cells, curricula }: ReproductionPlan): StoredTables {
  const { runsFolder, scale, tables } = request;
  const seedOf = new Map(
    curricula.flatMap(({ preset, questions }) => questions.map((question) => [question, preset.seed])),
  );
  const questionsById = new Map(
    cells.flatMap(({ questions, students }) =>
      [...questions, ...students].map((question) => [evaluationId(question), question]),
    ),
  );
  const kept = ({ cell, reason, questions, students }: PlannedCell): StoredCell => ({
    ...cell,
    reason,
    models: questions.map((question) => ({
      seed: seedOf.get(question)!,
      stage: question.node.key,
      id: evaluationId(question),
    })),
    students: students.map(evaluationId),
    earlier: null,
  });
  return {
    scale,
    tables,
    seeds: [...new Set(curricula.map(({ preset }) => preset.seed))],
    data: usedData({ curricula }),
    stages: stageTimes(curricula, runsFolder),
    cells: cells.map(kept),
    answers: new Map([...questionsById].map(([id, question]) => [id, answersTo(question, runsFolder)])),
  };
}

function answersTo(question: RequestedEvaluation, runsFolder: string): TablePredictions {
  const { split, prepared } = question.set;
  const { truth, predicted, copies } = readStoredEvaluation(runsFolder, question)!;
  const names = prepared.pictures.flatMap((picture) => (picture.split === split ? [picture.name] : []));
  return { names, truth, predicted, copies };
}

function usedData({ curricula }: Pick<ReproductionPlan, 'curricula'>): EvaluatedData[] {
  const used = curricula.map(({ preset, prepared, set }) => ({
    dataset: datasetOf(preset),
    fingerprint: prepared.fingerprint,
    size: prepared.size,
    color: preset.color,
    split: set.split,
    pictures: set.pictures,
    ofSplit: set.ofSplit,
  }));
  return [...new Map(used.map((data) => [data.fingerprint, data])).values()];
}
