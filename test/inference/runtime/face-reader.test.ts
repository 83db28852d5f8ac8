import { beforeAll, describe, expect, it } from 'vitest';

import { facePictures } from '../../../src/artifact/face-pictures.ts';
import type { OnnxModel } from '../../../src/artifact/model-folder.ts';
import { readModelFolder, readOnnxModel } from '../../../src/artifact/model-folder.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { loadModel } from '../../../src/training/library/load-model.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { networkFolder } from '../../artifact/made-model.ts';

beforeAll(async () => {
  await startEngine();
});

const SIZE = 32;

function syntheticFace(seed: number): Uint8Array {
  const random = randomFor(seed, 'face');
  return Uint8Array.from({ length: SIZE * SIZE * 3 }, () => random.uniform(0, 256));
}

/** Left and right exchanged. */
function mirrored(face: Uint8Array): Uint8Array {
  return face.map((_, i) => {
    const [y, x, c] = [Math.floor(i / (SIZE * 3)), Math.floor(i / 3) % SIZE, i % 3];
    return face[(y * SIZE + SIZE - 1 - x) * 3 + c]!;
  });
}

async function readWith(model: OnnxModel, faces: readonly Uint8Array[], visible: 'full' | 'lower') {
  const reader = await createFacePredictor(model);
  try {
    return await reader.predict(faces, visible);
  } finally {
    await reader.dispose();
  }
}

describe('a reader of faces', () => {
  it('gives what the network gives in TensorFlow.js, of half-hidden faces too', async () => {
    const folder = networkFolder({ flip: false });
    const faces = [1, 2, 3].map(syntheticFace);
    const model = loadModel(readModelFolder(folder));
    for (const visible of ['full', 'lower'] as const) {
      const pictures = facePictures(faces, readModelFolder(folder).card.preprocessing, visible);
      const expected = tf.tidy(() =>
        model
          .forward(tf.tensor4d(pictures, [3, SIZE, SIZE, 3]))[0]!
          .dataSync<'float32'>()
          .slice(),
      );
      const found = await readWith(readOnnxModel(folder), faces, visible);
      expect(found).toHaveLength(6);
      found.forEach((value, i) => expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-4));
    }
    model.dispose();
  });

  it('averages a face and its mirror image where the card states so', async () => {
    const face = syntheticFace(5);
    const plain = readOnnxModel(networkFolder({ flip: false }));
    const both = readOnnxModel(networkFolder({ flip: true }));
    const one = await readWith(plain, [face], 'lower');
    const other = await readWith(plain, [mirrored(face)], 'lower');
    const mean = await readWith(both, [face], 'lower');
    expect(Math.abs(one[0]! - other[0]!)).toBeGreaterThan(1e-3);
    mean.forEach((value, i) => expect(value).toBeCloseTo((one[i]! + other[i]!) / 2, 5));
    // Each face for itself.
    const three = await readWith(both, [syntheticFace(6), face, syntheticFace(7)], 'lower');
    expect(three[2]).toBeCloseTo(mean[0]!, 5);
    expect(three[3]).toBeCloseTo(mean[1]!, 5);
  });

  it('reads no faces at all', async () => {
    expect(await readWith(readOnnxModel(networkFolder()), [], 'full')).toHaveLength(0);
  });

  it('refuses faces of another size', async () => {
    const reading = readWith(readOnnxModel(networkFolder()), [new Uint8Array(48 * 48)], 'full');
    await expect(reading).rejects.toMatchObject({ code: 'mismatch' });
  });
});

describe('a file that is no network of the card', () => {
  it('is named in one line', async () => {
    const model = readOnnxModel(networkFolder());
    for (const onnx of [new Uint8Array(0), Uint8Array.of(1, 2, 3), model.onnx.subarray(0, 100_000)])
      await expect(createFacePredictor({ ...model, onnx })).rejects.toMatchObject({
        code: 'corrupt',
        message: expect.stringMatching(/^[^\n]*model\.onnx cannot be loaded: [^\n]+$/) as string,
      });
  });

  it('is refused if its pictures or its outputs are others', async () => {
    const model = readOnnxModel(networkFolder());
    const age = { task: 'age', labels: null, ageScale: { mean: 30, std: 5 } } as const;
    const years = readOnnxModel(networkFolder(age));
    await expect(createFacePredictor({ ...model, onnx: years.onnx })).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /takes pictures of 32 and gives 1 numbers, the card states 32 and 2$/,
      ) as string,
    });
    const { preprocessing } = model.card;
    const card = { ...model.card, preprocessing: { ...preprocessing, size: 48 } };
    await expect(createFacePredictor({ ...model, card })).rejects.toMatchObject({ code: 'mismatch' });
  });
});
