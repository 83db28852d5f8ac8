import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Card } from '../../../src/artifact/card.ts';
import { EXPRESSIONS } from '../../../src/artifact/labels.ts';
import { networkFolder } from '../../artifact/made-model.ts';
import type { Tree } from '../../support/made-data.ts';
import { faceJpeg, madeTree, scratchFolder, writeTree } from '../../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from '../run-command.ts';

const folder = sharedFolder();

interface Report {
  n: number;
  b: number | null;
  c: number | null;
  difference: number;
  ci95: [number, number];
  pValue: number;
  models: { path: string; accuracy: number; maeYears: number; visible: string }[];
}

const scaling: Card['preprocessing']['scaling'] = { mean: [127, 127, 127], std: [64, 64, 64] };

/** As many women as men, from 20 years on. */
async function madeFaces(n: number): Promise<Tree> {
  const names = Array.from({ length: n }, (_, i) => `${20 + i}_${i % 2}_0_2017010${i % 10}.jpg.chip.jpg`);
  return Object.fromEntries(
    await Promise.all(names.map(async (name, i) => [name, await faceJpeg(i)] as const)),
  );
}

const stage = (key: string, kind: string) => ({ key, kind, preset: 'p', seed: 1, parents: [] });

describe('two classifiers that take different pictures and are shown different halves', () => {
  const runs = join(folder, 'runs');
  const [a, b] = ['aa', 'bb'].map((key) => join(runs, 'stages', key)) as [string, string];
  let data: string;

  // Fresh networks mostly say the same of all faces; of these two seeds they do not.
  beforeAll(async () => {
    networkFolder(
      {
        ...{ name: 'compact.gender.lower', visible: 'lower', stage: stage('aa', 'student') },
        preprocessing: { size: 48, color: 'gray', scaling },
      },
      a,
      2,
    );
    networkFolder(
      { stage: stage('bb', 'teacher'), preprocessing: { size: 32, color: 'rgb', scaling } },
      b,
      7,
    );
    data = writeTree(join(folder, 'utkface'), await madeFaces(40));
  });

  const compare = (...more: string[]) =>
    runHere('compare', 'aa', 'bb', '--models', runs, '--layout', 'utkface', '--data', data, ...more);

  it('counts agree with the predictions that evaluate writes of each', async () => {
    const [report] = documentsOf<Report>(await compare('--split', 'all', '--json'));
    expect(report).toMatchObject({
      ...{ n: 40, split: 'all', layout: 'utkface', metric: 'accuracy' },
      models: [
        { name: 'compact.gender.lower', path: a, stage: 'student', visible: 'lower', maeYears: null },
        { name: 'compact.gender.full', path: b, stage: 'teacher', visible: 'full', maeYears: null },
      ],
    });
    const [first, second] = [await rightOf(a), await rightOf(b)];
    const alone = (one: boolean[], other: boolean[]) => one.filter((right, i) => right && !other[i]).length;
    expect([report!.b, report!.c]).toEqual([alone(first, second), alone(second, first)]);
    expect(report!.b! + report!.c!).toBeGreaterThan(0);
    const share = (right: boolean[]) => right.filter(Boolean).length / 40;
    expect(report!.models.map(({ accuracy }) => accuracy)).toEqual([share(first), share(second)]);
    expect(report!.difference).toBeCloseTo(share(second) - share(first), 12);
  });

  it('shown the same half, if told so', async () => {
    const [report] = documentsOf<Report>(await compare('--visible', 'upper', '--json'));
    expect(report).toMatchObject({
      n: 8,
      split: 'test',
      models: [{ visible: 'upper' }, { visible: 'upper' }],
    });
  });

  it('in words', async () => {
    const { stdout, stderr, code } = await compare();
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    expect(stdout).toMatch(/^On test of utkface: 8 pictures\n/);
    expect(stdout).toMatch(/^ {2}A {3}aa {3}compact\.gender\.lower {3}student {3}lower face {3}accuracy \d/m);
    expect(stdout).toMatch(/^[AB] alone is right on \d+ pictures, [AB] alone on \d+\.$/m);
    expect(stdout).toMatch(/^Accuracy, B less A: [+−]\d+\.\d\d points \(.*\), p .*McNemar's test\. [ABN]/m);
    expect(stdout).toMatch(/^Weighted accuracy, B less A: .* by paired bootstrap\. [ABN]/m);
    expect(stdout).toContain(
      'splits that A (compact.gender.lower) and B (compact.gender.full) learned from: pictures of that training may',
    );
  });

  it('the counts name the better model first, whichever is given first', async () => {
    for (const [first, second] of [
      [a, b],
      [b, a],
    ] as const) {
      const args = ['compare', first, second, '--layout', 'utkface', '--data', data, '--split', 'all'];
      const [report] = documentsOf<Report>(await runHere(...args, '--json'));
      const { stdout } = await runHere(...args);
      const [, better, more, other, fewer] =
        /^([AB]) alone is right on (\d+) pictures, ([AB]) alone on (\d+)\.$/m.exec(stdout)!;
      const counts = { A: report!.b!, B: report!.c! };
      expect(report!.b).not.toBe(report!.c);
      expect(counts).toEqual({ [better!]: Number(more), [other!]: Number(fewer) });
      expect(Number(more)).toBeGreaterThan(Number(fewer));
      expect(stdout).toMatch(new RegExp(`^Accuracy, B less A: .* ${better} is (better|ahead)`, 'm'));
    }
  });

  it('a model beside itself: no difference, p = 1', async () => {
    const same = ['compare', a, a, '--layout', 'utkface', '--data', data];
    const [report] = documentsOf<Report>(await runHere(...same, '--json'));
    const none = { difference: 0, ci95: [0, 0], pValue: 1 };
    expect(report).toMatchObject({ b: 0, c: 0, exact: true, ...none, weightedAccuracy: none });
    expect((await runHere(...same)).stdout).toContain(
      "Accuracy, B less A: +0.00 points (+0.00 to +0.00), p = 1 by McNemar's test. Neither is better.",
    );
  });

  async function rightOf(model: string): Promise<boolean[]> {
    const csv = join(folder, 'predictions.csv');
    const args = ['--layout', 'utkface', '--data', data, '--split', 'all', '--predictions', csv];
    expect(await runHere('evaluate', model, ...args)).toMatchObject({ code: 0 });
    const rows = readFileSync(csv, 'utf8').trimEnd().split('\n').slice(1);
    return rows.map((row) => row.split(',')).map(([, label, prediction]) => label === prediction);
  }
});

it('two age models: the errors in years', async () => {
  const tree = await madeFaces(20);
  const data = madeTree(tree);
  const age = { task: 'age', labels: null, ageScale: { mean: 40, std: 20 } } as const;
  const model = (years: number, key: string) =>
    networkFolder({ ...age, ageInterval: { low: -5, high: 5 } }, join(scratchFolder(), key), 3, years);
  // 50 years, and 30, about the median of 20, 21 … 39.
  const args = ['compare', model(50, 'old'), model(30, 'middle'), '--layout', 'utkface', '--data', data];
  const [report] = documentsOf<Report>(await runHere(...args, '--split', 'all', '--json'));
  const mae = (result: number) =>
    Object.keys(tree).reduce((sum, name) => sum + Math.abs(parseInt(name) - result), 0) / 20;
  expect(report).toMatchObject({ n: 20, b: null, c: null, statistic: null, exact: null, metric: 'maeYears' });
  expect(report!.difference).toBeCloseTo(mae(30) - mae(50), 1);
  expect(report!.models.map(({ maeYears }) => maeYears)).toEqual([
    expect.closeTo(mae(50), 1),
    expect.closeTo(mae(30), 1),
  ]);
  const { stdout } = await runHere(...args, '--split', 'all');
  expect(stdout).toMatch(/^Mean absolute error, B less A: −\d+\.\d\d years \(−.* to .*\), p .* B is /m);
});

describe('refused before anything runs', () => {
  const nowhere = ['--layout', 'ferplus', '--data', '/nowhere'];

  it('models for different tasks', async () => {
    const labels = [...EXPRESSIONS];
    const one = networkFolder({ name: 'compact.expression.full', task: 'expression', labels });
    const other = networkFolder();
    expect(await runHere('compare', one, other, ...nowhere)).toMatchObject({
      code: 1,
      stdout: '',
      stderr:
        'error: mismatch: compact.expression.full predicts expression, compact.gender.full predicts gender; expected two models for one task\n',
    });
  });

  it('a model that is not there', async () => {
    const result = await runHere('compare', networkFolder(), '/nowhere/model', ...nowhere);
    expect(result).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: missing: no model at \/nowhere\/model/) as string,
    });
  });
});
