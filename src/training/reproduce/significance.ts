import { SIGNIFICANCE_LEVEL } from '../compare.ts';
import { holm } from '../evaluation/holm.ts';
import { mcnemar } from '../evaluation/mcnemar.ts';
import { paired } from '../evaluation/paired-bootstrap.ts';
import type { Metric } from './cell.ts';
import { lowerIsBetter } from './cell.ts';
import type { Readings } from './figure.ts';
import { meanScores, statisticOf, unitOf } from './figure.ts';

const BOOTSTRAP_SEED = 1;

export interface Gain {
  /** Model less student, each the mean over its seeds, in the metric's unit: years below 0 are better. */
  difference: number;
  /** Two-sided: McNemar's test for the accuracy of one seed, as in the paper; paired bootstrap for the others. */
  pValue: number;
  /** Better, and by the p-value alone at 0.05, as the paper's †. */
  significant: boolean;
}

/**
 * Is a model better than the student of the same half, on the same pictures? Of several seeds the bootstrap resamples
 * the pictures, which all share, and not the seeds: it tells of these models, not of all that might be trained.
 * @param students of each seed what its student said of the same pictures, in the same order
 * @param models the same of the seeds' models
 */
export function gainOver(students: readonly Readings[], models: readonly Readings[], metric: Metric): Gain {
  const { difference, pValue } = compare(students, models, metric);
  const better = lowerIsBetter(metric) ? difference < 0 : difference > 0;
  return { difference, pValue, significant: better && pValue < SIGNIFICANCE_LEVEL };
}

function compare(
  students: readonly Readings[],
  models: readonly Readings[],
  metric: Metric,
): Pick<Gain, 'difference' | 'pValue'> {
  const [student, ...otherStudents] = students;
  const [model, ...otherModels] = models;
  if (metric === 'accuracy' && student && model && otherStudents.length + otherModels.length === 0) {
    const { n, b, c, pValue } = mcnemar(hits(student), hits(model));
    return { difference: (100 * (c - b)) / n, pValue };
  }
  const before = meanScores(metric, students);
  const more = meanScores(metric, models).map((score, i) => score - before[i]!);
  const statistics = { gain: statisticOf(metric, student?.truth ?? [], more) };
  const { gain } = paired(more.length, statistics, { seed: BOOTSTRAP_SEED });
  return { difference: unitOf(metric) * gain.difference, pValue: gain.pValue };
}

const hits = ({ truth, predicted }: Readings): boolean[] => truth.map((label, i) => label === predicted[i]);

/** Holm's correction over those that were tested; null stays null. */
export function holmOver(pValues: readonly (number | null)[]): (number | null)[] {
  const adjusted = holm(pValues.filter((pValue) => pValue !== null));
  let next = 0;
  return pValues.map((pValue) => (pValue === null ? null : adjusted[next++]!));
}
