import type { Interval } from '../evaluation/significance/bootstrap.ts';
import { holm } from '../evaluation/significance/holm.ts';
import { mcnemar } from '../evaluation/significance/mcnemar.ts';
import { paired } from '../evaluation/significance/paired-bootstrap.ts';
import type { Metric } from './cell.ts';
import { lowerIsBetter } from './cell.ts';
import type { Predictions } from './figure.ts';
import { meanScores, statisticOf, strataOf, unitOf } from './figure.ts';

const BOOTSTRAP_SEED = 1;

/** One seed's model against the student of the same seed. */
export interface SeedTest {
  /** Model less student, in the metric's unit: years below 0 are better. */
  difference: number;
  /** Two-sided: McNemar's test for accuracy, as in the paper; paired bootstrap for the others. */
  pValue: number;
}

export interface Gain {
  /** Mean over the seeds. */
  difference: number;
  /** Of `difference`, by paired bootstrap over the pictures, which all seeds share. */
  differenceCi95: Interval;
  /** One a seed. */
  tests: readonly SeedTest[];
  /**
   * That the model is better in every seed, or worse in every one: the largest of the seeds' p-values (intersection-union
   * test, Berger 1982); 1 where the seeds disagree on which is better.
   */
  pValue: number;
}

/**
 * Is a model better than the student of the same half, on the same pictures? Each seed is tested by itself.
 * @param students of each seed its student's predictions for the same pictures, in the same order
 * @param models the same of the seeds' models, seed by seed
 */
export function gainOver(
  students: readonly Predictions[],
  models: readonly Predictions[],
  metric: Metric,
): Gain {
  const tests = models.map((model, seed) => testOf(metric, students[seed]!, model));
  const before = meanScores(metric, students);
  const more = meanScores(metric, models).map((score, i) => score - before[i]!);
  const { difference, ci95 } = bootstrapped(metric, models[0]?.truth ?? [], more);
  const agree = new Set(tests.map((test) => Math.sign(test.difference))).size === 1;
  return {
    difference,
    differenceCi95: ci95,
    tests,
    pValue: agree ? Math.max(...tests.map(({ pValue }) => pValue)) : 1,
  };
}

/** Whether a difference is for the better. */
export function isBetter(metric: Metric, difference: number): boolean {
  return lowerIsBetter(metric) ? difference < 0 : difference > 0;
}

function testOf(metric: Metric, student: Predictions, model: Predictions): SeedTest {
  if (metric === 'accuracy') {
    const { n, b, c, pValue } = mcnemar(hits(student), hits(model));
    return { difference: (100 * (c - b)) / n, pValue };
  }
  const before = meanScores(metric, [student]);
  const more = meanScores(metric, [model]).map((score, i) => score - before[i]!);
  const { difference, pValue } = bootstrapped(metric, student.truth, more);
  return { difference, pValue };
}

/** @param more one score a picture: what the model has more than the student */
function bootstrapped(metric: Metric, truth: readonly number[], more: Float64Array) {
  const statistics = { gain: statisticOf(metric, truth, more) };
  const options = { seed: BOOTSTRAP_SEED, strata: strataOf(metric, truth) };
  const { gain } = paired(more.length, statistics, options);
  const unit = unitOf(metric);
  const [low, high] = gain.ci95;
  const ci95: Interval = [unit * low, unit * high];
  return { difference: unit * gain.difference, ci95, pValue: gain.pValue };
}

const hits = ({ truth, predicted }: Predictions): boolean[] =>
  truth.map((label, i) => label === predicted[i]);

/** Holm's correction over those that were tested; null stays null. */
export function holmOver(pValues: readonly (number | null)[]): (number | null)[] {
  const adjusted = holm(pValues.filter((pValue) => pValue !== null));
  let next = 0;
  return pValues.map((pValue) => (pValue === null ? null : adjusted[next++]!));
}
