import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readCard } from '../../src/artifact/model-folder.ts';
import { STAGE_KINDS } from '../../src/training/presets/index.ts';
import { facePng, madeTree, scratchFolder, type Tree } from '../support/made-data.ts';
import { documentsOf, runHere, sharedFolder } from './run-command.ts';

sharedFolder();

/** Pictures by class folder, as many as are requested of each; every picture differs. */
async function classFolders(counts: Readonly<Record<string, number>>): Promise<Tree> {
  const names = Object.entries(counts).flatMap(([folder, n]) =>
    Array.from({ length: n }, (_, i) => `${folder}/${i}.png`),
  );
  return Object.fromEntries(
    await Promise.all(names.map(async (name, i) => [name, await facePng(i)] as const)),
  );
}

const train = (preset: string, data: string, ...more: string[]) => {
  const settings = ['--set', 'batchSize=16', '--set', 'epochs=1'];
  return runHere(
    ...['train', '--cropped', '--preset', preset, '--data', data, '--runs', join(scratchFolder(), 'runs')],
    ...settings,
    ...more,
  );
};

describe('pictures of a user', { timeout: 240_000 }, () => {
  it('in class folders, one of them with a single picture, train every stage', async () => {
    const counts = { 'train/happy': 9, 'train/sad': 9, 'train/neutral': 11, 'train/disgust': 1 };
    const root = madeTree(await classFolders({ ...counts, 'test/happy': 3, 'test/sad': 3 }));
    const result = await train('smoke-expression-lower', `folder=${root}`, '--json');
    expect(result.code, result.stderr).toBe(0);
    const last = documentsOf<{ event: string; models?: object }>(result).at(-1)!;
    expect(Object.keys(last.models!)).toEqual([...STAGE_KINDS]);
    expect(result.stderr).toMatch(
      /^Few training pictures: .*\b1 of disgust; these classes can hardly be learned\.$/m,
    );
  });

  it('in a list of few rows train, and rows that cannot be used are noted', async () => {
    const tree = await classFolders({ img: 14 });
    const rows = Object.keys(tree).map((file, i) => `${file};${i < 7 ? 'male' : 'female'}`);
    const root = madeTree({ ...tree, 'labels.csv': ['file;gender', ...rows, 'img/0.png;robot'].join('\n') });
    const result = await train('smoke-gender-upper', `csv=${root}`);
    expect(result.code, result.stderr).toBe(0);
    expect(result.stdout).toMatch(/^ensemble: accuracy /m);
    expect(result.stderr).toMatch(
      /^1 row or name cannot be used, first labels\.csv line 16: unknown gender "robot";/m,
    );
  });

  it('in folders with names of their own train a network that tells these apart, and evaluate finds its classes', async () => {
    const tree = await classFolders({ 'mask on': 12, 'mask off': 12, blurred: 4 });
    const root = madeTree(tree);
    const runs = join(scratchFolder(), 'runs');
    const labels = ['--own-classes', '--labels', 'blurred=-'];
    const result = await train(
      'smoke-custom-upper',
      `folder=${root}`,
      '--runs',
      runs,
      '--until',
      'student',
      '--json',
      ...labels,
    );
    expect(result.code, result.stderr).toBe(0);
    const { models } = documentsOf<{ models?: { student: { path: string } } }>(result).at(-1)!;
    const { path } = models!.student;
    expect(readCard(path)).toMatchObject({
      task: 'custom',
      labels: ['mask off', 'mask on'],
      visible: 'upper',
    });
    const measured = await runHere(
      'evaluate',
      path,
      '--layout',
      'folder',
      '--cropped',
      '--data',
      root,
      '--labels',
      'blurred=-',
      '--own-classes',
    );
    expect(measured.code, measured.stderr).toBe(0);
    expect(measured.stdout).toMatch(/truth \\ read +mask off +mask on\n +mask off .*\n +mask on /);
  });

  it('adapt a model, whose task they have or not', async () => {
    const root = madeTree(await classFolders({ 'mask on': 9, 'mask off': 9 }));
    const out = join(scratchFolder(), 'mask');
    const named = ['--own-classes', '--title', 'mask', '--trains', 'head'];
    const output = await runHere(
      'retrain',
      '--cropped',
      '--data',
      `folder=${root}`,
      '--from',
      'occlusion',
      '--out',
      out,
      ...named,
    );
    expect(output.code, output.stderr).toBe(0);
    expect(readCard(out)).toMatchObject({ name: 'compact.mask.full', labels: ['mask off', 'mask on'] });
    const wrong = await runHere('retrain', '--data', root, '--from', 'occlusion', '--out', out);
    expect(wrong).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('expected layout=root') as string,
    });
  });

  it('in the list of RAF-DB train a head with the classes that it has', async () => {
    const tree = await classFolders({ aligned: 24 });
    const names = Object.keys(tree).map((_, i) => `${i < 18 ? 'train' : 'test'}_${i}`);
    const pictures = Object.values(tree).map((png, i) => [`aligned/${names[i]!}_aligned.png`, png] as const);
    const list = names.map((name, i) => `${name}.jpg ${[4, 5, 7][i % 3]!}`).join('\n');
    const root = madeTree({ ...Object.fromEntries(pictures), 'EmoLabel/list_patition_label.txt': list });
    const result = await train('smoke-expression-lower', `raf-db=${root}`, '--until', 'student', '--json');
    expect(result.code, result.stderr).toBe(0);
    const { models } = documentsOf<{ models?: { student: { path: string } } }>(result).at(-1)!;
    expect(readCard(models!.student.path)).toMatchObject({ labels: ['neutral', 'happiness', 'sadness'] });
  });

  it('with names that are not ours need their meaning', async () => {
    const root = madeTree(await classFolders({ smile: 9, frown: 9 }));
    expect((await train('smoke-expression-upper', `folder=${root}`)).stderr).toMatch(
      /^error: mismatch: .*smile/m,
    );
    const stated = ['--labels', 'smile=happiness,frown=anger', '--until', 'teacher'];
    const result = await train('smoke-expression-upper', `folder=${root}`, ...stated);
    expect(result.code, result.stderr).toBe(0);
    for (const wrong of ['smile', 'smile=grin', 'smile=happiness,frown=male', 'smile=happiness,Smile=anger'])
      expect((await train('smoke-expression-upper', `folder=${root}`, '--labels', wrong)).code).toBe(2);
  });

  it('without their layout are refused with the way to name it', async () => {
    const root = madeTree(await classFolders({ happy: 2, sad: 2 }));
    const result = await train('smoke-expression-lower', root);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(
      /^error: mismatch: .*; for pictures of your own name the layout, such as --data folder=/m,
    );
  });
});
