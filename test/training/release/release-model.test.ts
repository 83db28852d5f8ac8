import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { cardSchema } from '../../../src/artifact/card.ts';
import { readOnnxModel, writeInferenceFolder } from '../../../src/artifact/model-folder.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { curriculumPictures } from '../../../src/training/curriculum/pictures.ts';
import { runCurriculum } from '../../../src/training/curriculum/run.ts';
import { openPictures } from '../../../src/training/datasets/picture-source.ts';
import { readSplit } from '../../../src/training/evaluation/evaluate.ts';
import { readModel } from '../../../src/training/library/load-model.ts';
import { pairsOf } from '../../../src/training/release/averaged.ts';
import { readPredictions, writePredictions } from '../../../src/training/release/predictions-file.ts';
import { recalibrated } from '../../../src/training/release/recalibrate.ts';
import { releaseModel } from '../../../src/training/release/release-model.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePrepared, tinyPreset } from '../stages/made-stage.ts';

beforeAll(async () => {
  await startEngine();
});

describe.each(['smoke-expression-lower', 'smoke-age-upper'])('%s', (id) => {
  it('ships as one file that reads, is measured and taught on like the model that it was', async () => {
    const preset = tinyPreset(['epochs=1'], id);
    const prepared = madePrepared({ train: 60, val: 30, test: 40 });
    const runs = join(scratchFolder(), 'runs');
    const done = await runCurriculum(preset, prepared, runs, { wanted: ['student', 'ensemble'] });
    const models = done.map(({ model }) => model).filter(({ card }) => card.visible === preset.visible);
    const { numTensors } = tf.memory();
    const { card, onnx, chosen, candidates, predictions } = await releaseModel(
      models,
      curriculumPictures(preset, prepared, []),
    );
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(candidates).toHaveLength(2 * (models.length + pairsOf(models).length));
    expect(Math.min(...candidates.map(({ error }) => error))).toBeGreaterThanOrEqual(chosen.error - 0.01);
    expect(cardSchema.parse(card)).toEqual(card);
    expect(card.measured).toMatchObject({ split: 'test', n: 40 });
    expect(Object.keys(card.measured!.groups)).toEqual(['light']);
    expect(card.failures.length).toBeGreaterThan(0);

    const path = join(scratchFolder(), 'shipped');
    writeInferenceFolder(path, { card, onnx });
    const request = { split: 'test', visible: preset.visible } as const;
    const measured = await readSplit(readModel(path), prepared, request);
    const reader = await createFacePredictor(readOnnxModel(path));
    const source = openPictures(prepared.picturesPath, prepared.size, prepared.channels);
    const faces = measured.pictures.map(({ row }) => source.read(row).data.slice());
    const read = await reader.predict(faces, preset.visible);
    source.close();
    await reader.dispose();
    read.forEach((value, i) => expect(Math.abs(value - measured.outputs[i]!)).toBeLessThan(1e-4));
    if (card.labels) {
      const right = measured.predicted.filter((label, i) => label === measured.truth[i]).length;
      expect(card.measured!.metrics['accuracy']).toBeCloseTo(right / 40, 10);
      expect(card.measured!.perClass.map(({ label }) => label)).toEqual(card.labels);
    } else {
      const { low, high } = card.ageInterval!;
      const within = measured.truth.filter(
        (age, i) => age >= measured.predicted[i]! + low && age <= measured.predicted[i]! + high,
      );
      expect(card.measured!.metrics['within80']).toBeCloseTo(within.length / 40, 10);
    }

    // From a file of its predictions alone, the same card again, and the same outputs.
    const kept = join(scratchFolder(), 'predictions.csv.gz');
    writePredictions(kept, card, predictions);
    const again = recalibrated(readModel(path), readPredictions(kept, card));
    expect(again.card).toEqual(card);
    expect(Buffer.compare(again.onnx, onnx)).toBe(0);
  }, 240_000);
});
