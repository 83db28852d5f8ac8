import type { Card, Measured, Selection } from '../../artifact/card.ts';
import { headWidth } from '../../artifact/labels.ts';
import { logOdds } from '../../common/math/log-odds.ts';
import { softmaxRows } from '../../common/math/probabilities.ts';
import { perClass } from '../evaluation/metrics/accuracy.ts';
import { confusionMatrix } from '../evaluation/metrics/confusion.ts';
import { riskCoverage } from '../evaluation/calibration/risk-coverage.ts';
import { wilsonInterval } from '../evaluation/significance/wilson.ts';
import type { LabeledPrediction, ModelPredictions } from './model-predictions.ts';
import { outputsIn, predictedIn } from './prediction-outputs.ts';
import { audienceConfusion } from './audience-confusion.ts';
import { knownFailures } from './failures.ts';
import { measuredOn } from './measure.ts';
import { THRESHOLD_RULE, chooseConfidenceThreshold } from '../evaluation/calibration/confidence-threshold.ts';

/** The part of a card that follows from the model's predictions. */
export type CardFigures = Pick<Card, 'confidenceThreshold' | 'weakLabels' | 'measured' | 'failures'> & {
  selection: Selection;
};

/** Precision that a label must be shown to have, or it is weak. */
const STRONG = 0.6;

/**
 * All figures of a card from the model's predictions: threshold, weak labels and the audience's confusion by the
 * model-selection set alone, figures by the reported split.
 * @param card with the calibration that the outputs are read with
 */
export function cardFigures(
  card: Pick<
    Card,
    'task' | 'labels' | 'visible' | 'temperature' | 'ageInterval' | 'data' | 'confidenceThreshold'
  >,
  { selection, reported, split }: ModelPredictions,
): CardFigures {
  const chosen = selectionOf(card, selection);
  const { confidenceThreshold } = chosen;
  const measured: Measured = { split, ...measuredOn({ ...card, confidenceThreshold }, reported) };
  const weakLabels = chosen.selection.perClass
    .filter(({ precisionCi95: [low] }) => !(low > STRONG))
    .map(({ label }) => label);
  return { ...chosen, weakLabels, measured, failures: knownFailures(card, measured, weakLabels) };
}

function selectionOf(
  card: Parameters<typeof cardFigures>[0],
  predictions: readonly LabeledPrediction[],
): Pick<CardFigures, 'confidenceThreshold' | 'selection'> {
  const { task, labels, temperature } = card;
  const n = predictions.length;
  const predicted = predictedIn(card, predictions);
  const outputs = outputsIn(predictions);
  const truth = Int32Array.from(predictions, (prediction) => prediction.truth);
  const audience = (confidenceThreshold: number) => {
    const readings = { pictures: predictions, truth: [...truth], predicted, outputs };
    const confusion = audienceConfusion({ task, labels, temperature, confidenceThreshold }, readings);
    return confusion && { audienceConfusion: confusion.map((row) => [...row]) };
  };
  if (labels === null)
    return {
      confidenceThreshold: card.confidenceThreshold,
      selection: { n, threshold: null, perClass: [], ...audience(card.confidenceThreshold) },
    };
  const width = headWidth(card);
  const probs = softmaxRows(outputs, width, temperature);
  const confidenceThreshold = chooseConfidenceThreshold(probs, truth, width);
  const [kept] = riskCoverage(
    predicted.map((label, i) => probs[i * width + label]!),
    predicted.map((label, i) => label === truth[i]),
    [confidenceThreshold],
  );
  const { coverage, risk } = kept!;
  const confusion = confusionMatrix(truth, Int32Array.from(predicted), width);
  return {
    confidenceThreshold,
    selection: {
      n,
      threshold: { rule: THRESHOLD_RULE, coverage, precision: risk === null ? null : 1 - risk },
      perClass: perClass(confusion, labels).map(({ label, support, precision }, k) => {
        const all = predicted.filter((other) => other === k).length;
        return { label, support, precision, precisionCi95: wilsonInterval(confusion[k]![k]!, all) };
      }),
      ...audience(confidenceThreshold),
      ...averageNeutral(labels, probs, truth),
    },
  };
}

/** What a neutral face looks like to a model on average; nothing where no class or no picture is neutral. */
function averageNeutral(
  labels: readonly string[],
  probs: Float32Array,
  truth: Int32Array,
): Pick<Selection, 'neutralLogOdds'> {
  const neutral = labels.indexOf('neutral');
  const all = [...truth].flatMap((label, i) =>
    label === neutral ? [logOdds(probs[i * labels.length + neutral]!)] : [],
  );
  return all.length === 0 ? {} : { neutralLogOdds: all.reduce((a, b) => a + b) / all.length };
}
