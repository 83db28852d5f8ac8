import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { Command } from 'commander';

import type { Card } from '../../../artifact/card.ts';
import { DemifaceError } from '../../../common/error.ts';
import { writeOutputFile } from '../../../artifact/output-files.ts';
import type { Mark } from '../../../artifact/output-place.ts';
import { startsWith, checkOutputFile } from '../../../artifact/output-place.ts';
import { shippedModels } from '../../../artifact/places.ts';
import { hasValidChecksum, withChecksum } from '../../../artifact/checksummed-page.ts';
import { createDetector } from '../../../inference/detection/detector.ts';
import { findModels } from '../../../training/library/model-library.ts';
import { predictionsPath, readPredictions } from '../../../training/release/predictions-file.ts';
import { cardFigures } from '../../../training/release/card-figures.ts';
import { TABLES } from '../../../training/reproduce/cell.ts';
import { mergedTables } from '../../../training/reproduce/merge-tables.ts';
import { figuresOf } from '../../../training/reproduce/results.ts';
import { readTables, writeTables } from '../../../training/reproduce/tables-folder.ts';
import { collect, rootFor } from '../../input/data-roots.ts';
import type { Io } from '../../output/io.ts';
import { seedList } from '../../input/options.ts';
import { photoSpreads, readSpreads, spreadLines, writeSpreads } from '../../output/photo-spread.ts';
import { openInferenceModels } from '../../input/inference-models.ts';
import { reproductionMarkdown } from '../../output/reproduce-markdown.ts';
import { finishedTables } from '../reproduce.ts';
import { shippedLines, shippedName } from '../../output/shipped-markdown.ts';

interface ResultsOptions {
  from: string;
  data?: string[];
  runs: string;
  seeds?: readonly number[];
  models: string;
  out: string;
}

export function registerModelsResults(models: Command, io: Io): void {
  models
    .command('results')
    .description('one page: the models that ship, real photos, and the compact tables of the paper')
    .requiredOption(
      '--from <folder>',
      'kept predictions; every figure, test and verdict is computed from them',
    )
    .option(
      '--data <root>',
      'ferplus=ROOT or utkface=ROOT: first keeps what the models in --runs give now; occluded=ROOT: what the photos do',
      collect,
    )
    .option('--runs <folder>', 'where stages and their models lie', 'runs')
    .option('--seeds <list>', "those that are measured, such as 1,2,3 (default: the presets' own)", seedList)
    .option('--models <folder>', 'the released models', shippedModels())
    .requiredOption('--out <file.md>', 'the page; a picture heat.png beside it is shown')
    .addHelpText('after', '\nExample:\n  $ demiface models results --from docs/results --out docs/results.md')
    .action(async (options: ResultsOptions) => {
      checkOutputFile(options.out, isPage);
      if (options.data) await keepAnew(options, options.data, io);
      writeOutputFile(options.out, withChecksum(pageOf(options).join('\n')), isPage);
      io.line(`Written: ${options.out}`);
    });
}

/** Keeps what the given data sets can tell now; cells of the tables that no model stands for keep what they had. */
async function keepAnew(options: ResultsOptions, data: readonly string[], io: Io): Promise<void> {
  const labeled = data.filter((text) => !text.startsWith('occluded='));
  if (labeled.length > 0) await keepTables(options, labeled, io);
  if (labeled.length < data.length) await keepPhotos(options, rootFor('occluded', data), io);
}

async function keepTables(
  { from, runs, seeds }: ResultsOptions,
  data: readonly string[],
  io: Io,
): Promise<void> {
  const tables = await finishedTables(TABLES, { scale: 'compact', data: [...data], runs, seeds }, io);
  const folder = tablesIn(from);
  writeTables(folder, existsSync(folder) ? mergedTables(tables, readTables(folder)) : tables);
}

async function keepPhotos({ from, models }: ResultsOptions, root: string, io: Io): Promise<void> {
  const parts = await openInferenceModels(models, 'auto', io.note);
  const detector = await createDetector();
  try {
    writeSpreads(from, await photoSpreads(root, { detector, ...parts }, io.signal));
  } finally {
    await detector.dispose();
    await parts.dispose();
  }
}

const tablesIn = (from: string) => join(from, 'tables');

/** How every page begins. */
const PAGE_START = '# Results\n\nMade by `demiface models results`';

const beginsAsPage = startsWith(PAGE_START);

/** A page as it was written: one that was edited by hand stays. */
const isPage: Mark = (path) => beginsAsPage(path) && hasValidChecksum(path);

/** Nothing but what lies in the folder, and how the models' cards say to read them. */
function pageOf({ from, models, out }: ResultsOptions): string[] {
  const cards = findModels(models)
    .map(({ card }) => card)
    .filter(({ measured }) => measured !== null);
  const heat = join(dirname(out), 'heat.png');
  return [
    `${PAGE_START} from the predictions for every picture, which lie beside this page; nothing here is written by hand. Models and figures are for research use only.`,
    '',
    '## The models that ship',
    '',
    ...shippedLines(cards.map((card) => recomputed(card, join(from, 'models')))),
    '## Real photos of masks and headsets',
    '',
    'Photos that nothing was trained on, read as `demiface predict` reads them. They carry no labels but the occlusion: the spread of the predictions shows only whether they are plausible.',
    '',
    ...spreadLines(readSpreads(from)),
    ...(existsSync(heat)
      ? ['## Where a model looks', '', `![Grad-CAM on the sample clip](${basename(heat)})`, '']
      : []),
    ...(existsSync(tablesIn(from))
      ? [reproductionMarkdown(figuresOf(readTables(tablesIn(from)))).replace(/^#/gm, '##')]
      : []),
  ];
}

/** @throws DemifaceError `mismatch` if the card states something else than the predictions */
function recomputed(card: Card, folder: string): Card {
  const path = predictionsPath(folder, card);
  const own = cardFigures(card, readPredictions(path, card));
  const { confidenceThreshold, weakLabels, measured, failures, selection } = card;
  if (
    !isDeepStrictEqual(JSON.parse(JSON.stringify(own)), {
      confidenceThreshold,
      weakLabels,
      measured,
      failures,
      selection,
    })
  )
    throw new DemifaceError(
      'mismatch',
      `the card of ${shippedName(card)} and ${path} give different figures; run \`demiface models recalibrate --predictions ${folder}\``,
    );
  return { ...card, ...own };
}
