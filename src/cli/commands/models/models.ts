import { basename } from 'node:path';

import type { Command } from 'commander';

import type { Card } from '../../../artifact/card.ts';
import { withDeprecatedCardKeys } from '../../output/deprecated-keys.ts';
import type { Io } from '../../output/io.ts';
import { findLibrary, findModel, MODELS_OPTION_HELP } from '../../../training/library/model-library.ts';
import { registerModelsExport } from './models-export.ts';
import { registerModelsImport } from './models-import.ts';
import { registerModelsLive } from './models-live.ts';
import { registerModelsRecalibrate } from './models-recalibrate.ts';
import { registerModelsRelease } from './models-release.ts';
import { registerModelsResults } from './models-results.ts';
import { tableLines } from '../../output/table.ts';

interface LibraryOptions {
  models?: string;
  json?: boolean;
}

export function registerModels(program: Command, io: Io): void {
  const models = program
    .command('models')
    .description('the library of models')
    .addHelpText('after', '\nExample:\n  $ demiface models list --models runs');
  models
    .command('list')
    .description('every model of a library, with its figure on the pictures that chose')
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document: a list of cards')
    .addHelpText('after', '\nExample:\n  $ demiface models list --models runs')
    .action(({ models: library, json }: LibraryOptions) => {
      const { models: found, damaged } = findLibrary(library);
      for (const { path, problem } of damaged) io.note(`${path} is damaged and left out: ${problem.message}`);
      if (json) return io.json(found.map(({ path, card }) => ({ ...withDeprecatedCardKeys(card), path })));
      const rows = found.map(({ path, card }) => [basename(path), card.name, card.stage.kind, figure(card)]);
      for (const line of tableLines([
        ['folder', 'model', 'stage', 'on the model-selection pictures'],
        ...rows,
      ]))
        io.line(line);
    });
  models
    .command('show')
    .argument('<model>', 'a model folder, or a name in the library')
    .description('what is known of a model')
    .option('--models <folder>', MODELS_OPTION_HELP)
    .option('--json', 'one JSON document: the card')
    .addHelpText('after', '\nExample:\n  $ demiface models show expression.lower --models runs')
    .action((name: string, { models: library, json }: LibraryOptions) => {
      const { path, card } = findModel(name, library);
      if (json) return io.json({ ...withDeprecatedCardKeys(card), path });
      for (const line of tableLines(cardRows(path, card))) io.line(line);
    });
  registerModelsExport(models, io);
  registerModelsImport(models, io);
  registerModelsLive(models, io);
  registerModelsRelease(models, io);
  registerModelsRecalibrate(models, io);
  registerModelsResults(models, io);
}

/** ` (n = 2,849)`: how many pictures chose; nothing where an older card does not state it. */
function countText({ data, selection }: Card): string {
  const n = data.choosingPictures ?? selection?.n;
  return n === undefined ? '' : ` (n = ${n.toLocaleString('en')})`;
}

/** `accuracy 81.3 % (n = 2,849)`, `MAE 5.31 years (n = 1,520)` */
function figure(card: Card): string {
  const { accuracy, maeYears } = card.metrics;
  const count = countText(card);
  if (accuracy !== undefined) return `accuracy ${(100 * accuracy).toFixed(1)} %${count}`;
  return maeYears === undefined ? '' : `MAE ${maeYears.toFixed(2)} years${count}`;
}

function cardRows(path: string, card: Card): string[][] {
  const { preprocessing, ageScale, ageInterval, stage, data } = card;
  const { size, color, scaling } = preprocessing;
  const shown = card.visible === 'full' ? 'the whole face' : `the ${card.visible} half of a face`;
  const reading = card.labels
    ? [
        ['labels', card.labels.join(', ')],
        ['temperature', card.temperature.toFixed(3)],
        ['confident from', `${Number((100 * card.confidenceThreshold).toFixed(1))} %`],
      ]
    : [
        ['years', `output · ${ageScale!.std.toFixed(2)} + ${ageScale!.mean.toFixed(2)}`],
        ...(ageInterval
          ? [['80 % lie between', `${ageInterval.low.toFixed(1)} and +${ageInterval.high.toFixed(1)} years`]]
          : []),
      ];
  return [
    ['model', card.name],
    ['folder', path],
    ['reads', `${card.task} from ${shown}`],
    ...reading,
    ['net', [card.net, ...card.branches].join(', ')],
    ['pictures', `${size} × ${size}, ${color}, (x − ${scaling.mean.join(' ')}) / ${scaling.std.join(' ')}`],
    ['mirror images', card.flip ? 'averaged in' : 'not used'],
    ['stage', `${stage.kind} of ${stage.preset}, seed ${stage.seed}, ${stage.key}`],
    [
      'trained on',
      `${data.pictures.toLocaleString('en')} pictures of ${data.layout}, chosen on: ${data.choosing}`,
    ],
    ['license of the data', data.license],
    ['use', card.use],
    ...Object.entries(card.metrics).map(([name, value]) => [name, `${value.toFixed(4)}${countText(card)}`]),
    ...card.failures.map((text) => ['known failure', text]),
  ];
}
