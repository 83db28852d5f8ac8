import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { Head } from '../../artifact/labels.ts';
import type { PreparedPicture } from '../datasets/prepared.ts';
import type { Predictions } from './evaluate.ts';
import { accuracy, weightedAccuracy } from './metrics/accuracy.ts';
import { confusionMatrix } from './metrics/confusion.ts';
import { absoluteErrors, mean } from './metrics/mae.ts';
import type { McNemar } from './significance/mcnemar.ts';
import { mcnemar } from './significance/mcnemar.ts';
import type { PairedDifference, PairedPredictions } from './significance/paired-bootstrap.ts';
import { pairedAccuracy, pairedError } from './significance/paired-bootstrap.ts';

/** p-values below it are called significant, as in the paper. */
export const SIGNIFICANCE_LEVEL = 0.05;

/** Figures of one model on the pictures of the comparison, fractions 0 … 1; `null` where the task has no such figure. */
export interface ComparedFigures {
  accuracy: number | null;
  weightedAccuracy: number | null;
  maeYears: number | null;
}

/** Two models on the same pictures, the same keys for every task. */
export type Comparison = ComparisonOfClasses | ComparisonOfYears;

interface ComparisonBase {
  /** Pictures that both have read. */
  n: number;
  /** The second model's figure less the first one's, accuracy or years; 95 % interval by paired bootstrap. */
  difference: number;
  ci95: PairedDifference['ci95'];
  /** By the p-value of `difference`. */
  significant: boolean;
  /** Of the first model, then of the second. */
  figures: readonly [ComparedFigures, ComparedFigures];
}

/** Accuracy: McNemar's test. `difference` above 0: the second model is right more often. */
export interface ComparisonOfClasses extends ComparisonBase, McNemar {
  metric: 'accuracy';
  /** Paired bootstrap. */
  weightedAccuracy: PairedDifference;
}

/** Mean absolute error in years: paired bootstrap. `difference` below 0: the second model errs less. */
export interface ComparisonOfYears extends ComparisonBase {
  metric: 'maeYears';
  b: null;
  c: null;
  statistic: null;
  exact: null;
  pValue: number;
  weightedAccuracy: null;
}

/** What a comparison takes of predictions. */
type Compared = Pick<Predictions, 'head' | 'pictures' | 'truth' | 'predicted'>;

/** Decides the bootstrap's resamples; the same for all, so that figures repeat. */
const BOOTSTRAP_SEED = 1;

/**
 * Is the second model better than the first? Paired tests on the pictures that both have read.
 * @throws DemifaceError `missing` if there is no such picture
 */
export function comparePredictions(first: Compared, second: Compared): Comparison {
  const labels = joinedLabels(first.head, second.head);
  const pairs = pairedReadings(first, second, labels);
  return labels === null ? compareYears(pairs) : compareClasses(pairs, labels.length);
}

function compareClasses(pairs: PairedPredictions, classes: number): ComparisonOfClasses {
  const right = (predicted: ArrayLike<number>) =>
    Array.from(pairs.truth, (label, i) => label === predicted[i]);
  const test = mcnemar(right(pairs.first), right(pairs.second));
  const differences = pairedAccuracy(pairs, { seed: BOOTSTRAP_SEED });
  const { difference, ci95 } = differences.accuracy;
  const figures = (predicted: ArrayLike<number>): ComparedFigures => {
    const confusion = confusionMatrix(Int32Array.from(pairs.truth), Int32Array.from(predicted), classes);
    return { accuracy: accuracy(confusion), weightedAccuracy: weightedAccuracy(confusion), maeYears: null };
  };
  return {
    ...test,
    difference,
    ci95,
    significant: test.pValue < SIGNIFICANCE_LEVEL,
    metric: 'accuracy',
    weightedAccuracy: differences.weightedAccuracy,
    figures: [figures(pairs.first), figures(pairs.second)],
  };
}

function compareYears(pairs: PairedPredictions): ComparisonOfYears {
  const { difference, ci95, pValue } = pairedError(pairs, { seed: BOOTSTRAP_SEED });
  const figures = (predicted: ArrayLike<number>): ComparedFigures => ({
    accuracy: null,
    weightedAccuracy: null,
    maeYears: mean(absoluteErrors(pairs.truth, predicted)),
  });
  return {
    n: pairs.truth.length,
    b: null,
    c: null,
    statistic: null,
    pValue,
    exact: null,
    difference,
    ci95,
    significant: pValue < SIGNIFICANCE_LEVEL,
    metric: 'maeYears',
    weightedAccuracy: null,
    figures: [figures(pairs.first), figures(pairs.second)],
  };
}

/** The classes of both heads; null for ages. One of them may have a class that the other cannot predict. */
function joinedLabels(first: Head, second: Head): readonly string[] | null {
  return first.labels && second.labels ? [...new Set([...first.labels, ...second.labels])] : null;
}

/** Predictions of both for each picture that both have read, in the first model's order; classes as indices into `labels`. */
function pairedReadings(
  first: Compared,
  second: Compared,
  labels: readonly string[] | null,
): PairedPredictions {
  const indexOf = ({ head }: Compared, value: number) =>
    labels === null ? value : labels.indexOf(head.labels![value]!);
  const others = Map.groupBy(second.pictures.keys(), (i) => identityOf(second.pictures[i]!));
  const pairs = first.pictures.flatMap((picture, i) => {
    const other = others.get(identityOf(picture))?.shift();
    return other === undefined ? [] : [{ i, other }];
  });
  if (pairs.length === 0) throw new DemifaceError('missing', message('training.noCommonPicture'));
  return {
    truth: pairs.map(({ i }) => indexOf(first, first.truth[i]!)),
    first: pairs.map(({ i }) => indexOf(first, first.predicted[i]!)),
    second: pairs.map(({ other }) => indexOf(second, second.predicted[other]!)),
  };
}

/** A face within a picture of the data set, whatever size it was prepared at. */
function identityOf({ split, name, file, box, contentId }: PreparedPicture): string {
  return JSON.stringify([split, name, file, box, contentId]);
}
