import { beforeAll, describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { createModel, netFor, NETS, readValues } from '../../../src/training/models/index.ts';
import { initialValues } from '../../../src/training/models/initial.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';

beforeAll(async () => {
  await startEngine();
});

const compact = () => NETS.compact({ inputSize: 16, outputs: 4, dropout: 0.5 });

/** The least side at which every layer still has a picture to look at. */
const LEAST = {
  ...{ compact: 16, 'compact-lower': 17, 'compact-upper': 16 },
  ...{ 'vgg-f': 64, 'vgg-face': 32, 'resnet-50': 32 },
} as const;

describe('fresh weights', () => {
  it('follow from the seed', async () => {
    const models = [5, 5, 6].map((seed) => createModel(compact(), { seed }));
    const [one, again, other] = await Promise.all(models.map(({ weights }) => readValues(weights)));
    expect(again).toEqual(one);
    expect(other!.get('stem/kernel')).not.toEqual(one!.get('stem/kernel'));
    expect(one!.get('block1/a/kernel')).not.toEqual(one!.get('block1/b/kernel'));
    for (const model of models) model.dispose();
  });

  it('are the scaled years where they are what ages are an expectation of, and do not train', () => {
    const ageScale = { mean: 30, std: 20 };
    const model = createModel(netFor('compact', fullHead('age'), { inputSize: 32, dropout: 0, ageScale }), {
      seed: 1,
    });
    const values = model.weights.get('output/values')!;
    expect([...values.dataSync<'float32'>()].map((value) => Math.round(value * 20 + 30))).toEqual([
      ...Array(117).keys(),
    ]);
    expect(model.trainable).not.toContain(values);
    expect(model.decayed.has(values)).toBe(false);
    model.dispose();
  });

  it('have variance 2 / fan-in and mean 0 where they are kernels; the rest is constant', () => {
    for (const { weights } of planArchitecture(compact()))
      for (const spec of weights) {
        const values = initialValues(spec, 1);
        const constant = { gamma: 1, movingVariance: 1, beta: 0, bias: 0, movingMean: 0 };
        const expected = constant[spec.role as keyof typeof constant] as number | undefined;
        if (expected !== undefined) {
          expect(values.every((value) => value === expected)).toBe(true);
          continue;
        }
        const n = values.length;
        const variance = 2 / (n / spec.shape.at(-1)!);
        const mean = values.reduce((a, b) => a + b, 0) / n;
        const found = values.reduce((sum, x) => sum + x * x, 0) / n;
        // The square of a uniform number has a relative spread of √0.8; five standard errors of either.
        expect(Math.abs(mean)).toBeLessThan(5 * Math.sqrt(variance / n));
        expect(Math.abs(found / variance - 1)).toBeLessThan(5 * Math.sqrt(0.8 / n));
      }
  });
});

describe('weights that are given', () => {
  it('are taken as they are', async () => {
    const first = createModel(compact(), { seed: 1 });
    const values = await readValues(first.weights);
    const second = createModel(compact(), values);
    expect(await readValues(second.weights)).toEqual(values);
    first.dispose();
    second.dispose();
  });

  it('must be all there, each of its size', async () => {
    const model = createModel(compact(), { seed: 1 });
    const values = await readValues(model.weights);
    model.dispose();
    const without = new Map(values);
    without.delete('output/bias');
    const { numTensors } = tf.memory();
    expect(() => createModel(compact(), without)).toThrow(
      'weight output/bias: found none, expected 4 numbers',
    );
    const short = new Map(values).set('block3/a/norm/gamma', new Float32Array(7));
    expect(() => createModel(compact(), short)).toThrow(
      'weight block3/a/norm/gamma: found 7, expected 128 numbers',
    );
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});

describe.each(Object.keys(NETS) as (keyof typeof NETS)[])('%s', (name) => {
  it('leaves no tensor behind, and decays its kernels only', () => {
    const { numTensors } = tf.memory();
    const model = createModel(NETS[name]({ inputSize: LEAST[name], outputs: 2, dropout: 0.5 }), { seed: 1 });
    const { taps } = model.architecture;
    const kernels = [...model.weights].filter(([weight]) => weight.endsWith('/kernel'));
    expect([...model.decayed]).toEqual(kernels.map(([, variable]) => variable));
    const state = [...model.weights.keys()].filter((weight) => /moving(Mean|Variance)$/.test(weight));
    expect(model.trainable).toHaveLength(model.weights.size - state.length);
    const pictures = tf.zeros<tf.Rank.R4>([2, LEAST[name], LEAST[name], 3]);
    const trainingSeed = tf.tensor1d([1, 2], 'int32');
    const before = tf.memory().numTensors;
    for (const options of [{}, { taps: Object.values(taps).flat() }, { trainingSeed }]) {
      const outputs = model.forward(pictures, options);
      const width = outputs.at(-1)!.shape;
      expect(width).toEqual([2, 2]);
      tf.dispose(outputs);
      expect(tf.memory().numTensors).toBe(before);
    }
    tf.dispose([pictures, trainingSeed]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
