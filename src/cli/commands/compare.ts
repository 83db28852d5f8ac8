import { basename } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { Visible } from '../../artifact/labels.ts';
import { VISIBLE } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { ComparedFigures, Comparison } from '../../training/evaluation/compare.ts';
import { comparePredictions, SIGNIFICANCE_LEVEL } from '../../training/evaluation/compare.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { Layout, Split } from '../../training/sources/types.ts';
import { LAYOUTS, SPLITS } from '../../training/sources/types.ts';
import { trainingOverlap } from '../../training/curriculum/training-overlap.ts';
import { isTrainedOn } from '../../training/curriculum/trained-on.ts';
import { readSplit } from '../../training/evaluation/evaluate.ts';
import { readModel } from '../../training/library/load-model.ts';
import type { PairedDifference } from '../../training/evaluation/significance/paired-bootstrap.ts';
import { asLayout, collect, preparedSet, rootFor } from '../input/data-roots.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import { interpretationOf, interpretedFor, withInterpretation } from '../input/interpretation.ts';
import type { Io } from '../output/io.ts';
import { trainingOverlapLine } from '../output/training-overlap-line.ts';
import { otherDataLine } from '../output/other-data-line.ts';
import { findModel, MODELS_OPTION_HELP } from '../../training/library/model-library.ts';
import { oneOf } from '../input/options.ts';
import { tableLines } from '../output/table.ts';

interface CompareOptions extends InterpretationOptions {
  models?: string;
  layout: string;
  data: string[];
  split?: Split | 'all';
  visible?: Visible;
  json?: boolean;
}

export function registerCompare(program: Command, io: Io): void {
  withInterpretation(program.command('compare'))
    .argument('<model-a>', 'a model folder, or a name in the library')
    .argument('<model-b>', 'another one for the same task')
    .description('is B better than A, or is it chance? A paired test on the same pictures')
    .requiredOption('--layout <layout>', LAYOUTS.join(', '))
    .requiredOption('--data <root>', 'the data set, or layout=root', collect)
    .option(
      '--split <split>',
      'train, val, test or all (default: test, or val where there is none)',
      oneOf([...SPLITS, 'all'] as const),
    )
    .option(
      '--visible <half>',
      'full, lower or upper, for both (default: what each was made for)',
      oneOf(VISIBLE),
    )
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      "\nDifferences are B less A. Classes: McNemar's test of accuracy. Age: paired bootstrap of the mean absolute error.\n\nExample:\n  $ demiface compare 3f… a1… --layout ferplus --data data/ferplus",
    )
    .action((a: string, b: string, options: CompareOptions) => compareModels([a, b], options, io));
}

/** @param names folders of models, or names in the library */
async function compareModels(
  names: readonly [string, string],
  options: CompareOptions,
  io: Io,
): Promise<void> {
  const [a, b] = names.map((name) => readModel(findModel(name, options.models).path)) as [
    ModelFolder,
    ModelFolder,
  ];
  if (a.card.task !== b.card.task)
    throw new DemifaceError(
      'mismatch',
      `${a.card.name} predicts ${a.card.task}, ${b.card.name} predicts ${b.card.task}; expected two models for one task`,
    );
  const layout = asLayout(options.layout);
  const root = rootFor(layout, options.data);
  await readyEngine(io);
  const pair = [
    await predictSplit(a, { layout, root }, options, io),
    await predictSplit(b, { layout, root }, options, io),
  ] as const;
  const [{ split, predictions }, other] = pair;
  const comparison = comparePredictions(predictions, other.predictions);
  const { figures, ...test } = comparison;
  const models = [a, b].map(({ path, card }, i) => ({
    name: card.name,
    path,
    stage: card.stage.kind,
    visible: options.visible ?? card.visible,
    chosenOn: card.data.choosing,
    isOtherData: pair[i]!.isOtherData,
    trainedOn: pair[i]!.trainedOn,
    ...figures[i]!,
  }));
  if (options.json) return io.json({ layout, split, ...test, models });
  io.line(`On ${split} of ${layout}: ${test.n.toLocaleString('en')} pictures`);
  for (const line of comparisonLines(models, comparison)) io.line(line);
}

/** Predicts the pictures of a split by one of the models. */
async function predictSplit(
  folder: ModelFolder,
  { layout, root }: { layout: Layout; root: string },
  options: CompareOptions,
  io: Io,
) {
  const interpretation = interpretedFor(folder.card.task, interpretationOf(options));
  const prepared = await preparedSet(layout, root, folder.card.preprocessing, io, interpretation);
  const split = options.split ?? reportedSplit(prepared.pictures);
  const visible = options.visible ?? folder.card.visible;
  const predictions = await readSplit(folder, prepared, { split, visible, signal: io.signal });
  const isOtherData = !isTrainedOn(folder, prepared);
  const trainedOn = isOtherData ? null : trainingOverlap(folder.card, prepared, predictions.pictures);
  return { split, predictions, isOtherData, trainedOn };
}

interface ComparedModel extends ComparedFigures {
  name: string;
  path: string;
  stage: string;
  visible: Visible;
  chosenOn: string;
  isOtherData: boolean;
  trainedOn: ReturnType<typeof trainingOverlap> | null;
}

function comparisonLines(models: readonly ComparedModel[], comparison: Comparison): string[] {
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
function verdictLines(comparison: Comparison, isLearned: boolean): string[] {
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
