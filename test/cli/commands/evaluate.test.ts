import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { cacheFolder } from '../../../src/artifact/places.ts';
import { prepare } from '../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import type { Layout } from '../../../src/training/sources/types.ts';
import { madeCard, networkFolder } from '../../artifact/made-model.ts';
import { demiface, freshCache } from '../../support/kill-loop.ts';
import { faceJpeg, madeFerplus, madeTree, scratchFolder } from '../../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from '../run-command.ts';

sharedFolder();

/** What a card states of a model that learned from this data set. */
async function learnedFrom(layout: Layout, root: string, size: number, color: 'gray' | 'rgb') {
  const options = { size, color, cacheFolder: join(cacheFolder(), 'prepared') };
  const { fingerprint } = await prepare(await readDataSet(layout, root), options);
  return { ...madeCard().data, layout, fingerprint };
}

const rowsOf = (path: string) =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

it('evaluate: a classifier, its keys and its predictions', { timeout: 120_000 }, async () => {
  const folder = scratchFolder();
  const tree = await madeFerplus(12, 10);
  // The last held-out picture is the first that was learned from.
  tree['FER2013Valid/fer0000021.png'] = tree['FER2013Train/fer0000000.png']!;
  const data = madeTree(tree);
  const model = networkFolder({
    ...{ name: 'compact.expression.lower', task: 'expression', labels: [...EXPRESSIONS], visible: 'lower' },
    preprocessing: { size: 48, color: 'gray', scaling: { mean: [127, 127, 127], std: [64, 64, 64] } },
    data: await learnedFrom('ferplus', data, 48, 'gray'),
  });
  const csv = join(folder, 'new', 'predictions.csv');
  const args = ['evaluate', model, '--layout', 'ferplus', '--data', `ferplus=${data}`, '--predictions', csv];
  const { code, stdout } = await demiface([...args, '--json'], { cache: freshCache(join(folder, 'cache')) });
  expect(code).toBe(0);
  const report = JSON.parse(stdout) as Record<string, unknown>;
  expect(report).toMatchObject({
    ...{ n: 10, split: 'val', visible: 'lower', labels: [...EXPRESSIONS], maeYears: null, copies: 1 },
    ...{ model: 'compact.expression.lower', chosenOn: 'validation split', isOtherData: false },
  });
  for (const key of ['accuracy', 'weightedAccuracy', 'ece']) expect(report[key]).toEqual(expect.any(Number));
  expect(report['ci95']).toHaveProperty('accuracy');
  expect(report['confusion']).toHaveLength(8);
  expect(report).toHaveProperty('groups');

  const [header, ...rows] = rowsOf(csv);
  expect(header).toEqual(['file', 'label', 'prediction']);
  expect(rows.map(([file]) => file)).toEqual(Array.from({ length: 10 }, (_, i) => `fer00000${12 + i}.png`));
  for (const [, label, prediction] of rows) {
    expect(['happiness', 'sadness']).toContain(label);
    expect(EXPRESSIONS).toContain(prediction);
  }
  const right = rows.filter(([, label, prediction]) => label === prediction).length;
  expect(report['accuracy']).toBeCloseTo(right / 10, 10);
});

it('evaluate: ages as numbers, figures for a person', { timeout: 120_000 }, async () => {
  const folder = scratchFolder();
  const names = Array.from(
    { length: 20 },
    (_, i) => `${20 + i}_${i % 2}_${i % 4}_2017010${i % 10}.jpg.chip.jpg`,
  );
  const data = madeTree(
    Object.fromEntries(await Promise.all(names.map(async (name, i) => [name, await faceJpeg(i)] as const))),
  );
  const model = networkFolder({
    ...{ name: 'compact.age.full', task: 'age', labels: null, ageScale: { mean: 30, std: 6 } },
    ageInterval: { low: -5, high: 5 },
  });
  const csv = join(folder, 'ages.csv');
  const args = [
    'evaluate',
    model,
    '--layout',
    'utkface',
    '--data',
    data,
    '--split',
    'all',
    '--predictions',
    csv,
  ];
  const { code, stdout } = await demiface(args, { cache: freshCache(join(folder, 'cache')) });
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^compact\.age\.full on all of utkface, full face: 20 pictures\n {2}mean absolute error {2}\d/,
  );
  const rows = rowsOf(csv).slice(1);
  expect(rows.map(([file]) => file).sort()).toEqual(names.toSorted());
  const errors = rows.map(([file, label, prediction]) => {
    expect(label).toBe(/^\d+/.exec(file!)![0]);
    return Math.abs(Number(label) - Number(prediction));
  });
  const mae = errors.reduce((a, b) => a + b) / 20;
  expect(stdout).toContain(`mean absolute error  ${mae.toFixed(2)} years`);
});

it('evaluate: ages without the pictures that also stand in training', async () => {
  // A list with splits of its own; every other picture is the same one. In UTKFace copies are kept in one split.
  const names = Array.from({ length: 40 }, (_, i) => `${i}.jpg`);
  const faces = names.map(async (name, i) => [name, await faceJpeg(i % 2 ? i : 0)] as const);
  const rows = names.map((name, i) => `${name},${20 + i},${i < 30 ? 'train' : 'test'}`);
  const list = { 'list.csv': `file,age,split\n${rows.join('\n')}\n` };
  const data = madeTree({ ...Object.fromEntries(await Promise.all(faces)), ...list });
  const age = { task: 'age', labels: null, ageScale: { mean: 30, std: 6 } } as const;
  const own = networkFolder({ ...age, data: await learnedFrom('csv', data, 32, 'rgb') });
  const evaluate = (model: string) =>
    runHere('evaluate', model, '--layout', 'csv', '--cropped', '--data', data);
  const { stdout } = await evaluate(own);
  expect(stdout).toMatch(
    /^Without the 5 pictures that also stand in training \(5 left\): mean absolute error \d+\.\d\d years$/m,
  );
  expect(stdout).not.toContain('not exactly the pictures');
  const { stdout: other } = await evaluate(networkFolder(age));
  expect(other).toContain('the 5 pictures that also stand in the training split of this set (5 left)');
  expect(other).toContain(
    'splits that compact.gender.full learned from: pictures of that training may be among',
  );
});

interface Report {
  n: number;
  visible: string;
  accuracy: number;
  weightedAccuracy: number;
  confusion: number[][];
  labels: string[];
}

it('evaluate: figures agree with a recount of the predictions, whatever is shown of whichever split', async () => {
  const data = madeTree(await madeFerplus(15, 8));
  const model = networkFolder({ task: 'expression', labels: [...EXPRESSIONS], visible: 'lower' });
  const csv = join(scratchFolder(), 'predictions.csv');
  const args = ['evaluate', model, '--layout', 'ferplus', '--data', data, '--predictions', csv, '--json'];
  for (const [more, n, visible] of [
    [['--split', 'all', '--visible', 'full'], 23, 'full'],
    [['--split', 'train'], 15, 'lower'],
  ] as const) {
    const result = await runHere(...args, ...more);
    expect(result.code).toBe(0);
    const [report, ...others] = documentsOf<Report>(result);
    expect(others).toEqual([]);
    expect(report).toMatchObject({ n, visible, labels: [...EXPRESSIONS] });
    const rows = rowsOf(csv).slice(1);
    expect(rows).toHaveLength(n);
    const count = (truth: string, read: string) =>
      rows.filter(([, label, prediction]) => label === truth && prediction === read).length;
    const confusion = EXPRESSIONS.map((truth) => EXPRESSIONS.map((read) => count(truth, read)));
    expect(report!.confusion).toEqual(confusion);
    const right = EXPRESSIONS.reduce((sum, label) => sum + count(label, label), 0);
    expect(report!.accuracy).toBeCloseTo(right / n, 10);
    const recalls = ['happiness', 'sadness'].map(
      (label) => count(label, label) / rows.filter(([, truth]) => truth === label).length,
    );
    expect(report!.weightedAccuracy).toBeCloseTo((recalls[0]! + recalls[1]!) / 2, 10);
  }
});

it('evaluate: JSON holds how many pictures cannot be read', async () => {
  const names = ['0.jpg', '1.jpg', '2.jpg'];
  const data = madeTree({
    'list.csv': ['file,gender', ...names.map((name, i) => `${name},${i % 2 ? 'male' : 'female'}`)].join('\n'),
    ...{ '0.jpg': await faceJpeg(0), '1.jpg': await faceJpeg(1), '2.jpg': 'damaged' },
  });
  const model = networkFolder({
    ...{ name: 'compact.gender.full', task: 'gender', labels: ['male', 'female'] },
  });
  const result = await runHere(
    ...['evaluate', model, '--layout', 'csv', '--cropped', '--data', data, '--split', 'all', '--json'],
  );
  expect(documentsOf(result)[0]).toMatchObject({ n: 2, leftOut: 1 });
});

it('evaluate: says once what of a list is not used, and refuses two orders of one task', async () => {
  const names = Array.from({ length: 6 }, (_, i) => `${i}.jpg`);
  const rows = names.map((name, i) => `${name},${i % 2 ? 'male' : 'female'},x${i ? '' : ',-5,0,40,40'}`);
  const data = madeTree({
    'list.csv': ['file,gender,note,x,y,w,h', ...rows, '1.jpg,grumpy,', '9.jpg,male,'].join('\n'),
    ...Object.fromEntries(
      await Promise.all(names.map(async (name, i) => [name, await faceJpeg(i)] as const)),
    ),
  });
  const model = networkFolder({
    ...{ name: 'compact.gender.full', task: 'gender', labels: ['male', 'female'] },
  });
  const args = [
    'evaluate',
    model,
    '--layout',
    'csv',
    '--cropped',
    '--data',
    data,
    '--split',
    'all',
    '--json',
  ];
  const result = await runHere(...args);
  expect(result.code).toBe(0);
  expect(documentsOf<{ n: number }>(result)[0]!.n).toBe(6);
  const notes = result.stderr.split('\n').filter((line) => /list\.csv|9\.jpg/.test(line));
  expect(notes).toEqual([
    'Columns of list.csv that are not used: note.',
    '1 row or name cannot be used, first list.csv line 8: unknown gender "grumpy"; `demiface data check` lists them.',
    '1 row names a picture that is not there, first 9.jpg; `demiface data check` lists them.',
  ]);
  expect(result.stderr).toContain(
    '1 face box reaches beyond its picture and is cut off at the edge, first 0.jpg\n',
  );
  const two = await runHere(...args, '--label-order', 'utkface', '--label-order', 'imdb-wiki');
  expect(two).toMatchObject({ code: 2, stdout: '' });
  expect(two.stderr).toMatch(/^error: usage: --label-order utkface and imdb-wiki are both orders of gender;/);
});
