import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { EXPRESSIONS } from '../../../../../src/artifact/labels.ts';
import { cacheFolder } from '../../../../../src/artifact/places.ts';
import type { Changes } from '../../../../../src/training/datasets/corrections.ts';
import { applyCorrections, correctionKeys } from '../../../../../src/training/datasets/corrections.ts';
import { prepare } from '../../../../../src/training/datasets/prepared.ts';
import { onLayout, PRESETS, withSettings } from '../../../../../src/training/presets/index.ts';
import { readDataSet } from '../../../../../src/training/sources/readers/index.ts';
import { networkFolder } from '../../../../artifact/made-model.ts';
import { facePng, madeTree, scratchFolder } from '../../../../support/made-data.ts';
import type { MadeLab } from './made-core.ts';
import { addDataSet, madeLab, ownCache } from './made-core.ts';

const SIZE = { size: 48, color: 'gray' } as const;

/** A list of faces; the same number is the same face. */
async function madeList(splits: Record<'train' | 'val' | 'test', readonly number[]>): Promise<string> {
  const rows = Object.entries(splits).flatMap(([split, faces]) => faces.map((face) => ({ face, split })));
  const files = rows.map(async ({ face }) => [`${face}.png`, await facePng(face)] as const);
  const lines = rows.map(({ face, split }) => `${face}.png,${face % 2 ? 'happiness' : 'sadness'},${split}`);
  const list = ['file,expression,split', ...lines, ''].join('\n');
  return madeTree({ ...Object.fromEntries(await Promise.all(files)), 'list.csv': list });
}

const preparedOf = async (root: string) =>
  prepare(await readDataSet('csv', root), { ...SIZE, cacheFolder: join(cacheFolder(), 'prepared') });

/** A finished run on a data set, its model a fresh network. @param version of the corrections, and those */
async function finishedRun(
  { store, home }: MadeLab,
  { root, id, name, seed = 1 }: { root: string; id: number | null; name: string; seed?: number },
  [version, changes]: [number, Changes] = [0, {}],
): Promise<number> {
  const { fingerprint } = applyCorrections(await preparedOf(root), changes);
  const smoke = PRESETS.find((preset) => preset.id === 'smoke-expression-lower')!;
  const preset = withSettings(onLayout(smoke, 'csv'), [`seed=${seed}`]);
  const { raw } = store;
  const insert = (sql: string, ...values: unknown[]) =>
    Number(raw.prepare(sql).run(...values).lastInsertRowid);
  const experiment = insert("insert into experiments (name, created_at) values (?, '2026')", name);
  const run = insert(
    `insert into runs (experiment, name, preset_id, preset, seed, layout, runs_folder, state, created_at,
       data_set, data_version, fingerprint) values (?, ?, ?, ?, ?, 'csv', ?, 'done', '2026', ?, ?, ?)`,
    ...[
      experiment,
      name,
      preset.id,
      JSON.stringify(preset),
      seed,
      join(home, 'runs'),
      id,
      version,
      fingerprint,
    ],
  );
  const key = `student${run}`;
  insert(
    `insert into stages (run, key, kind, position, parents, state, epochs, epoch, metrics)
       values (?, ?, 'student', 0, '[]', 'done', 1, 1, '{"accuracy":0.5}')`,
    ...[run, key],
  );
  const scaling = { mean: [127, 127, 127], std: [64, 64, 64] } as const;
  const path = networkFolder(
    {
      ...{ task: 'expression', labels: [...EXPRESSIONS], visible: 'lower' },
      preprocessing: { ...SIZE, scaling: { mean: [...scaling.mean], std: [...scaling.std] } },
      data: {
        ...{ layout: 'csv', fingerprint, pictures: 6, license: 'none' },
        ...{ choosing: 'validation split', splits: ['train'] },
      },
    },
    join(home, 'runs', 'stages', key),
    seed,
  );
  writeFileSync(join(path, 'training.json'), JSON.stringify({ preset }));
  return run;
}

/** Corrections as the data set's next version, which stands from then on. */
function correct({ store: { raw } }: MadeLab, id: number, version: number, changes: Changes): void {
  raw
    .prepare(
      "insert into corrections (data_set, version, at, fingerprint, changes) values (?, ?, '2026', '', ?)",
    )
    .run(id, version, JSON.stringify(changes));
  raw.prepare('update data_sets set version = ? where id = ?').run(version, id);
}

async function exported(lab: MadeLab, run: number) {
  const path = join(scratchFolder(), 'export');
  await lab.outcome(lab.handlers['lab.export']({ run, path }));
  const text = (name: string) => readFileSync(join(path, name), 'utf8');
  const rows = text('predictions.csv').trimEnd().split('\n').slice(1);
  return { files: rows.map((row) => row.split(',')[0]), readme: text('README.txt') };
}

const A = { train: [1, 2, 3, 4, 5, 6], val: [7, 8], test: [10, 11, 12, 13, 14, 15] };
const FILES_OF_A = A.test.map((face) => `${face}.png`);

test('a run is exported with the data set that it learned from, or not at all', async () => {
  ownCache();
  const lab = await madeLab();
  const [a, b] = [await madeList(A), await madeList({ train: [20, 21], val: [22, 23], test: [24, 25] })];
  addDataSet(lab.store, b, 'csv');
  const id = addDataSet(lab.store, a, 'csv');
  const own = await finishedRun(lab, { root: a, id, name: 'own' });
  const foreign = await finishedRun(lab, { root: a, id: null, name: 'from a folder', seed: 2 });
  expect((await exported(lab, own)).files).toEqual(FILES_OF_A);
  expect((await exported(lab, foreign)).files).toEqual(FILES_OF_A);

  lab.store.raw.prepare('delete from data_sets where id = ?').run(id);
  for (const run of [own, foreign])
    await expect(exported(lab, run)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/learned from another data set.*csv.*add it under Data/) as string,
    });
});

test('a run is exported with the corrections of its beginning; changed pictures are refused', async () => {
  ownCache();
  const lab = await madeLab();
  const root = await madeList(A);
  const id = addDataSet(lab.store, root, 'csv');
  const { pictures } = await preparedOf(root);
  const keys = correctionKeys(pictures);
  const keyOf = (face: number) => keys[pictures.findIndex(({ name }) => name === `${face}.png`)]!;
  const first: Changes = { [keyOf(10)]: { kind: 'drop' } };
  const plain = await finishedRun(lab, { root, id, name: 'plain' });
  correct(lab, id, 1, first);
  const corrected = await finishedRun(lab, { root, id, name: 'corrected', seed: 2 }, [1, first]);
  const labels = { expression: EXPRESSIONS.indexOf('anger') };
  const second: Changes = {
    ...first,
    [keyOf(2)]: { kind: 'labels', labels },
    [keyOf(15)]: { kind: 'labels', labels },
  };
  correct(lab, id, 2, second);
  const twice = await finishedRun(lab, { root, id, name: 'twice', seed: 3 }, [2, second]);
  expect(await exported(lab, plain)).toMatchObject({
    files: FILES_OF_A,
    readme: expect.not.stringContaining('corrections') as string,
  });
  expect(await exported(lab, corrected)).toMatchObject({
    files: FILES_OF_A.slice(1),
    readme: expect.stringContaining('The run learned from 1 corrections') as string,
  });

  // Versions of one data set are compared where they agree.
  const { compared } = await lab.outcome<'compare'>(
    lab.handlers['lab.compare']({ runs: [plain, corrected, twice], stage: 'student' }),
  );
  expect(compared).toMatchObject({ isAcrossSets: true, split: 'test', pictures: 4 });

  rmSync(join(root, '14.png'));
  const explained = () =>
    lab.outcome(lab.handlers['lab.explain']({ runs: [plain], stage: 'student', pictures: 1 }));
  for (const ask of [() => exported(lab, plain), explained])
    await expect(ask()).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining(root) as string,
    });
  rmSync(root, { recursive: true });
  await expect(exported(lab, plain)).rejects.toMatchObject({ code: 'missing' });
  addDataSet(lab.store, await madeList(A), 'csv');
  expect((await exported(lab, plain)).files).toEqual(FILES_OF_A);
});

test('runs of two data sets are compared on what neither has learned, and never as seeds of one', async () => {
  ownCache();
  const lab = await madeLab();
  const [a, b] = [
    await madeList(A),
    await madeList({ train: [20, 21, 10, 11], val: [22, 12], test: [24, 13, 14, 15] }),
  ];
  const [idA, idB] = [a, b].map((root) => addDataSet(lab.store, root, 'csv')) as [number, number];
  const onA = await finishedRun(lab, { root: a, id: idA, name: 'on A' });
  const more = await finishedRun(lab, { root: a, id: idA, name: 'on A too', seed: 3 });
  const onB = await finishedRun(lab, { root: b, id: idB, name: 'on B', seed: 2 });
  const compare = (...runs: number[]) =>
    lab.outcome<'compare'>(lab.handlers['lab.compare']({ runs, stage: 'student' }));
  const { compared } = await compare(onA, onB, more);
  expect(compared).toMatchObject({ isAcrossSets: true, split: 'test', pictures: 3 });
  expect(compared.pairs.map(({ comparison }) => comparison.n)).toEqual([3, 3, 3]);
  const [{ values } = { values: [] }] = compared.differences.filter(({ key }) => key === 'dataSet');
  expect(values).toHaveLength(3);
  expect(values[0]).toBe(values[2]);
  expect(values[1]).not.toBe(values[0]);
  const { compared: alike } = await compare(onA, more);
  expect(alike).toMatchObject({ isAcrossSets: false, pictures: 6, differences: [{ key: 'seed' }] });

  const c = await madeList({ train: A.test, val: [30, 31], test: A.train });
  const onC = await finishedRun(lab, { root: c, id: addDataSet(lab.store, c, 'csv'), name: 'on C' });
  await expect(compare(onA, onC)).rejects.toMatchObject({
    code: 'mismatch',
    message: expect.stringMatching(/no test picture that none of them has learned/) as string,
  });
});
