import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, expect, it } from 'vitest';

import type { ReproductionDocument } from '../../src/cli/output/reproduce-document.ts';
import type { EnsemblePreset, Preset } from '../../src/training/presets/index.ts';
import { faceJpeg, madeFerplus, writeTree } from '../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from './run-command.ts';

const folder = sharedFolder();
const [ferplus, affectnet, runs] = ['ferplus', 'affectnet', 'runs'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
];
const both = ['--data', `ferplus=${ferplus}`, '--data', `affectnet=${affectnet}`];
const reproduce = (...args: string[]) =>
  runHere('reproduce', 'table1', '--scale', 'smoke', '--runs', runs, ...args, '--json');

/** AffectNet as its authors hand it out: happy (1) and sad (2) faces in turn. */
beforeAll(async () => {
  writeTree(ferplus, await madeFerplus(32, 8));
  const header =
    'subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal';
  const lists: Record<string, string[]> = { 'training.csv': [header], 'validation.csv': [header] };
  for (let i = 0; i < 40; i++) {
    const path = `${i % 4}/face${i}.jpg`;
    lists[i < 32 ? 'training.csv' : 'validation.csv']!.push(`${path},0,0,64,64,,${1 + (i % 2)},0.1,0.2`);
    writeTree(affectnet, { [`Manually_Annotated_Images/${path}`]: await faceJpeg(i) });
  }
  for (const [name, rows] of Object.entries(lists)) writeTree(affectnet, { [name]: rows.join('\n') });
});

/** The record of a curriculum in the runs folder, and the stage of one of its models. */
function recordOf(id: string): { preset: Preset; stages: { kind: string; model: string }[] } {
  const [name] = readdirSync(runs).filter((file) => file.startsWith(`${id}.seed1.`));
  return JSON.parse(readFileSync(join(runs, name!), 'utf8')) as ReturnType<typeof recordOf>;
}

const lent = ({ cells }: ReproductionDocument) =>
  cells.filter(
    ({ net, dataset, model }) => net === 'compact' && dataset === 'affectnet' && model === 'ensemble',
  );

it('AffectNet takes the C that FER+ chose, and waits for it', { timeout: 240_000 }, async () => {
  const alone = await reproduce('--data', `affectnet=${affectnet}`);
  expect(alone.stderr).not.toMatch(/^error/m);
  expect(lent(documentsOf<ReproductionDocument>(alone)[0]!)).toMatchObject([
    {
      measured: null,
      reason:
        'takes the margin and C that smoke-expression-lower-paper-c chose, which is not finished here: give FER+ too (--data ferplus=ROOT)',
    },
  ]);

  const result = await reproduce(...both);
  expect(result.code).toBe(0);
  expect(result.stderr).toMatch(/^Planning again with the margin and C that the FER\+ models chose\.$/m);
  const [document] = documentsOf<ReproductionDocument>(result);
  const [cell] = lent(document!);
  expect(cell).toMatchObject({ reason: null, measured: expect.any(Number) as number, n: 8 });
  const lender = recordOf('smoke-expression-lower-paper-c');
  const { model } = lender.stages.find(({ kind }) => kind === 'ensemble')!;
  const { C } = JSON.parse(readFileSync(join(runs, 'stages', model, 'training.json'), 'utf8')) as {
    C: number;
  };
  const { stages } = recordOf('smoke-affectnet-lower-paper-c').preset;
  const ensemble = stages.find((stage): stage is EnsemblePreset => stage.kind === 'ensemble')!;
  expect(ensemble.penalty).toEqual([C]);

  // All of it stands: nothing is planned twice or trained.
  const again = await reproduce(...both);
  expect(again.stderr).not.toMatch(/^(Planning again|Training|Fitting|Measurement)/m);
  expect(documentsOf<ReproductionDocument>(again)[0]!.cells).toEqual(document!.cells);

  // Trained by itself, it says that it chooses on its own pictures.
  const train = ['--preset', 'smoke-affectnet-lower', '--data', `affectnet=${affectnet}`, '--runs', runs];
  const own = await runHere('train', ...train);
  expect(own.code).toBe(0);
  expect(own.stderr).toMatch(
    /^C will be chosen on a seeded tenth of the training split \(copies kept together\) of AffectNet; the paper takes what was chosen on FER\+: /m,
  );
});
