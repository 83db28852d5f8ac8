import { bootstrapIntervals } from './significance/bootstrap.ts';
import type { Interval } from './significance/bootstrap.ts';
import { checkFinite } from './finite.ts';
import { absoluteErrors, mean, medianBaseline, resampledMean } from './metrics/mae.ts';
import { checkNotEmpty, pick, subsetFigures } from './subsets.ts';
import type { EvaluationOptions, SubsetFigures } from './subsets.ts';

export interface RegressionInput extends EvaluationOptions {
  /** Ages in years [n]. */
  truth: Float32Array;
  /** Ages in years [n]. */
  predicted: Float32Array;
}

/** Figures that are also given for each group and without copies. */
export interface RegressionFigures {
  n: number;
  maeYears: number;
  /** Mean of predicted - true: above 0 where ages are read too high. */
  biasYears: number;
  ci95: { maeYears: Interval; biasYears: Interval };
}

export interface RegressionReport extends RegressionFigures, SubsetFigures<RegressionFigures> {
  accuracy: null;
  weightedAccuracy: null;
  confusion: null;
  labels: null;
  ece: null;
  /** The median age of this set, given for every picture. */
  medianBaseline: { ageYears: number; maeYears: number };
}

/**
 * All figures of one age model on one labeled set.
 * @throws DemifaceError `diverged` if a prediction is no number, `mismatch` if lengths differ, `missing` without
 * pictures
 */
export function evaluateRegression(input: RegressionInput): RegressionReport {
  const { truth, predicted } = input;
  checkNotEmpty(truth.length);
  const errors = absoluteErrors(truth, predicted);
  checkFinite(predicted);
  const signed = Float64Array.from(truth, (age, i) => predicted[i]! - age);
  const figuresOf = (pictures: Int32Array) => figures(input, errors, signed, pictures);
  return {
    ...figuresOf(Int32Array.from(truth.keys())),
    accuracy: null,
    weightedAccuracy: null,
    confusion: null,
    labels: null,
    ece: null,
    medianBaseline: medianBaseline(truth),
    ...subsetFigures(truth.length, input, figuresOf),
  };
}

function figures(
  options: RegressionInput,
  allErrors: Float64Array,
  allSigned: Float64Array,
  pictures: Int32Array,
): RegressionFigures {
  const errors = pick(allErrors, pictures);
  const signed = pick(allSigned, pictures);
  const statistics = {
    maeYears: (counts: Int32Array) => resampledMean(errors, counts),
    biasYears: (counts: Int32Array) => resampledMean(signed, counts),
  };
  return {
    n: pictures.length,
    maeYears: mean(errors),
    biasYears: mean(signed),
    ci95: bootstrapIntervals(pictures.length, statistics, options),
  };
}
