import { basename, dirname, join } from 'node:path';
import { existsSync } from 'node:fs';

import type { Command } from 'commander';

import { writeFileAtomic } from '../artifact/atomic.ts';
import { shippedModels } from '../artifact/places.ts';
import { createDetector } from '../reading/detector.ts';
import type { Table } from '../training/reproduce/cell.ts';
import { TABLES } from '../training/reproduce/cell.ts';
import { collect, rootFor } from './data-roots.ts';
import type { Io } from './io.ts';
import { findModels } from '../training/library/model-library.ts';
import { photoSpreads, spreadLines } from './photo-spread.ts';
import { oneOf, seedList } from './options.ts';
import { openReadingModels } from './reading-models.ts';
import { standingReproduction } from './reproduce.ts';
import { reproductionMarkdown } from './reproduce-markdown.ts';
import { shippedLines } from './shipped-markdown.ts';

interface ResultsOptions {
  data: string[];
  runs: string;
  seeds?: readonly number[];
  models: string;
  tables?: (Table | 'none')[];
  out: string;
}

export function registerModelsResults(models: Command, io: Io): void {
  models
    .command('results')
    .description(
      'one page: the models that ship, real photos, and the compact tables of the paper, as far as their models stand',
    )
    .requiredOption('--data <root>', 'ferplus=ROOT, utkface=ROOT and occluded=ROOT', collect)
    .option('--runs <folder>', 'where stages and their models lie', 'runs')
    .option('--seeds <list>', "those that are measured, such as 1,2,3 (default: the presets' own)", seedList)
    .option('--models <folder>', 'the released models', shippedModels())
    .option(
      '--tables <table...>',
      `those of the paper that are measured: ${TABLES.join(', ')}, or none (default: all)`,
      (text: string, before: (Table | 'none')[] = []) => [
        ...before,
        oneOf([...TABLES, 'none'] as const)(text),
      ],
    )
    .requiredOption('--out <file.md>', 'the page; a picture heat.png beside it is shown')
    .addHelpText(
      'after',
      '\nExample:\n  $ demiface models results --data ferplus=../shared/data/ferplus --data utkface=../shared/data/utkface --data occluded=../shared/data/occluded --out docs/results.md',
    )
    .action(async ({ data, runs, seeds, models: library, tables = [...TABLES], out }: ResultsOptions) => {
      const photoRoot = rootFor('occluded', data);
      const labelled = data.filter((text) => !text.startsWith('occluded='));
      const cards = findModels(library)
        .map(({ card }) => card)
        .filter(({ measured }) => measured !== null);
      const measured = tables.filter((table) => table !== 'none');
      const request = { scale: 'compact', data: labelled, runs, seeds } as const;
      const document = measured.length > 0 ? await standingReproduction(measured, request, io) : null;
      const spreads = await readPhotoSpreads(library, photoRoot, io);
      const heat = join(dirname(out), 'heat.png');
      const page = [
        '# Results',
        '',
        'Made by `demiface models results`; nothing here is written by hand. Models and figures are for research use only.',
        '',
        '## The models that ship',
        '',
        ...shippedLines(cards),
        '## Real photos of masks and headsets',
        '',
        'Photos that nothing was trained on, read as `demiface predict` reads them. They carry no labels but what hides the face: how the readings spread says only whether they are plausible.',
        '',
        ...spreadLines(spreads),
        ...(existsSync(heat)
          ? ['## Where a model looks', '', `![Grad-CAM on the sample clip](${basename(heat)})`, '']
          : []),
        ...(document ? [reproductionMarkdown(document).replace(/^#/gm, '##')] : []),
      ];
      writeFileAtomic(out, page.join('\n'));
      io.line(`Written: ${out}`);
    });
}

async function readPhotoSpreads(library: string, root: string, io: Io) {
  const models = await openReadingModels(library, 'auto', io.note);
  const detector = await createDetector();
  try {
    return await photoSpreads(root, { detector, ...models }, io.signal);
  } finally {
    await detector.dispose();
    await models.dispose();
  }
}
