import type { Interval, Statistic } from '../evaluation/significance/bootstrap.ts';
import { bootstrapIntervals } from '../evaluation/significance/bootstrap.ts';
import { meanRecall } from '../evaluation/classification.ts';
import { absoluteErrors, resampledMean } from '../evaluation/metrics/mae.ts';
import type { OverSeeds } from '../evaluation/significance/over-seeds.ts';
import { overSeeds } from '../evaluation/significance/over-seeds.ts';
import type { Metric } from './cell.ts';

/** Prediction of a model for each picture: indices of classes, or years. */
export interface Predictions {
  readonly truth: readonly number[];
  readonly predicted: readonly number[];
}

/** In the metric's unit. */
export interface Figure {
  /** Pictures. */
  n: number;
  /** Mean over the seeds. */
  measured: number;
  /** Over pictures, of the mean over the seeds. */
  ci95: Interval;
  overSeeds: OverSeeds;
  /** One a seed. */
  each: readonly number[];
}

/** As `evaluate` has it, so that a cell of one seed has the interval that `evaluate` gives. */
const BOOTSTRAP_SEED = 1;

/**
 * A cell's figure: of several seeds the mean, and how far they lie apart. The interval is by bootstrap over pictures,
 * which all seeds share; of weighted accuracy within classes.
 * @param seeds of each seed its model's predictions for the same pictures, in the same order
 * @param at positions of the pictures that count; all if left out
 * @throws DemifaceError `missing` without seeds
 */
export function figureOf(metric: Metric, seeds: readonly Predictions[], at?: readonly number[]): Figure {
  const chosen = at ? seeds.map((readings) => pickReadings(readings, at)) : seeds;
  const unit = unitOf(metric);
  const truth = chosen[0]?.truth ?? [];
  const n = truth.length;
  const statistic = (readings: readonly Predictions[]): Statistic =>
    statisticOf(metric, truth, meanScores(metric, readings));
  const once = new Int32Array(n).fill(1);
  const each = chosen.map((readings) => unit * statistic([readings])(once));
  const over = overSeeds(each);
  const { ci95 } = bootstrapIntervals(
    n,
    { ci95: statistic(chosen) },
    { seed: BOOTSTRAP_SEED, strata: strataOf(metric, truth) },
  );
  return { n, measured: over.mean, ci95: [unit * ci95[0], unit * ci95[1]], overSeeds: over, each };
}

/** What a score of 1 comes to in the metric's unit: per cent or years. */
export const unitOf = (metric: Metric): number => (metric === 'maeYears' ? 1 : 100);

/**
 * The metric of a resample, as a fraction or in years.
 * @param scores one a picture, as `meanScores` has them, or what another model has more
 */
export function statisticOf(metric: Metric, truth: readonly number[], scores: ArrayLike<number>): Statistic {
  if (metric !== 'weightedAccuracy') return (counts) => resampledMean(scores, counts);
  const classes = truth.reduce((most, label) => Math.max(most, label), 0) + 1;
  return meanRecall(truth, scores, classes);
}

/** What pictures are resampled within: their classes where each class counts the same. */
export function strataOf(metric: Metric, truth: readonly number[]): readonly number[] | undefined {
  return metric === 'weightedAccuracy' ? truth : undefined;
}

/** Of each picture the mean over the seeds of hit (1) or miss (0), or of by how many years it is off. */
export function meanScores(metric: Metric, seeds: readonly Predictions[]): Float64Array {
  const scores = seeds.map((readings) => scoresOf(metric, readings));
  return truthwise(
    seeds[0]?.truth.length ?? 0,
    (i) => scores.reduce((sum, score) => sum + score[i]!, 0) / scores.length,
  );
}

/** Of each picture: hit (1) or miss (0), or by how many years it is off. */
function scoresOf(metric: Metric, { truth, predicted }: Predictions): Float64Array {
  return metric === 'maeYears'
    ? absoluteErrors(truth, predicted)
    : truthwise(truth.length, (i) => Number(truth[i] === predicted[i]));
}

function truthwise(n: number, valueOf: (i: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => valueOf(i));
}

function pickReadings({ truth, predicted }: Predictions, at: readonly number[]): Predictions {
  return { truth: at.map((i) => truth[i]!), predicted: at.map((i) => predicted[i]!) };
}
