import { headWidth } from '../../artifact/labels.ts';
import type { Task } from '../../artifact/labels.ts';
import type { Interval, Statistic } from '../evaluation/bootstrap.ts';
import { bootstrapIntervals } from '../evaluation/bootstrap.ts';
import { meanRecall } from '../evaluation/classification.ts';
import { absoluteErrors, resampledMean } from '../evaluation/mae.ts';
import type { OverSeeds } from '../evaluation/over-seeds.ts';
import { overSeeds } from '../evaluation/over-seeds.ts';
import type { Metric } from './cell.ts';

/** What a model said of each picture: indices of classes, or years. */
export interface Readings {
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
 * which all seeds share.
 * @param seeds of each seed what its model said of the same pictures, in the same order
 * @param at positions of the pictures that count; all if left out
 * @throws DemifaceError `missing` without seeds
 */
export function figureOf(
  task: Task,
  metric: Metric,
  seeds: readonly Readings[],
  at?: readonly number[],
): Figure {
  const chosen = at ? seeds.map((readings) => pickReadings(readings, at)) : seeds;
  const unit = metric === 'maeYears' ? 1 : 100;
  const truth = Int32Array.from(chosen[0]?.truth ?? []);
  const n = truth.length;
  const statistic = (scores: ArrayLike<number>): Statistic =>
    metric === 'weightedAccuracy'
      ? meanRecall(truth, scores, headWidth(task))
      : (counts) => resampledMean(scores, counts);
  const scores = chosen.map((readings) => scoresOf(metric, readings));
  const once = new Int32Array(n).fill(1);
  const each = scores.map((score) => unit * statistic(score)(once));
  const over = overSeeds(each);
  const meanScores = truthwise(n, (i) => scores.reduce((sum, score) => sum + score[i]!, 0) / scores.length);
  const { ci95 } = bootstrapIntervals(n, { ci95: statistic(meanScores) }, { seed: BOOTSTRAP_SEED });
  return { n, measured: over.mean, ci95: [unit * ci95[0], unit * ci95[1]], overSeeds: over, each };
}

/** Of each picture: hit (1) or miss (0), or by how many years it is off. */
function scoresOf(metric: Metric, { truth, predicted }: Readings): Float64Array {
  return metric === 'maeYears'
    ? absoluteErrors(truth, predicted)
    : truthwise(truth.length, (i) => Number(truth[i] === predicted[i]));
}

function truthwise(n: number, valueOf: (i: number) => number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => valueOf(i));
}

function pickReadings({ truth, predicted }: Readings, at: readonly number[]): Readings {
  return { truth: at.map((i) => truth[i]!), predicted: at.map((i) => predicted[i]!) };
}
