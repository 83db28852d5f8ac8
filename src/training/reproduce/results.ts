import type { Interval } from '../evaluation/bootstrap.ts';
import type { CellPlace, Dataset, Metric } from './cell.ts';
import { datasetOf } from './cell.ts';
import type { Claim } from './claims.ts';
import { judgeClaims } from './claims.ts';
import { figureOf } from './figure.ts';
import type { KeptEvaluation, Question } from './kept-evaluation.ts';
import { keptEvaluation } from './kept-evaluation.ts';
import type { PlannedCell, ReproductionPlan } from './plan-reproduction.ts';
import { SCALE_SETTINGS } from './scale.ts';
import { gainOver, holmOver } from './significance.ts';
import type { StageTime } from './stage-times.ts';
import { stageTimes } from './stage-times.ts';

/** A figure of the tables beside what was measured. Figures are in per cent or in years. */
export interface ReproducedCell extends CellPlace {
  /** Mean over the seeds. */
  measured: number | null;
  ci95: Interval | null;
  published: number | null;
  /** The paper's †. */
  publishedSignificant: boolean;
  /** Against the students of the same half, on the same pictures. Null where nothing was tested. */
  pValue: number | null;
  /** The same after Holm's correction over all that was tested in the table. */
  pValueHolm: number | null;
  /** Better than the student, `pValue` below 0.05. */
  significant: boolean | null;
  /** Model less student, each the mean over the seeds. */
  difference: number | null;
  /** Pictures. */
  n: number | null;
  /** Standard deviation over the seeds; null for a single one. */
  std: number | null;
  seeds: readonly { seed: number; measured: number }[];
  /** Without the pictures of which a byte-identical copy stands in training; null where there is none. */
  withoutCopies: { n: number; measured: number; ci95: Interval } | null;
  /** Keys of the stages that were measured, one a seed. */
  stages: readonly string[];
  /** Why there is no figure; null where there is one. */
  reason: string | null;
}

/** Pictures that cells were measured on. */
export interface UsedData {
  dataset: Dataset;
  /** Of all its pictures at this size. */
  fingerprint: string;
  /** Side in pixels. */
  size: number;
  color: 'gray' | 'rgb';
  split: string;
  /** Measured on so many … */
  pictures: number;
  /** … of so many in the split. */
  ofSplit: number;
}

export interface Reproduction {
  scale: ReproductionPlan['request']['scale'];
  tables: ReproductionPlan['request']['tables'];
  seeds: readonly number[];
  cells: readonly ReproducedCell[];
  claims: readonly Claim[];
  data: readonly UsedData[];
  stages: readonly StageTime[];
}

/** What stands in the runs folder once all questions are answered. */
export function resultsOf(plan: ReproductionPlan): Reproduction {
  const { request, curricula } = plan;
  const answers = new Map<Question, KeptEvaluation>();
  const answerOf = (question: Question): KeptEvaluation => {
    const answer = answers.get(question) ?? keptEvaluation(request.runsFolder, question)!;
    answers.set(question, answer);
    return answer;
  };
  const seedOf = new Map(
    curricula.flatMap(({ preset, questions }) => questions.map((q) => [q, preset.seed])),
  );
  const cells = withHolm(plan.cells.map((cell) => resultOf(cell, answerOf, seedOf)));
  return {
    scale: request.scale,
    tables: request.tables,
    seeds: [...new Set(curricula.map(({ preset }) => preset.seed))],
    cells,
    claims: judgeClaims(cells, SCALE_SETTINGS[request.scale].nets),
    data: usedData(plan),
    stages: stageTimes(curricula, request.runsFolder),
  };
}

function resultOf(
  { cell, reason, questions, students }: PlannedCell,
  answerOf: (question: Question) => KeptEvaluation,
  seedOf: ReadonlyMap<Question, number>,
): ReproducedCell {
  const { published, publishedSignificant, ...place } = cell;
  const nothing = {
    measured: null,
    ci95: null,
    n: null,
    std: null,
    withoutCopies: null,
    seeds: [],
    stages: [],
  };
  const untested = { difference: null, pValue: null, pValueHolm: null, significant: null };
  if (questions.length === 0)
    return { ...place, ...nothing, published, publishedSignificant, ...untested, reason };
  const answers = questions.map(answerOf);
  const { n, measured, ci95, overSeeds, each } = figureOf(cell.metric, answers);
  const gain = students.length > 0 ? gainOver(students.map(answerOf), answers, cell.metric) : null;
  return {
    ...place,
    ...{ measured, ci95, published, publishedSignificant },
    ...untested,
    ...gain,
    ...{ n, std: overSeeds.std },
    seeds: questions.map((question, i) => ({ seed: seedOf.get(question)!, measured: each[i]! })),
    withoutCopies: withoutCopies(cell.metric, answers),
    stages: questions.map(({ node }) => node.key),
    reason,
  };
}

function withoutCopies(metric: Metric, answers: readonly KeptEvaluation[]): ReproducedCell['withoutCopies'] {
  const { truth, copies } = answers[0]!;
  const copied = new Set(copies);
  const fresh = [...truth.keys()].filter((i) => !copied.has(i));
  if (copied.size === 0 || fresh.length === 0) return null;
  const { n, measured, ci95 } = figureOf(metric, answers, fresh);
  return { n, measured, ci95 };
}

/** Each table is a family of tests. */
function withHolm(cells: readonly ReproducedCell[]): ReproducedCell[] {
  const corrected = new Map<ReproducedCell, number | null>();
  for (const family of Map.groupBy(cells, ({ table }) => table).values()) {
    const pValues = holmOver(family.map(({ pValue }) => pValue));
    family.forEach((cell, i) => corrected.set(cell, pValues[i]!));
  }
  return cells.map((cell) => ({ ...cell, pValueHolm: corrected.get(cell)! }));
}

function usedData({ curricula }: ReproductionPlan): UsedData[] {
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
