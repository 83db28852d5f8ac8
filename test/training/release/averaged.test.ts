import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { cardSchema } from '../../../src/artifact/card.ts';
import type { ModelFolder } from '../../../src/artifact/model-folder.ts';
import { readOnnxModel, writeInferenceFolder } from '../../../src/artifact/model-folder.ts';
import { scratchFolder as lastingFolder } from '../../../src/common/files/scratch.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { curriculumPictures } from '../../../src/training/curriculum/pictures.ts';
import { runCurriculum } from '../../../src/training/curriculum/run.ts';
import { openPictures } from '../../../src/training/datasets/picture-source.ts';
import type { PreparedSet } from '../../../src/training/datasets/prepared.ts';
import { readSplit } from '../../../src/training/evaluation/evaluate.ts';
import { architectureOf, readModel, weightsOf } from '../../../src/training/library/load-model.ts';
import { onnxModel } from '../../../src/training/models/onnx/index.ts';
import { averaged, pairsOf } from '../../../src/training/release/averaged.ts';
import { candidatesOf } from '../../../src/training/release/candidates.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared, tinyPreset } from '../stages/made-stage.ts';

const preset = tinyPreset(['epochs=1'], 'smoke-expression-lower');
let prepared: PreparedSet;
let models: ModelFolder[];

beforeAll(async () => {
  await startEngine();
  const wanted = ['student', 'standard', 'ensemble'] as const;
  const folder = lastingFolder();
  prepared = madePrepared({ train: 60, val: 30, test: 40 }, folder);
  const done = await runCurriculum(preset, prepared, join(folder, 'runs'), { wanted });
  models = wanted.map((kind) => done.find(({ model }) => model.card.stage.kind === kind)!.model);
}, 240_000);

describe('two models averaged', () => {
  it('read the mean of what each reads, as one network that ships', async () => {
    const [pair] = pairsOf(models);
    const made = averaged(pair!);
    expect(cardSchema.parse(made.card)).toEqual(made.card);
    expect(made.card.branches).toEqual(['student-1', 'standard-1']);
    const parents = models.slice(0, 2).map(({ card }) => card.stage.key);
    expect(made.card.stage).toMatchObject({ kind: 'average', parents });

    const path = join(scratchFolder(), 'averaged');
    const onnx = onnxModel(architectureOf(made), weightsOf(made), made.card, 'float32');
    writeInferenceFolder(path, { card: made.card, onnx });
    const request = { split: 'test', visible: preset.visible } as const;
    const outputsOf = async (model: ModelFolder) => (await readSplit(model, prepared, request)).outputs;
    const [first, second] = [await outputsOf(models[0]!), await outputsOf(models[1]!)];
    const joined = await outputsOf(readModel(path));
    joined.forEach((value, i) => expect(value).toBeCloseTo((first[i]! + second[i]!) / 2, 4));
    // The two do not read the same.
    expect(Math.max(...first.map((value, i) => Math.abs(value - second[i]!)))).toBeGreaterThan(0.01);

    const reader = await createFacePredictor(readOnnxModel(path));
    const source = openPictures(prepared.picturesPath, prepared.size, prepared.channels);
    const tests = prepared.pictures.filter(({ split }) => split === 'test');
    const faces = tests.map(({ row }) => source.read(row).data.slice());
    const read = await reader.predict(faces, preset.visible);
    source.close();
    await reader.dispose();
    read.forEach((value, i) => expect(value).toBeCloseTo(joined[i]!, 3));
  }, 240_000);

  it('stand beside each alone, and beside no ensemble', async () => {
    const candidates = await candidatesOf(models, curriculumPictures(preset, prepared, []));
    const told = candidates.map(({ models: of, flip }) => [
      ...of.map(({ card }) => card.stage.kind),
      ...(flip ? ['mirrored'] : []),
    ]);
    const ways = [['student'], ['standard'], ['ensemble'], ['student', 'standard']];
    expect(told).toEqual([...ways, ...ways.map((way) => [...way, 'mirrored'])]);
    expect(candidates[3]!.gigaMacs).toBeCloseTo(candidates[0]!.gigaMacs + candidates[1]!.gigaMacs, 9);
  }, 240_000);

  it('are never two of one seed and stage, of two nets, nor of ages', () => {
    const [student, standard] = models as [ModelFolder, ModelFolder];
    const as = (model: ModelFolder, more: Partial<ModelFolder['card']>) => ({
      ...model,
      card: { ...model.card, ...more },
    });
    expect(pairsOf([student, standard])).toHaveLength(1);
    expect(pairsOf([student, student])).toEqual([]);
    expect(pairsOf([student, as(standard, { net: 'vgg-f' })])).toEqual([]);
    expect(pairsOf([as(student, { labels: null }), as(standard, { labels: null })])).toEqual([]);
  });
});
