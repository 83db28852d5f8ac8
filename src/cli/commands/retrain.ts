import { join } from 'node:path';

import type { Command } from 'commander';

import { cacheFolder } from '../../artifact/places.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { reportedSplit } from '../../training/datasets/roles.ts';
import type { PreparedSet } from '../../training/datasets/prepared.ts';
import { readyEngine } from '../../training/engine/tf.ts';
import type { Comparison } from '../../training/evaluation/compare.ts';
import { comparePredictions } from '../../training/evaluation/compare.ts';
import { readSplit } from '../../training/evaluation/evaluate.ts';
import { readModel } from '../../training/library/load-model.ts';
import { findModel, MODELS_OPTION_HELP } from '../../training/library/model-library.ts';
import type { RetrainPreset } from '../../training/presets/index.ts';
import { rehearsed } from '../../training/retrain/rehearsal.ts';
import { retrain } from '../../training/retrain/retrain.ts';
import type { Interpretation, Layout, Split } from '../../training/sources/types.ts';
import { LAYOUTS } from '../../training/sources/types.ts';
import { DemifaceError } from '../../common/error.ts';
import { collect, preparedSet } from '../input/data-roots.ts';
import type { InterpretationOptions } from '../input/interpretation.ts';
import {
  interpretationOf,
  interpretedFor,
  withCropped,
  withInterpretation,
} from '../input/interpretation.ts';
import { oneOf, wholeNumber } from '../input/options.ts';
import { verdictLines } from '../output/comparison-lines.ts';
import type { Io } from '../output/io.ts';

interface RetrainOptions extends InterpretationOptions {
  data: string;
  from: string;
  out: string;
  keep?: string[];
  trains?: RetrainPreset['trains'];
  title?: string;
  seed?: number;
  models?: string;
  json?: boolean;
}

export function registerRetrain(program: Command, io: Io): void {
  withCropped(withInterpretation(program.command('retrain')))
    .description('adapt a model to labeled pictures of your own; the model itself stays as it is')
    .requiredOption('--data <layout=root>', 'the pictures to learn from, such as folder=pictures or csv=list')
    .requiredOption('--from <model>', 'the model to adapt: a folder, or a name in the library')
    .requiredOption('--out <folder>', 'where the new model goes')
    .option(
      '--keep <layout=root>',
      'a data set of the old kind, on which the predictions are to stay as they are; may be said once per data set',
      collect,
    )
    .option(
      '--trains <part>',
      'head: the last layer alone, for few pictures; all: the whole network (default: by the number of pictures)',
      oneOf(['head', 'all'] as const),
    )
    .option('--title <name>', 'name of a task of your own, with --own-classes')
    .option('--seed <n>', 'decides everything that is random (default: 1)', wholeNumber)
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface retrain --data folder=pictures --from expression.lower --out my-model',
    )
    .action((options: RetrainOptions) => retrainModel(options, io));
}

async function retrainModel(options: RetrainOptions, io: Io): Promise<void> {
  const from = readModel(findModel(options.from, options.models).path);
  const interpretation = interpretationOf(options);
  const task = interpretation.classNames?.task === 'custom' ? 'custom' : from.card.task;
  const own = placeOf(options.data, '--data');
  const kept = (options.keep ?? []).map((text) => placeOf(text, '--keep'));
  await readyEngine(io);
  const open = ({ layout, root }: Place, read: Interpretation = { faces: interpretation.faces }) =>
    preparedSet(layout, root, { ...from.card.preprocessing, crop: from.card.crop }, io, read);
  const prepared = await open(own, interpretedFor(task, interpretation));
  const old: { place: Place; prepared: PreparedSet }[] = [];
  for (const place of kept) old.push({ place, prepared: await open(place) });
  const progress = io.progress('Retraining');
  const model = await retrain(
    {
      ...{ from, prepared, layout: own.layout, task, title: options.title, seed: options.seed ?? 1 },
      rehearsal: old.map((set) => rehearsed(set.prepared)),
      ...{ trains: options.trains, out: options.out, workRoot: join(cacheFolder(), 'retrain') },
    },
    {
      onStep: ({ epoch, epochs, step, steps }) => progress.update((epoch - 1) * steps + step, epochs * steps),
      note: io.note,
      signal: io.signal,
    },
  ).finally(() => progress.end());
  const sets = [{ place: own, prepared }, ...old];
  const compared: Compared[] = [];
  if (task === from.card.task)
    for (const { place, prepared: set } of sets) compared.push(await compare(from, model, place, set, io));
  if (options.json) return io.json({ model: model.path, card: model.card.name, compared });
  io.line(`${model.card.name}: ${model.path}`);
  for (const { layout, root, split, comparison } of compared) {
    io.line(
      `On ${split} of ${layout}=${root}, ${comparison.n} pictures; A is the model as it was, B the new one`,
    );
    for (const line of verdictLines(comparison, false)) io.line(line);
  }
}

interface Place {
  layout: Layout;
  root: string;
}

/** @throws DemifaceError `usage` */
function placeOf(text: string, option: string): Place {
  const layout = LAYOUTS.find((known) => text.startsWith(`${known}=`));
  if (layout) return { layout, root: text.slice(layout.length + 1) };
  throw new DemifaceError(
    'usage',
    `${option} ${text}: expected layout=root, the layout being ${LAYOUTS.join(', ')}`,
  );
}

interface Compared extends Place {
  split: Split;
  comparison: Comparison;
}

/** Both models on the pictures that neither learned from. */
async function compare(
  from: ModelFolder,
  model: ModelFolder,
  place: Place,
  prepared: PreparedSet,
  io: Io,
): Promise<Compared> {
  const split = reportedSplit(prepared.pictures);
  const request = { split, visible: from.card.visible, signal: io.signal };
  const before = await readSplit(from, prepared, request);
  const after = await readSplit(model, prepared, request);
  return { ...place, split, comparison: comparePredictions(before, after) };
}
