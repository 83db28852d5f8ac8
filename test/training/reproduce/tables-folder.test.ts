import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import { inEnglish } from '../../../src/messages/english.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { PENALTIES } from '../../../src/training/presets/method.ts';
import type { Preset } from '../../../src/training/presets/index.ts';
import { readStoredTables } from '../../../src/training/reproduce/stored-tables.ts';
import type { EarlierFigures } from '../../../src/training/reproduce/stored-tables.ts';
import { mergedTables } from '../../../src/training/reproduce/merge-tables.ts';
import { planReproduction } from '../../../src/training/reproduce/plan-reproduction.ts';
import { figuresOf, resultsOf } from '../../../src/training/reproduce/results.ts';
import { finishedPlan } from '../../../src/training/reproduce/finished-evaluations.ts';
import { readTables, writeTables } from '../../../src/training/reproduce/tables-folder.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared } from '../stages/made-stage.ts';
import { answerAll } from './made-answers.ts';

async function planned(seeds: readonly number[] = [1, 2], isAnswered = true) {
  const folder = scratchFolder();
  const prepared = madePrepared({ train: 30, val: 12, test: 40 }, folder);
  for (const [i, picture] of prepared.pictures.entries()) if (i >= 77) picture.contentId = `content${i - 77}`;
  const plan = await planReproduction({
    ...{ tables: ['table2', 'table3'], scale: 'compact', seeds, datasets: ['utkface'] },
    runsFolder: join(folder, 'runs'),
    open: () => Promise.resolve(prepared),
  });
  if (isAnswered) answerAll(plan.curricula, plan.request.runsFolder);
  return plan;
}

it('gives every figure, test and verdict again, from files of names and labels alone', async () => {
  const plan = await planned();
  const folder = scratchFolder();
  writeTables(folder, readStoredTables(plan));
  expect(inEnglish(figuresOf(readTables(folder)))).toEqual(inEnglish(resultsOf(plan)));
  const csv = readdirSync(folder).find((name) => name.endsWith('.csv.gz'))!;
  const [header, first] = gunzipSync(readFileSync(join(folder, csv)))
    .toString()
    .split('\n');
  expect(header).toBe('name,label,prediction,copy');
  expect(first).toMatch(/^face42\.png,(male|female|\d+),(male|female|-?[\d.]+),$/);
});

it('computes from the predictions, not from what was computed before', async () => {
  const folder = scratchFolder();
  writeTables(folder, readStoredTables(await planned([1])));
  const before = figuresOf(readTables(folder));
  const cell = readTables(folder).cells.find(
    ({ model, task, models }) => model === 'ensemble' && task === 'gender' && models.length > 0,
  )!;
  const path = join(folder, `${cell.models[0]!.id}.csv.gz`);
  const right = gunzipSync(readFileSync(path))
    .toString()
    .split('\n')
    .map((line, i) => (i === 0 ? line : line.replace(/^([^,]*),([^,]*),[^,]*/, '$1,$2,$2')));
  writeFileSync(path, gzipSync(right.join('\n')));
  const after = figuresOf(readTables(folder));
  const of = ({ cells }: typeof after) =>
    cells.find((other) => other.model === 'ensemble' && other.task === 'gender' && other.net === 'compact')!;
  expect(of(before).measured).toBeLessThan(100);
  expect(of(after)).toMatchObject({ measured: 100, ci95: [100, 100] });
  expect(of(after).pValue).not.toBe(of(before).pValue);
  writeFileSync(path, gzipSync(right.join('\n').replace(/,male,/, ',child,')));
  expect(() => readTables(folder)).toThrow(/'child', expected one of male, female/);
});

it('keeps earlier figures, marked, until their models are asked anew', async () => {
  const figures: EarlierFigures = {
    ...{ n: 3799, measured: 91.76, ci95: [90.94, 92.58], std: 0.04, seeds: [1, 2] },
    ...{ difference: 0.5, pValue: 0.032, pValueHolm: 0.095, withoutCopies: null },
  };
  const nothing = readStoredTables(finishedPlan(await planned([1], false)));
  const isIt = ({ net, model, task }: { net: string; model: string; task: string }) =>
    net === 'compact' && model === 'ensemble' && task === 'gender';
  const earlier = {
    ...nothing,
    cells: nothing.cells.map((cell) => (isIt(cell) ? { ...cell, reason: null, earlier: figures } : cell)),
  };
  const cell = figuresOf(mergedTables(nothing, earlier)).cells.find(isIt)!;
  // Significant before Holm's correction alone.
  expect(cell).toMatchObject({ isEarlier: true, measured: 91.76, pValueHolm: 0.095, significant: false });
  const anew = readStoredTables(await planned([1]));
  const merged = mergedTables(anew, earlier);
  expect(figuresOf(merged).cells.find(isIt)!.isEarlier).toBe(false);
  expect(figuresOf(merged).cells).toEqual(figuresOf(anew).cells);
});

it('ensembles of the tables choose among the paper’s C', async () => {
  const { curricula } = await planned([1], false);
  const penalties = (preset: Preset) =>
    preset.stages.flatMap((stage) => (stage.kind === 'ensemble' ? [stage.penalty] : []));
  const asked = curricula.filter(({ questions }) => questions.some(({ node }) => node.kind === 'ensemble'));
  expect(asked.length).toBeGreaterThan(0);
  for (const { preset } of asked) expect(penalties(preset)).toEqual([PENALTIES]);
});

it('what is kept in the repository is whole', () => {
  const folder = join(shippedModels(), '../../docs/results/tables');
  const { cells, claims } = figuresOf(readTables(folder));
  expect(cells.filter(({ measured }) => measured !== null).length).toBeGreaterThanOrEqual(41);
  expect(claims).toHaveLength(4);
});
