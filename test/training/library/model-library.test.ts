import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { openInferenceModels } from '../../../src/cli/input/inference-models.ts';
import { findLibrary, findModel, findModels } from '../../../src/training/library/model-library.ts';
import { madeCard, networkFolder } from '../../artifact/made-model.ts';
import { runHere } from '../../cli/run-command.ts';
import { scratchFolder } from '../../support/made-data.ts';

/** Three models of genders, of which `best` did best. */
function library() {
  const folder = scratchFolder();
  const made = (name: string, accuracy: number) =>
    networkFolder({ metrics: { accuracy } }, join(folder, name), accuracy * 10);
  return { folder, good: made('good', 0.7), other: made('other', 0.6), best: made('best', 0.9) };
}

it('one damaged model keeps none of the others from being used', () => {
  const { folder, good, other, best } = library();
  truncateSync(join(best, 'weights.bin'), 8);
  const { models, damaged } = findLibrary(folder);
  expect(models.map(({ path }) => path)).toEqual([good, other]);
  expect(damaged).toEqual([
    {
      path: best,
      problem: expect.objectContaining({
        code: 'corrupt',
        message: expect.stringMatching(/weights\.bin holds 8 bytes, expected \d+$/) as string,
      }) as Error,
    },
  ]);
  expect(findModels(folder)).toEqual(models);
  expect(findModel('good', folder).path).toBe(good);
  expect(() => findModel('best', folder)).toThrow(damaged[0]!.problem);
  for (const path of [good, other]) rmSync(join(path, 'model.onnx'));
  expect(() => findModels(folder)).toThrow(expect.objectContaining({ code: 'corrupt' }));
});

it('the command lists the sound ones, and reports what is wrong with the others', async () => {
  const { folder, good, other, best } = library();
  writeFileSync(join(best, 'card.json'), '{}');
  const { code, stdout, stderr } = await runHere('models', 'list', '--models', folder, '--json');
  expect(code).toBe(0);
  expect((JSON.parse(stdout) as { path: string }[]).map(({ path }) => path)).toEqual([good, other]);
  expect(stderr).toBe(
    `${best} is damaged and left out: ${join(best, 'card.json')} is damaged: its checksum differs from the manifest's\n`,
  );
});

it('reading takes the next best model where the best one is damaged inside, and reports it', async () => {
  const { folder, best, good, other } = library();
  const flip = (model: string) => {
    const onnx = readFileSync(join(model, 'model.onnx'));
    onnx[onnx.length >> 1]! ^= 1;
    writeFileSync(join(model, 'model.onnx'), onnx);
  };
  flip(best);
  const notes: string[] = [];
  const models = await openInferenceModels(folder, 'none', (text) => notes.push(text));
  expect(models.modelsFor('full').map(({ card }) => card.metrics)).toEqual([{ accuracy: 0.7 }]);
  expect(notes).toEqual([
    expect.stringMatching(new RegExp(`^${best} is damaged and left out: .*checksum differs`)),
    `Predicted by good of ${folder}.`,
  ]);
  await models.dispose();
  flip(good);
  flip(other);
  await expect(openInferenceModels(folder, 'none', () => {})).rejects.toMatchObject({ code: 'missing' });
});

it('does not rank models that were chosen on different pictures', async () => {
  const { folder, best } = library();
  const { data } = madeCard();
  const few = { ...data, layout: 'csv', fingerprint: 'other', pictures: 50 };
  const toy = networkFolder({ metrics: { accuracy: 1 }, data: few }, join(folder, 'toy'));
  const refused = expect.objectContaining({
    code: 'usage',
    message: expect.stringMatching(
      /^4 models of gender\.full were chosen on different pictures, .*: .*best \(utkface, 2 pictures\), .* and 1 more; name one of them, or a folder with one model for each task$/,
    ) as string,
  }) as Error;
  await expect(openInferenceModels(folder, 'none', () => {})).rejects.toEqual(refused);
  expect(() => findModel('gender.full', folder)).toThrow(refused);
  rmSync(toy, { recursive: true });
  expect(findModel('gender.full', folder).path).toBe(best);
});

it('ranks models of the same pictures that take them in other sizes, whose fingerprints differ', () => {
  const { folder } = library();
  const { data, preprocessing } = madeCard();
  const sized = { preprocessing: { ...preprocessing, size: 48 }, data: { ...data, fingerprint: 'of 48' } };
  const larger = networkFolder({ metrics: { accuracy: 0.95 }, ...sized }, join(folder, 'larger'));
  expect(findModel('gender.full', folder).path).toBe(larger);
});
