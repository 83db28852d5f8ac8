import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { plainBatchNorm } from '../../../src/training/engine/kernels.ts';
import { plainSeededUniform } from '../../../src/training/engine/random.ts';
import type { Engine } from '../../../src/training/engine/tf.ts';
import { batchNormTraining, biasAdd, relu, seededUniform, tf } from '../../../src/training/engine/tf.ts';
import { startNamed } from '../../support/engine.ts';
import { distance } from './distance.ts';
import { netsSuite } from './nets-suite.ts';
import { OPERATIONS, outputSize } from './operations.ts';
import { differences, momentsOf, sampleValues, seededNumbers, sizeOf } from './references.ts';
import { needs } from '../../support/needs.ts';

async function take(tensor: tf.Tensor): Promise<Float32Array> {
  const values = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return values;
}

/** The tests that every engine passes; an engine that this machine lacks is skipped with the reason. */
export async function numericsSuite(name: Engine['engine']): Promise<void> {
  const missing = await startNamed(name);
  if (missing !== undefined) {
    test(`${name} is not here`, needs(missing), () => {});
    return;
  }

  describe(name, () => {
    let before = 0;
    beforeEach(() => {
      before = tf.memory().numTensors;
    });
    afterEach(() => expect(tf.memory().numTensors, 'tensors left behind').toBe(before));

    describe.each(OPERATIONS)('$name', (operation) => {
      const { shapes, shift = 0, run, define } = operation;
      const samples = shapes.map((shape, i) => sampleValues(sizeOf(shape), i + 1).map((v) => v + shift));
      const tensors = () => shapes.map((shape, i) => tf.tensor([...samples[i]!], [...shape]));

      test('gives the values of its definition', async () => {
        const inputs = tensors();
        const value = await take(tf.tidy(() => run(...inputs)));
        tf.dispose(inputs);
        expect(distance(value, define(...samples))).toBeLessThan(1e-5);
      });

      test('gives the gradients of its definition (finite differences)', async () => {
        const inputs = tensors();
        const weights = sampleValues(outputSize(operation), 99);
        const gradients = tf.tidy(() => {
          const weighted = (...xs: tf.Tensor[]) => {
            const value = run(...xs);
            return tf.sum(tf.mul(value, tf.tensor([...weights], value.shape)));
          };
          return tf.grads(weighted)(inputs);
        });
        for (const [i, gradient] of gradients.entries()) {
          const others = (x: Float64Array) => samples.map((sample, k) => (k === i ? x : sample));
          const expected = differences((x) => define(...others(x)), samples[i]!, weights);
          expect(distance(await take(gradient), expected), `input ${i}`).toBeLessThan(3e-5);
        }
        tf.dispose(inputs);
      });
    });

    test('batch statistics: mean and unbiased variance', async () => {
      const x = sampleValues(2 * 3 * 4 * 5, 3);
      const result = tf.tidy(() =>
        batchNormTraining(tf.tensor4d([...x], [2, 3, 4, 5]), tf.ones([5]), tf.zeros([5]), 1e-5),
      );
      const { mean, variance, count } = momentsOf(x, 5);
      expect(distance(await take(result.mean), mean)).toBeLessThan(1e-5);
      const unbiased = variance.map((v) => (v * count) / (count - 1));
      expect(distance(await take(result.variance), unbiased)).toBeLessThan(1e-5);
      result.value.dispose();
    });

    describe('fused kernels equal the plain definitions, values and gradients', () => {
      type Layer = (...inputs: tf.Tensor[]) => tf.Tensor;
      const normalized =
        (layer: typeof plainBatchNorm): Layer =>
        (x, scale, offset) => {
          const { value, mean, variance } = layer(
            x as tf.Tensor4D,
            scale as tf.Tensor1D,
            offset as tf.Tensor1D,
            1e-5,
          );
          tf.dispose([mean, variance]);
          return value;
        };
      const pairs: [string, Layer, Layer, number[][]][] = [
        ['relu', (x) => relu(x), (x) => tf.relu(x), [[4, 6, 6, 8]]],
        ['biasAdd', (x, b) => biasAdd(x, b as tf.Tensor1D), (x, b) => tf.add(x, b), [[4, 6, 6, 8], [8]]],
        ['batch norm', normalized(batchNormTraining), normalized(plainBatchNorm), [[4, 6, 6, 8], [8], [8]]],
      ];
      test.each(pairs)('%s', async (_, fused, plain, shapes) => {
        const inputs = shapes.map((shape, i) => tf.tensor([...sampleValues(sizeOf(shape), i + 5)], shape));
        const weights = tf.tensor([...sampleValues(sizeOf(shapes[0]!), 9)], shapes[0]);
        const results = async (layer: Layer) => {
          const { value, grads } = tf.valueAndGrads((...xs) => tf.sum(tf.mul(layer(...xs), weights)))(inputs);
          value.dispose();
          const all = [tf.tidy(() => layer(...inputs)), ...grads];
          return Promise.all(all.map(take));
        };
        const [actual, expected] = [await results(fused), await results(plain)];
        actual.forEach((values, i) => expect(distance(values, expected[i]!)).toBeLessThan(1e-5));
        tf.dispose([inputs, weights]);
      });
    });

    test('one-hot in the type that is requested', async () => {
      for (const dtype of ['float32', 'int32'] as const) {
        const rows = tf.tidy(() => tf.oneHot(tf.tensor1d([2, 0], 'int32'), 3, 1, 0, dtype));
        expect(rows.dtype).toBe(dtype);
        expect([...(await take(rows))]).toEqual([0, 0, 1, 1, 0, 0]);
      }
    });

    describe('seededUniform', () => {
      const draw = (a: number, b: number, shape = [40, 100]) =>
        take(tf.tidy(() => seededUniform(shape, tf.tensor1d([a, b], 'int32'))));

      test('depends on the seed alone', async () => {
        const first = await draw(7, 3);
        tf.dispose(tf.randomUniform([3]));
        expect(await draw(7, 3)).toEqual(first);
        expect(await draw(7, 4)).not.toEqual(first);
        expect(await draw(8, 3)).not.toEqual(first);
      });

      test.each([
        [7, 3],
        [-123456789, 0],
        [2147483647, 99999],
      ])('spreads evenly over [0, 1) for seed %i, %i', async (a, b) => {
        const values = await draw(a, b);
        const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
        expect(Math.abs(mean - 0.5)).toBeLessThan(5 * Math.sqrt(1 / 12 / values.length));
        expect(values.every((v) => v >= 0 && v < 1)).toBe(true);
        const tenths = Array.from(
          { length: 10 },
          (_, i) => values.filter((v) => Math.floor(v * 10) === i).length,
        );
        // χ² with 9 degrees of freedom: above 40 once in 100,000.
        expect(tenths.reduce((sum, n) => sum + (n - 400) ** 2 / 400, 0)).toBeLessThan(40);
      });

      test('neighboring seeds are not alike', async () => {
        const [x, y] = [await draw(1, 1000), await draw(1, 1001)];
        const covariance = x.reduce((sum, v, i) => sum + (v - 0.5) * (y[i]! - 0.5), 0) / x.length;
        expect(Math.abs(covariance * 12)).toBeLessThan(5 / Math.sqrt(x.length));
      });

      test.each([
        [7, 3],
        [-123456789, -1],
        [2147483647, 99999],
      ] as const)(
        'the plain generator gives the same numbers on every engine for seed %i, %i',
        async (a, b) => {
          const values = await take(
            tf.tidy(() => plainSeededUniform([50, 100], tf.tensor1d([a, b], 'int32'))),
          );
          expect(values).toEqual(seededNumbers(5000, [a, b]));
        },
      );
    });

    netsSuite(name);
  });
}
