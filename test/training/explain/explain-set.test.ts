import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Card } from '../../../src/artifact/card.ts';
import { EXPRESSIONS, VISIBLE } from '../../../src/artifact/labels.ts';
import { readOnnxModel } from '../../../src/artifact/model-folder.ts';
import { createFacePredictor } from '../../../src/inference/runtime/face-predictor.ts';
import { explainSet } from '../../../src/training/explain/explain-set.ts';
import { createExplainer, outputOfClass } from '../../../src/training/explain/explainer.ts';
import { heatShares, PARTS } from '../../../src/training/explain/heat-shares.ts';
import { tf } from '../../../src/training/engine/tf.ts';
import { engineForTests } from '../../support/engine.ts';
import { drawnFace, scratchFolder } from '../../support/made-data.ts';
import { madeNetFolder } from './made-net.ts';

const SIZE = 48;
const expression: Partial<Card> = { task: 'expression', labels: [...EXPRESSIONS] };
const age: Partial<Card> = {
  ...{ task: 'age', labels: null, ageScale: { mean: 30, std: 6 }, ageInterval: { low: -4, high: 9 } },
};
const models: Readonly<Record<string, Partial<Card>>> = {
  'a classifier': expression,
  'an age model': age,
  'an ensemble': { ...expression, branches: ['standard', 'triplet'], flip: false },
};

beforeAll(async () => {
  await engineForTests();
});

async function madeFaces(count: number): Promise<Uint8Array[]> {
  return Promise.all(
    Array.from({ length: count }, (_, i) => drawnFace(i, SIZE).toColourspace('b-w').raw().toBuffer()),
  );
}

describe.each(Object.entries(models))('%s', (_, changes) => {
  it('explains the output that ONNX Runtime reads too', async () => {
    const folder = madeNetFolder(changes);
    const [face] = await madeFaces(1);
    const explainer = createExplainer(folder, SIZE);
    const { numTensors } = tf.memory();
    const { outputs, chosen, heat } = await explainer.explain(face!, 'lower');
    expect(tf.memory().numTensors).toBe(numTensors);
    explainer.dispose();
    const reader = await createFacePredictor(readOnnxModel(folder.path));
    const read = await reader.predict([face!], 'lower');
    await reader.dispose();
    const size = Math.max(...read.map(Math.abs));
    outputs.forEach((value, k) => expect(Math.abs(value - read[k]!) / size).toBeLessThan(1e-3));
    expect(chosen).toBe(read.indexOf(Math.max(...read)));
    expect(heat).toHaveLength(SIZE * SIZE);
    expect(Math.min(...heat)).toBeGreaterThanOrEqual(0);
  });

  it('gives for a set of pictures what it gives for each alone', async () => {
    const folder = madeNetFolder(changes);
    const faces = await madeFaces(70); // more than one batch
    const picturesPath = join(scratchFolder(), 'pictures.bin');
    writeFileSync(picturesPath, Buffer.concat(faces));
    const rows = faces.map((_, i) => faces.length - 1 - i);
    const { numTensors } = tf.memory();
    for (const visible of VISIBLE) {
      const question = { rows, visible, layout: 'ferplus' } as const;
      const found = await explainSet(folder, { picturesPath, size: SIZE, channels: 1 }, question);
      expect(tf.memory().numTensors).toBe(numTensors);
      expect(found).toHaveLength(70);
      const explainer = createExplainer(folder, SIZE);
      for (const i of [0, 1, 63, 64, 69]) {
        const { heat } = await explainer.explain(faces[rows[i]!]!, visible);
        const alone = heatShares(heat, SIZE, { layout: 'ferplus', visible, size: SIZE });
        expect(found[i] === undefined).toBe(alone === undefined);
        if (alone) for (const part of PARTS) expect(found[i]![part].share).toBeCloseTo(alone[part].share, 4);
      }
      explainer.dispose();
    }
  });
});

it('explaining a set stops on request, and keeps nothing', async () => {
  const folder = madeNetFolder(expression);
  const picturesPath = join(scratchFolder(), 'pictures.bin');
  writeFileSync(picturesPath, Buffer.concat(await madeFaces(2)));
  const stop = new AbortController();
  const { numTensors } = tf.memory();
  const asked = explainSet(
    folder,
    { picturesPath, size: SIZE, channels: 1 },
    {
      ...{ rows: Array.from({ length: 200 }, (_, i) => i % 2), visible: 'lower', layout: 'ferplus' },
      ...{ onProgress: () => stop.abort(), signal: stop.signal },
    },
  );
  await expect(asked).rejects.toMatchObject({ code: 'interrupted' });
  expect(tf.memory().numTensors).toBe(numTensors);
});

it('a class is found by name, and what there is instead is reported', () => {
  const folder = madeNetFolder({ ...expression, name: 'compact.expression.lower' });
  expect(outputOfClass(folder, 'surprise')).toBe(2);
  expect(() => outputOfClass(folder, 'joy')).toThrow(
    'compact.expression.lower has no class joy; its classes are neutral, happiness',
  );
  const ages = madeNetFolder({ ...age, name: 'compact.age.upper' });
  expect(() => outputOfClass(ages, 'old')).toThrow('compact.age.upper reads ages and has no classes');
});
