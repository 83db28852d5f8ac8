import { basename } from 'node:path';

import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { Visible } from '../../artifact/labels.ts';
import { VISIBLE } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import type { ComparedFigures, Comparison } from '../../training/evaluation/compare.ts';
import { comparePredictions, SIGNIFICANCE_LEVEL } from '../../training/evaluation/compare.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { Split } from '../../training/sources/types.ts';
import { LAYOUTS, SPLITS } from '../../training/sources/types.ts';
import { learnedPictures } from '../../training/curriculum/learned-pictures.ts';
import { isTrainedOn } from '../../training/curriculum/trained-on.ts';
import { readSplit } from '../../training/evaluation/evaluate.ts';
import { readModel } from '../../training/library/load-model.ts';
import type { PairedDifference } from '../../training/evaluation/paired-bootstrap.ts';
import { asLayout, collect, preparedSet, rootFor } from '../input/data-roots.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import { interpretationOf, withInterpretation } from '../input/interpretation.ts';
import type { Io } from '../output/io.ts';
import { learnedLine } from '../output/learned-line.ts';
import { otherDataLine } from '../output/other-data-line.ts';
import { findModel, LIBRARY } from '../../training/library/model-library.ts';
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
    .option('--models <folder>', LIBRARY)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      "\nDifferences are B less A. Classes: McNemar's test of accuracy. Age: paired bootstrap of the mean absolute error.\n\nExample:\n  $ demiface compare 3f… a1… --layout ferplus --data data/ferplus",
    )
    .action(async (nameA: string, nameB: string, options: CompareOptions) => {
      const open = (name: string) => readModel(findModel(name, options.models).path);
      const [a, b] = [open(nameA), open(nameB)];
      if (a.card.task !== b.card.task)
        throw new DemifaceError(
          'mismatch',
          `${a.card.name} reads ${a.card.task}, ${b.card.name} reads ${b.card.task}; expected two models for one task`,
        );
      const layout = asLayout(options.layout);
      const root = rootFor(layout, options.data);
      const interpretation = interpretationOf(options);
      await readyEngine(io);
      const read = async (folder: ModelFolder) => {
        const prepared = await preparedSet(layout, root, folder.card.preprocessing, io, interpretation);
        const split = options.split ?? reportedSplit(prepared.pictures);
        const visible = options.visible ?? folder.card.visible;
        const readings = await readSplit(folder, prepared, { split, visible, signal: io.signal });
        const isOtherData = !isTrainedOn(folder, prepared);
        const trainedOn = isOtherData ? null : learnedPictures(folder.card, prepared, readings.pictures);
        return { split, readings, isOtherData, trainedOn };
      };
      const pair = [await read(a), await read(b)] as const;
      const [{ split, readings }, other] = pair;
      const comparison = comparePredictions(a.card.task, readings, other.readings);
      const { figures, ...test } = comparison;
      const models = [a, b].map(({ path, card }, i) => ({
        ...{ name: card.name, path, stage: card.stage.kind, visible: options.visible ?? card.visible },
        ...{ chosenOn: card.data.choosing, isOtherData: pair[i]!.isOtherData, trainedOn: pair[i]!.trainedOn },
        ...figures[i]!,
      }));
      if (options.json) return io.json({ layout, split, ...test, models });
      io.line(`On ${split} of ${layout}: ${test.n.toLocaleString('en')} pictures`);
      const rows = models.map((model, i) => [
        ...['AB'[i]!, basename(model.path), model.name, model.stage, `${model.visible} face`],
        figuresText(model),
      ]);
      for (const line of tableLines(rows)) io.line(line);
      const warnings = models.flatMap(
        ({ name, trainedOn }, i) => learnedLine(`${'AB'[i]!} (${name})`, trainedOn, test.n) ?? [],
      );
      for (const line of warnings) io.line(line);
      for (const line of verdictLines(comparison, warnings.length > 0)) io.line(line);
      const others = models.flatMap(({ isOtherData, name }, i) =>
        isOtherData ? `${'AB'[i]!} (${name})` : [],
      );
      if (others.length > 0) io.line(otherDataLine(others));
      const chosenOn = new Set(models.map((model) => model.chosenOn));
      io.line(`Settings were chosen on: ${[...chosenOn].join('; ')}.`);
    });
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
  const where = isLearned ? ' on pictures that were learned from, which says nothing about new faces' : '';
  const verdict =
    difference === 0
      ? 'Neither is better.'
      : pValue < SIGNIFICANCE_LEVEL
        ? `${better} is better: significant at ${SIGNIFICANCE_LEVEL}${where}.`
        : `${better} is ahead, but it may be chance: not significant at ${SIGNIFICANCE_LEVEL}.`;
  return `${what}, B less A: ${signed(difference)} ${inYears ? 'years' : 'points'} (${low} to ${high}), ${p} by ${test}. ${verdict}`;
}

const percent = (value: number) => (100 * value).toFixed(1);
