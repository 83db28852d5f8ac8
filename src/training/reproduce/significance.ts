import { SIGNIFICANCE_LEVEL } from '../compare.ts';
import { holm } from '../evaluation/holm.ts';
import { mcnemar } from '../evaluation/mcnemar.ts';
import { pairedAccuracy, pairedError } from '../evaluation/paired-bootstrap.ts';
import type { Metric } from './cell.ts';
import { lowerIsBetter } from './cell.ts';
import type { Readings } from './figure.ts';

const BOOTSTRAP_SEED = 1;

export interface Gain {
  /** Model less student, in the metric's unit: years below 0 are better. */
  difference: number;
  /** Two-sided: McNemar's test for accuracy, as in the paper; paired bootstrap for the others. */
  pValue: number;
  /** Better, and by the p-value alone at 0.05, as the paper's †. */
  significant: boolean;
}

/**
 * Is a model better than the student of the same half, on the same pictures?
 * @throws DemifaceError `missing` without pictures, `mismatch` if they read other numbers of pictures
 */
export function gainOver(student: Readings, model: Readings, metric: Metric): Gain {
  const { difference, pValue } = compare(student, model, metric);
  const better = lowerIsBetter(metric) ? difference < 0 : difference > 0;
  return { difference, pValue, significant: better && pValue < SIGNIFICANCE_LEVEL };
}

function compare(student: Readings, model: Readings, metric: Metric): Pick<Gain, 'difference' | 'pValue'> {
  const pair = { truth: student.truth, first: student.predicted, second: model.predicted };
  switch (metric) {
    case 'accuracy': {
      const right = ({ truth, predicted }: Readings) => truth.map((label, i) => label === predicted[i]);
      const { n, b, c, pValue } = mcnemar(right(student), right(model));
      return { difference: (100 * (c - b)) / n, pValue };
    }
    case 'weightedAccuracy': {
      const { weightedAccuracy } = pairedAccuracy(pair, { seed: BOOTSTRAP_SEED });
      return { difference: 100 * weightedAccuracy.difference, pValue: weightedAccuracy.pValue };
    }
    case 'maeYears':
      return pairedError(pair, { seed: BOOTSTRAP_SEED });
  }
}

/** Holm's correction over those that were tested; null stays null. */
export function holmOver(pValues: readonly (number | null)[]): (number | null)[] {
  const adjusted = holm(pValues.filter((pValue) => pValue !== null));
  let next = 0;
  return pValues.map((pValue) => (pValue === null ? null : adjusted[next++]!));
}
