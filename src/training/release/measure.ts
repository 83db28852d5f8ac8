import type { Card, Measured } from '../../artifact/card.ts';
import { softmaxRows } from '../../common/math/probabilities.ts';
import type { ClassificationReport } from '../evaluation/classification.ts';
import type { Groups } from '../evaluation/groups.ts';
import type { RegressionReport } from '../evaluation/regression.ts';
import { evaluateClassification, evaluateRegression } from '../evaluation/report.ts';
import { riskCoverage } from '../evaluation/calibration/risk-coverage.ts';
import { wilsonInterval } from '../evaluation/significance/wilson.ts';
import type { LabeledPrediction } from './model-predictions.ts';
import { outputsIn, predictedIn } from './prediction-outputs.ts';

type Reading = Pick<Card, 'labels' | 'temperature' | 'ageInterval' | 'confidenceThreshold'>;

/** As `evaluate` has it, so that figures of a card are those that `evaluate` gives. */
const BOOTSTRAP_SEED = 1;

/**
 * Figures of a card for the reported split: of the pictures without a byte-identical copy in training, beside it of all,
 * and of those that nothing in training nearly equals.
 */
export function measuredOn(
  card: Reading,
  predictions: readonly LabeledPrediction[],
): Omit<Measured, 'split'> {
  const fresh = predictions.filter(({ isCopy }) => !isCopy);
  const own = predictions.filter(({ isNearCopy }) => !isNearCopy);
  const figuresOf = (some: readonly LabeledPrediction[], others: readonly LabeledPrediction[]) =>
    some.length === 0 || some.length === others.length ? null : figures(reportOf(card, some, {}));
  return {
    ...(card.labels === null ? ofAges(card, fresh) : ofClasses(card, fresh)),
    n: fresh.length,
    withCopies: figuresOf(predictions, fresh),
    withoutNearCopies: figuresOf(own, fresh),
  };
}

type Report = ClassificationReport | RegressionReport;

function reportOf(card: Reading, predictions: readonly LabeledPrediction[], groups: Groups): Report {
  const options = { seed: BOOTSTRAP_SEED, groups };
  const truth = predictions.map((prediction) => prediction.truth);
  return card.labels === null
    ? evaluateRegression({
        ...options,
        truth: Float32Array.from(truth),
        predicted: Float32Array.from(predictedIn(card, predictions)),
      })
    : evaluateClassification({
        ...options,
        labels: card.labels,
        truth: Int32Array.from(truth),
        logits: outputsIn(predictions),
        temperature: card.temperature,
      });
}

function figures(report: Report): NonNullable<Measured['withCopies']> {
  const { n, ci95 } = report;
  if (report.maeYears === null) {
    const { accuracy, weightedAccuracy } = report;
    return { n, accuracy, weightedAccuracy, ci95 };
  }
  const { maeYears, biasYears } = report;
  return { n, maeYears, biasYears, ci95 };
}

type OfTask = Omit<Measured, 'split' | 'n' | 'withCopies' | 'withoutNearCopies'>;

function ofAges(card: Reading, predictions: readonly LabeledPrediction[]): OfTask {
  const report = reportOf(card, predictions, groupsOf(predictions)) as RegressionReport;
  const { maeYears, biasYears, ci95, n, groups } = report;
  const { low, high } = card.ageInterval!;
  const hits = predictions.filter(
    ({ truth, outputs: [years] }) => truth >= years! + low && truth <= years! + high,
  );
  return {
    metrics: { maeYears, biasYears, within80: hits.length / n },
    intervals: { ...ci95, within80: wilsonInterval(hits.length, n) },
    groups,
    perClass: [],
    confusion: [],
    calibration: [],
  };
}

function ofClasses(card: Reading, predictions: readonly LabeledPrediction[]): OfTask {
  const report = reportOf(card, predictions, groupsOf(predictions)) as ClassificationReport;
  const { accuracy, weightedAccuracy, ece, negativeLogLikelihood, brier, ci95, confusion, groups } = report;
  const predicted = predictedIn(card, predictions);
  const probs = softmaxRows(outputsIn(predictions), card.labels!.length, card.temperature);
  const confidence = predicted.map((label, i) => probs[i * card.labels!.length + label]!);
  const right = predictions.map(({ truth }, i) => truth === predicted[i]);
  const kept = riskCoverage(confidence, right, [card.confidenceThreshold])[0]!;
  return {
    metrics: {
      accuracy,
      weightedAccuracy,
      ece,
      negativeLogLikelihood,
      brier,
      confidentCoverage: kept.coverage,
      confidentAccuracy: 1 - (kept.risk ?? 1),
    },
    intervals: ci95,
    groups,
    perClass: report.perClass.map(({ label, support, recall, precision }, k) => {
      const readAs = predicted.flatMap((other, i) => (other === k ? [i] : []));
      return {
        label,
        support,
        recall,
        precision,
        precisionCi95: wilsonInterval(confusion[k]![k]!, readAs.length),
        riskCoverage: riskCoverage(
          readAs.map((i) => confidence[i]!),
          readAs.map((i) => right[i]!),
        ),
      };
    }),
    confusion: confusion.map((row) => [...row]),
    calibration: report.reliability.map(({ n, confidence: mean, accuracy: share }) => ({
      n,
      confidence: mean,
      accuracy: share,
    })),
  };
}

function groupsOf(predictions: readonly LabeledPrediction[]): Groups {
  const kinds = new Set(predictions.flatMap(({ groups }) => Object.keys(groups)));
  return Object.fromEntries([...kinds].map((kind) => [kind, predictions.map(({ groups }) => groups[kind])]));
}
