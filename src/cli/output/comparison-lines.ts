import { basename } from 'node:path';

import type { Visible } from '../../artifact/labels.ts';
import type { trainingOverlap } from '../../training/curriculum/training-overlap.ts';
import type { ComparedFigures, Comparison } from '../../training/evaluation/compare.ts';
import { SIGNIFICANCE_LEVEL } from '../../training/evaluation/compare.ts';
import type { PairedDifference } from '../../training/evaluation/significance/paired-bootstrap.ts';
import { otherDataLine } from './other-data-line.ts';
import { tableLines } from './table.ts';
import { trainingOverlapLine } from './training-overlap-line.ts';

export interface ComparedModel extends ComparedFigures {
  name: string;
  path: string;
  stage: string;
  visible: Visible;
  chosenOn: string;
  isOtherData: boolean;
  trainedOn: ReturnType<typeof trainingOverlap> | null;
}

export function comparisonLines(models: readonly ComparedModel[], comparison: Comparison): string[] {
  const labelOf = ({ name }: ComparedModel, i: number) => `${'AB'[i]!} (${name})`;
  const rows = models.map((model, i) => [
    ...['AB'[i]!, basename(model.path), model.name, model.stage, `${model.visible} face`],
    figuresText(model),
  ]);
  const warnings = models.flatMap(
    (model, i) => trainingOverlapLine(labelOf(model, i), model.trainedOn, comparison.n) ?? [],
  );
  const others = models.flatMap((model, i) => (model.isOtherData ? labelOf(model, i) : []));
  const chosenOn = new Set(models.map((model) => model.chosenOn));
  return [
    ...tableLines(rows),
    ...warnings,
    ...verdictLines(comparison, warnings.length > 0),
    ...(others.length > 0 ? [otherDataLine(others)] : []),
    `Settings were chosen on: ${[...chosenOn].join('; ')}.`,
  ];
}

function figuresText({ accuracy, weightedAccuracy, maeYears }: ComparedFigures): string {
  return maeYears === null
    ? `accuracy ${percent(accuracy!)} %, weighted ${percent(weightedAccuracy!)} %`
    : `mean absolute error ${maeYears.toFixed(2)} years`;
}

/** @param isLearned whether a model learned from some of the pictures */
export function verdictLines(comparison: Comparison, isLearned: boolean): string[] {
  if (comparison.metric === 'maeYears')
    return [verdict('Mean absolute error', comparison, 'paired bootstrap', isLearned)];
  const { b, c, weightedAccuracy } = comparison;
  // The better model first, as in the verdict below.
  const [better, more, other, fewer] = c > b ? ['B', c, 'A', b] : ['A', b, 'B', c];
  return [
    `${better} alone is right on ${more} pictures, ${other} alone on ${fewer}.`,
    verdict('Accuracy', comparison, "McNemar's test", isLearned),
    verdict('Weighted accuracy', weightedAccuracy, 'paired bootstrap', isLearned),
  ];
}

/** `Accuracy, B less A: +1.25 points (+0.20 to +2.30), p = 0.0213 by McNemar's test. B is better: significant at 0.05.` */
function verdict(
  what: 'Accuracy' | 'Weighted accuracy' | 'Mean absolute error',
  { difference, ci95, pValue }: PairedDifference,
  test: string,
  isLearned: boolean,
): string {
  const inYears = what === 'Mean absolute error';
  const signed = (value: number) => {
    const sign = value < 0 ? '−' : '+';
    return `${sign}${Math.abs(inYears ? value : 100 * value).toFixed(2)}`;
  };
  const [low, high] = ci95.map(signed);
  const p = pValue < 1e-4 ? 'p < 0.0001' : `p = ${Number(pValue.toPrecision(3))}`;
  const better = difference < 0 === inYears ? 'B' : 'A';
  const where = isLearned ? ' on pictures that were learned from, which is no evidence for new faces' : '';
  const verdict =
    difference === 0
      ? 'Neither is better.'
      : pValue < SIGNIFICANCE_LEVEL
        ? `${better} is better: significant at ${SIGNIFICANCE_LEVEL}${where}.`
        : `${better} is ahead, but it may be chance: not significant at ${SIGNIFICANCE_LEVEL}.`;
  return `${what}, B less A: ${signed(difference)} ${inYears ? 'years' : 'points'} (${low} to ${high}), ${p} by ${test}. ${verdict}`;
}

const percent = (value: number) => (100 * value).toFixed(1);
