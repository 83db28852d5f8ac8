import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Card } from '../../../src/artifact/card.ts';
import { cacheFolder } from '../../../src/artifact/places.ts';
import { curriculumPictures } from '../../../src/training/curriculum/pictures.ts';
import { prepare } from '../../../src/training/datasets/prepared.ts';
import type { Preset } from '../../../src/training/presets/index.ts';
import { readDataSet } from '../../../src/training/sources/readers/index.ts';
import { madeCard, networkFolder } from '../../artifact/made-model.ts';
import { faceJpeg, scratchFolder, writeTree } from '../../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from '../run-command.ts';

const folder = sharedFolder();

const SIZES = { train: 40, val: 20, test: 12 };
type Part = keyof typeof SIZES | 'all';

async function madeList(): Promise<string> {
  const splits = Object.entries(SIZES).flatMap(([split, n]) => Array<string>(n).fill(split));
  const rows = splits.map((split, i) => `${i}.jpg,${i % 2 ? 'male' : 'female'},${20 + (i % 40)},${split}`);
  const faces = splits.map(async (_, i) => [`${i}.jpg`, await faceJpeg(i)] as const);
  return writeTree(join(folder, 'list'), {
    'list.csv': `file,gender,age,split\n${rows.join('\n')}\n`,
    ...Object.fromEntries(await Promise.all(faces)),
  });
}

let data: string;
beforeAll(async () => {
  data = await madeList();
});

const preparedList = async (size: number, color: 'gray' | 'rgb') =>
  prepare(await readDataSet('csv', data), { size, color, cacheFolder: join(cacheFolder(), 'prepared') });

interface Learned {
  trainedOn: { n: number; isExact: boolean } | null;
}

describe.each([
  ['all that do not choose', []],
  ['some, drawn by the seed', ['limitPictures=25']],
])('a model that learned from %s of two splits', { timeout: 240_000 }, (_, settings) => {
  let model: string;
  let card: Card;

  beforeAll(async () => {
    const runs = join(folder, `runs${settings.length}`);
    const set = ['--set', 'teacher.epochs=1', 'batchSize=16', ...settings];
    const args = [
      '--preset',
      'smoke-gender-upper',
      '--until',
      'teacher',
      '--cropped',
      '--data',
      `csv=${data}`,
    ];
    const result = await runHere('train', ...args, ...set, '--runs', runs, '--seed', '5', '--json');
    expect(result).toMatchObject({ code: 0 });
    const done = documentsOf<{ models?: { teacher: { path: string } } }>(result).at(-1)!;
    model = done.models!.teacher.path;
    card = JSON.parse(readFileSync(join(model, 'card.json'), 'utf8')) as Card;
  });

  const evaluate = (split: Part, ...more: string[]) =>
    runHere('evaluate', model, '--layout', 'csv', '--cropped', '--data', data, '--split', split, ...more);
  const learnedOf = async (split: Part) => {
    const [report] = documentsOf<Learned & { isOtherData: boolean }>(await evaluate(split, '--json'));
    expect(report).toMatchObject({ isOtherData: false, trainedOn: { isExact: true } });
    return report!.trainedOn!.n;
  };

  it('evaluate counts those that the record of the training draws', async () => {
    const { preset } = JSON.parse(readFileSync(join(model, 'training.json'), 'utf8')) as { preset: Preset };
    const { train } = curriculumPictures(preset, await preparedList(preset.inputSize, preset.color), []);
    expect(train).toHaveLength(card.data.pictures);
    const drawn = (of: string) => train.filter(({ split }) => split === of).length;
    expect(drawn('val')).toBeGreaterThan(0);
    for (const split of ['train', 'val', 'test'] as const)
      expect(await learnedOf(split), split).toBe(drawn(split));
    expect(await learnedOf('all')).toBe(card.data.pictures);
  });

  it('evaluate warns of those splits alone', async () => {
    expect((await evaluate('all')).stdout).toContain(
      `${card.data.pictures} of these 72 pictures taught ${card.name}: its figures here say nothing about new faces.\n`,
    );
    expect((await evaluate('test')).stdout).not.toContain('taught');
  });
});

describe('compare', () => {
  const age = { task: 'age', labels: null, ageScale: { mean: 40, std: 20 } } as const;
  const ageModel = (years: number, stated: Partial<Card['data']>) =>
    networkFolder(
      { ...age, ageInterval: { low: -5, high: 5 }, data: { ...madeCard().data, ...stated } },
      join(scratchFolder(), `of-${years}`),
      3,
      years,
    );
  const compare = (other: string, own: string, ...more: string[]) =>
    runHere('compare', other, own, '--layout', 'csv', '--cropped', '--data', data, ...more);
  let learned: Partial<Card['data']>;

  beforeAll(async () => {
    const { fingerprint } = await preparedList(32, 'rgb');
    learned = {
      ...{ layout: 'csv', fingerprint, pictures: 54, splits: ['train', 'val'] },
      choosing: 'a seeded tenth of the training and validation splits (copies kept together)',
    };
  });

  it('warns of the model that learned from the pictures, before a verdict that reports it too', async () => {
    const [other, own] = [ageModel(90, {}), ageModel(40, learned)];
    const [report] = documentsOf<{ models: Learned[] }>(
      await compare(other, own, '--split', 'all', '--json'),
    );
    expect(report!.models).toMatchObject([{ trainedOn: null }, { trainedOn: { n: 54, isExact: true } }]);
    const { stdout } = await compare(other, own, '--split', 'all');
    expect(stdout).toMatch(
      /^54 of these 72 pictures taught B \(compact\.gender\.full\): its figures here say nothing about new faces\.\nMean absolute error, .* B is better: significant at 0\.05 on pictures that were learned from, which is no evidence for new faces\.$/m,
    );
  });

  it('reports nothing of pictures that none learned from', async () => {
    const { stdout } = await compare(ageModel(90, {}), ageModel(40, learned), '--split', 'test');
    expect(stdout).toMatch(/B is better: significant at 0\.05\.$/m);
    expect(stdout).not.toContain('taught');
  });

  it('counts what stands in the splits where the draw cannot be repeated', async () => {
    const own = ageModel(40, { ...learned, choosing: 'some other draw' });
    const [report] = documentsOf<{ models: Learned[] }>(await compare(own, own, '--split', 'val', '--json'));
    expect(report!.models[1]).toMatchObject({ trainedOn: { n: 20, isExact: false } });
    expect((await compare(own, own, '--split', 'val')).stdout).toContain(
      'Up to 20 of these 20 pictures taught B',
    );
  });
});
