import { DemifaceError } from '../../../common/error.ts';
import { message } from '../../../messages/message.ts';
import type { BootstrapOptions, Interval, Statistic } from './bootstrap.ts';
import { bootstrapValues, percentileInterval } from './bootstrap.ts';
import { meanRecall } from '../classification.ts';
import { absoluteErrors, resampledMean } from '../metrics/mae.ts';

/** How much more the second model has of a figure than the first, on the same pictures. */
export interface PairedDifference {
  difference: number;
  ci95: Interval;
  /** Two-sided: how far into the resampled differences 0 lies. 1 where no resample differs. */
  pValue: number;
}

/** Enough that p-values are good to 0.002 near 0.05. */
const RESAMPLES = 10_000;

/** The same pictures read by two models: class indices, or years; one a picture. */
export interface PairedPredictions {
  truth: ArrayLike<number>;
  first: ArrayLike<number>;
  second: ArrayLike<number>;
}

/**
 * Difference in accuracy and in weighted accuracy (mean recall of the classes that have pictures), by the percentile
 * bootstrap over pictures, for weighted accuracy within classes: each resample holds both models' readings of a picture
 * together. The p-value inverts the interval (Davison and Hinkley 1997, Sec. 4.4): twice the smaller share of
 * resampled differences on either side of 0.
 * @throws DemifaceError `missing` without pictures, `mismatch` if lengths differ
 */
export function pairedAccuracy(
  { truth, first, second }: PairedPredictions,
  options: BootstrapOptions,
): { accuracy: PairedDifference; weightedAccuracy: PairedDifference } {
  checkPaired(truth, first, second);
  const gain = Int32Array.from(
    { length: truth.length },
    (_, i) => Number(second[i] === truth[i]) - Number(first[i] === truth[i]),
  );
  const classes = Array.from(truth).reduce((a, b) => Math.max(a, b), 0) + 1;
  const n = truth.length;
  const hits = { accuracy: (counts: Int32Array) => resampledMean(gain, counts) };
  const recalls = { weightedAccuracy: meanRecall(truth, gain, classes) };
  return { ...paired(n, hits, options), ...paired(n, recalls, { ...options, strata: truth }) };
}

/**
 * Difference in mean absolute error: below 0 where the second model errs less. See `pairedAccuracy`.
 * @throws DemifaceError `missing` without pictures, `mismatch` if lengths differ
 */
export function pairedError(
  { truth, first, second }: PairedPredictions,
  options: BootstrapOptions,
): PairedDifference {
  checkPaired(truth, first, second);
  const before = absoluteErrors(truth, first);
  const more = absoluteErrors(truth, second).map((error, i) => error - before[i]!);
  return paired(truth.length, { mae: (counts: Int32Array) => resampledMean(more, counts) }, options).mae;
}

/**
 * The same of any figure.
 * @param n pictures
 * @param statistics of what the second model has more on each picture, by name
 */
export function paired<Name extends string>(
  n: number,
  statistics: Readonly<Record<Name, Statistic>>,
  options: BootstrapOptions,
): Record<Name, PairedDifference> {
  const once = new Int32Array(n).fill(1);
  const values = Object.entries<Float64Array>(
    bootstrapValues(n, statistics, { resamples: RESAMPLES, ...options }),
  );
  return Object.fromEntries(
    values.map(([name, sorted]): [string, PairedDifference] => [
      name,
      {
        difference: statistics[name as Name](once),
        ci95: percentileInterval(sorted),
        pValue: beyondZero(sorted),
      },
    ]),
  ) as Record<Name, PairedDifference>;
}

/** One is added to either side, so that no p-value is 0. */
function beyondZero(sorted: Float64Array): number {
  const below = sorted.filter((value) => value <= 0).length;
  const above = sorted.filter((value) => value >= 0).length;
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (sorted.length + 1));
}

function checkPaired(truth: ArrayLike<number>, ...readings: ArrayLike<number>[]): void {
  if (truth.length === 0) throw new DemifaceError('missing', message('training.nothingToCompare'));
  for (const { length } of readings)
    if (length !== truth.length)
      throw new DemifaceError(
        'mismatch',
        message('training.predictionCount', { labels: truth.length, predictions: length }),
      );
}
