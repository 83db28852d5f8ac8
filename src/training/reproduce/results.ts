import type { StoredMessage } from '../../messages/message.ts';
import { SIGNIFICANCE_LEVEL } from '../evaluation/compare.ts';
import type { Interval } from '../evaluation/significance/bootstrap.ts';
import type { CellPlace, Dataset, Metric } from './cell.ts';
import type { Claim } from './claims.ts';
import { evaluateClaims } from './claims.ts';
import { figureOf } from './figure.ts';
import type { StoredCell, StoredTables, TablePredictions } from './stored-tables.ts';
import { readStoredTables } from './stored-tables.ts';
import type { ReproductionPlan } from './plan-reproduction.ts';
import { SCALE_SETTINGS } from './scale.ts';
import type { SeedTest } from './significance.ts';
import { gainOver, holmOver, isBetter } from './significance.ts';
import type { StageTime } from './stage-times.ts';

/** A figure of the tables beside what was measured. Figures are in per cent or in years. */
export interface ReproducedCell extends CellPlace {
  /** Mean over the seeds. */
  measured: number | null;
  ci95: Interval | null;
  published: number | null;
  /** The paper's †. */
  publishedSignificant: boolean;
  /** Against the students of the same half, on the same pictures, in every seed. Null where nothing was tested. */
  pValue: number | null;
  /** The same after Holm's correction over all that was tested in the table. */
  pValueHolm: number | null;
  /** Better than the student, `pValueHolm` below 0.05. */
  significant: boolean | null;
  /** Model less student, each the mean over the seeds. */
  difference: number | null;
  differenceCi95: Interval | null;
  /** The same of each seed by itself. */
  tests: readonly ({ seed: number } & SeedTest)[];
  /** Pictures. */
  n: number | null;
  /** Standard deviation over the seeds; null for a single one. */
  std: number | null;
  /** `measured` is null where only the mean was published. */
  seeds: readonly { seed: number; measured: number | null }[];
  /** Published before, and not to be computed again until its models are trained anew. */
  isEarlier: boolean;
  /** Without the pictures of which a byte-identical copy stands in training; null where there is none. */
  withoutCopies: { n: number; measured: number; ci95: Interval } | null;
  /** Keys of the stages that were measured, one a seed. */
  stages: readonly string[];
  /** Why there is no figure; null where there is one; files hold English text. */
  reason: StoredMessage | null;
}

/** Pictures that cells were measured on. */
export interface EvaluatedData {
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
  data: readonly EvaluatedData[];
  stages: readonly StageTime[];
}

/** What stands in the runs folder once all questions are answered. */
export function resultsOf(plan: ReproductionPlan): Reproduction {
  return figuresOf(readStoredTables(plan));
}

/** Every figure, test and verdict, from what models predicted alone. */
export function figuresOf(kept: StoredTables): Reproduction {
  const { scale, tables, seeds, data, stages, answers } = kept;
  const cells = withHolm(kept.cells.map((cell) => resultOf(cell, (id) => answers.get(id)!)));
  const claims = evaluateClaims(cells, SCALE_SETTINGS[scale].nets);
  return { scale, tables, seeds, cells, claims, data, stages };
}

const NOTHING = {
  measured: null,
  ci95: null,
  n: null,
  std: null,
  withoutCopies: null,
  isEarlier: false,
  seeds: [],
  stages: [],
  tests: [],
  difference: null,
  differenceCi95: null,
  pValue: null,
  pValueHolm: null,
  significant: null,
} as const;

function resultOf(
  { models, students, earlier, reason, ...wanted }: StoredCell,
  answersOf: (id: string) => TablePredictions,
): ReproducedCell {
  if (earlier) {
    const { seeds, ...figures } = earlier;
    const seedsOnly = seeds.map((seed) => ({ seed, measured: null }));
    return { ...wanted, ...NOTHING, reason, ...figures, seeds: seedsOnly, isEarlier: true };
  }
  if (models.length === 0) return { ...wanted, ...NOTHING, reason };
  const { metric } = wanted;
  const answers = models.map(({ id }) => answersOf(id));
  const { n, measured, ci95, overSeeds, each } = figureOf(metric, answers);
  const gain = students.length > 0 ? gainOver(students.map(answersOf), answers, metric) : null;
  return {
    ...wanted,
    ...NOTHING,
    n,
    measured,
    ci95,
    reason,
    std: overSeeds.std,
    ...(gain && { ...gain, tests: gain.tests.map((test, i) => ({ seed: models[i]!.seed, ...test })) }),
    seeds: models.map(({ seed }, i) => ({ seed, measured: each[i]! })),
    withoutCopies: withoutCopies(metric, answers),
    stages: models.map(({ stage }) => stage),
  };
}

function withoutCopies(
  metric: Metric,
  answers: readonly TablePredictions[],
): ReproducedCell['withoutCopies'] {
  const { truth, copies } = answers[0]!;
  const copied = new Set(copies);
  const fresh = [...truth.keys()].filter((i) => !copied.has(i));
  if (copied.size === 0 || fresh.length === 0) return null;
  const { n, measured, ci95 } = figureOf(metric, answers, fresh);
  return { n, measured, ci95 };
}

/** Each table is a family of tests; earlier figures keep the correction that they were published with. */
function withHolm(cells: readonly ReproducedCell[]): ReproducedCell[] {
  const corrected = new Map<ReproducedCell, number | null>();
  for (const family of Map.groupBy(cells, ({ table }) => table).values()) {
    const pValues = holmOver(family.map(({ pValue, isEarlier }) => (isEarlier ? null : pValue)));
    family.forEach((cell, i) => corrected.set(cell, cell.isEarlier ? cell.pValueHolm : pValues[i]!));
  }
  return cells.map((cell) => {
    const { metric, difference } = cell;
    const pValueHolm = corrected.get(cell)!;
    const significant =
      pValueHolm === null || difference === null
        ? null
        : isBetter(metric, difference) && pValueHolm < SIGNIFICANCE_LEVEL;
    return { ...cell, pValueHolm, significant };
  });
}
