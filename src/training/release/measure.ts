import type { Measured } from '../../artifact/card.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { softmaxRows } from '../../artifact/probabilities.ts';
import { openPictures } from '../data/picture-source.ts';
import type { PreparedPicture, PreparedSet } from '../data/prepared.ts';
import type { Split } from '../data/types.ts';
import type { Evaluation } from '../evaluate.ts';
import { evaluateModel } from '../evaluate.ts';
import type { ClassificationReport } from '../evaluation/classification.ts';
import { riskCoverage } from '../evaluation/risk-coverage.ts';
import { wilsonInterval } from '../evaluation/wilson.ts';
import { audienceConfusion } from './audience-confusion.ts';

/** Mean of the pixels, 0 … 255, below which a picture is called dark. */
const DARK = 70;

/** What a card says of a model on a split that neither taught nor chose; how light the picture is counts as a group too. */
export async function measureModel(
  model: ModelFolder,
  prepared: PreparedSet,
  split: Split,
  signal?: AbortSignal,
): Promise<Measured> {
  const { visible } = model.card;
  const request = { split, visible, ...(signal ? { signal } : {}) };
  const evaluation = await evaluateModel(model, withLight(prepared, split), request);
  const { report } = evaluation;
  const audience = audienceConfusion(model.card, evaluation);
  const common = {
    ...{ split, n: report.n },
    ...(audience && { audienceConfusion: audience.map((row) => [...row]) }),
    withoutCopies: report.withoutCopies ?? null,
    groups: report.groups,
  };
  if (report.maeYears !== null) {
    const { maeYears, biasYears, ci95 } = report;
    const within = shareWithin(model, evaluation);
    return {
      ...common,
      metrics: { maeYears, biasYears, within80: within },
      intervals: { ...ci95, within80: wilsonInterval(Math.round(within * report.n), report.n) },
      ...{ perClass: [], confusion: [], calibration: [] },
    };
  }
  const { accuracy, weightedAccuracy, ece, negativeLogLikelihood, brier, ci95, confusion } = report;
  return {
    ...common,
    metrics: {
      ...{ accuracy, weightedAccuracy, ece, negativeLogLikelihood, brier },
      ...sureFigures(model, evaluation),
    },
    intervals: ci95,
    perClass: perClassOf(model, evaluation, report),
    confusion: confusion.map((row) => [...row]),
    calibration: report.reliability.map(({ n, confidence, accuracy: right }) => ({
      ...{ n, confidence, accuracy: right },
    })),
  };
}

/** Adds to each picture of the split whether it is dark. */
function withLight(prepared: PreparedSet, split: Split): PreparedSet {
  const source = openPictures(prepared.picturesPath, prepared.size, prepared.channels);
  const lightOf = ({ row }: PreparedPicture) => {
    const { data } = source.read(row);
    return data.reduce((sum, value) => sum + value, 0) / data.length < DARK ? 'dark' : 'light';
  };
  try {
    const pictures = prepared.pictures.map((picture) =>
      picture.split === split
        ? { ...picture, groups: { ...picture.groups, light: lightOf(picture) } }
        : picture,
    );
    return { ...prepared, pictures };
  } finally {
    source.close();
  }
}

/** Share of the true ages within the interval that is told. */
function shareWithin({ card }: ModelFolder, { truth, predicted }: Evaluation): number {
  const { low, high } = card.ageInterval!;
  return (
    truth.filter((age, i) => age >= predicted[i]! + low && age <= predicted[i]! + high).length / truth.length
  );
}

function confidences({ card }: ModelFolder, { outputs, truth, predicted }: Evaluation) {
  const classes = card.labels!.length;
  const probs = softmaxRows(outputs, classes, card.temperature);
  return {
    confidence: predicted.map((label, i) => probs[i * classes + label]!),
    right: truth.map((label, i) => label === predicted[i]),
  };
}

/** How many readings are called sure, and how often those are right. */
function sureFigures(
  model: ModelFolder,
  evaluation: Evaluation,
): { sureCoverage: number; sureAccuracy: number } {
  const { confidence, right } = confidences(model, evaluation);
  const kept = riskCoverage(confidence, right, [model.card.sure])[0]!;
  return { sureCoverage: kept.coverage, sureAccuracy: 1 - (kept.risk ?? 1) };
}

function perClassOf(
  model: ModelFolder,
  evaluation: Evaluation,
  { perClass, confusion }: ClassificationReport,
): Measured['perClass'] {
  const { confidence, right } = confidences(model, evaluation);
  return perClass.map(({ label, support, recall, precision }, k) => {
    const readAs = evaluation.predicted.flatMap((label_, i) => (label_ === k ? [i] : []));
    return {
      ...{ label, support, recall, precision },
      precisionCi95: wilsonInterval(confusion[k]![k]!, readAs.length),
      riskCoverage: riskCoverage(
        readAs.map((i) => confidence[i]!),
        readAs.map((i) => right[i]!),
      ),
    };
  });
}
