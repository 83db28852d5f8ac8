import { beforeAll, expect, it } from 'vitest';

import { OCCLUSION_LABELS } from '../../../src/artifact/labels.ts';
import { softmaxRows, topLabels } from '../../../src/common/math/probabilities.ts';
import { readOnnxModel } from '../../../src/artifact/model-folder.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { createOcclusionClassifier } from '../../../src/inference/occlusion/occlusion-classifier.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { networkFolder } from '../../artifact/made-model.ts';

const SIZE = 32;
const HIDDEN_CARD = {
  name: 'occlusion',
  task: 'occlusion',
  labels: [...OCCLUSION_LABELS],
  temperature: 0.07,
} as const;

const madeCrop = (seed: number): Uint8Array => {
  const random = randomFor(seed, 'crop');
  const strength = random.uniform(10, 255);
  return Uint8Array.from({ length: SIZE * SIZE * 3 }, (_, i) => random.uniform(0, strength) * ((i % 3) / 2));
};

beforeAll(async () => {
  await startEngine();
});

it('gives for each crop the occlusion, null for no face, and calibrated probabilities', async () => {
  const seen = new Set<string | null>();
  for (const seed of [1, 2, 3, 4]) {
    const model = readOnnxModel(
      networkFolder({ ...HIDDEN_CARD, labels: [...OCCLUSION_LABELS] }, undefined, seed),
    );
    const crops = [1, 2, 3, 4, 5, 6].map(madeCrop);
    const reader = await createFacePredictor(model);
    const logits = await reader.predict(crops, 'full');
    await reader.dispose();
    const occlusionClassifier = await createOcclusionClassifier(model);
    expect(occlusionClassifier.input).toMatchObject({ size: SIZE, color: 'rgb' });
    const readings = await occlusionClassifier.classify(crops);
    expect(await occlusionClassifier.classify([])).toEqual([]);
    await occlusionClassifier.dispose();
    const probs = softmaxRows(logits, OCCLUSION_LABELS.length, HIDDEN_CARD.temperature);
    const top = topLabels(logits, OCCLUSION_LABELS.length);
    readings.forEach((reading, i) => {
      const label = OCCLUSION_LABELS[top[i]!]!;
      expect(reading.occlusion).toBe(label === 'not a face' ? null : label);
      expect(Object.keys(reading.probs)).toEqual([...OCCLUSION_LABELS]);
      OCCLUSION_LABELS.forEach((name, k) =>
        expect(reading.probs[name]).toBeCloseTo(probs[i * OCCLUSION_LABELS.length + k]!, 5),
      );
      seen.add(reading.occlusion);
    });
  }
  expect(seen).toContain(null);
  expect(seen.size).toBeGreaterThan(1);
});

it('refuses a model for something else', async () => {
  const model = readOnnxModel(networkFolder());
  await expect(createOcclusionClassifier(model)).rejects.toMatchObject({
    code: 'mismatch',
    message: `${model.path} reads gender; expected an occlusion classifier`,
  });
});
