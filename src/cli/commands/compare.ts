import type { Command } from 'commander';

import { DemifaceError } from '../../common/error.ts';
import type { Visible } from '../../artifact/labels.ts';
import { VISIBLE } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { comparePredictions } from '../../training/evaluation/compare.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { Layout, Split } from '../../training/sources/types.ts';
import { LAYOUTS, SPLITS } from '../../training/sources/types.ts';
import { trainingOverlap } from '../../training/curriculum/training-overlap.ts';
import { isTrainedOn } from '../../training/curriculum/trained-on.ts';
import { readSplit } from '../../training/evaluation/evaluate.ts';
import { readModel } from '../../training/library/load-model.ts';
import { asLayout, collect, preparedSet, rootFor } from '../input/data-roots.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import {
  interpretationOf,
  interpretedFor,
  withCropped,
  withInterpretation,
} from '../input/interpretation.ts';
import { comparisonLines } from '../output/comparison-lines.ts';
import type { Io } from '../output/io.ts';
import { findModel, MODELS_OPTION_HELP } from '../../training/library/model-library.ts';
import { oneOf } from '../input/options.ts';

interface CompareOptions extends InterpretationOptions {
  models?: string;
  layout: string;
  data: string[];
  split?: Split | 'all';
  visible?: Visible;
  json?: boolean;
}

export function registerCompare(program: Command, io: Io): void {
  withCropped(withInterpretation(program.command('compare')))
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
  const prepared = await preparedSet(
    layout,
    root,
    { ...folder.card.preprocessing, crop: folder.card.crop },
    io,
    interpretation,
  );
  const split = options.split ?? reportedSplit(prepared.pictures);
  const visible = options.visible ?? folder.card.visible;
  const predictions = await readSplit(folder, prepared, { split, visible, signal: io.signal });
  const isOtherData = !isTrainedOn(folder, prepared);
  const trainedOn = isOtherData ? null : trainingOverlap(folder.card, prepared, predictions.pictures);
  return { split, predictions, isOtherData, trainedOn };
}
