import { beforeAll, describe, expect, it } from 'vitest';

import { randomFor } from '../../../src/common/math/random.ts';
import type { Architecture, Layer } from '../../../src/training/models/architecture.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import type { Model } from '../../../src/training/models/index.ts';
import { createModel } from '../../../src/training/models/index.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import type { Activations } from './slow-layers.ts';
import { activations, slowLayer } from './slow-layers.ts';

beforeAll(async () => {
  await startEngine();
});

/** A network of these layers, one reading the other; the last is every tap. */
function chain(inputSize: number, layers: readonly Layer[]): Architecture {
  const last = layers.at(-1)!.name;
  return { net: 'tiny', inputSize, layers, taps: { embedding: last, lastConv: [last], output: last } };
}

/** Every weight random, variances above 0. */
function randomModel(architecture: Architecture): Model {
  const values = new Map<string, Float32Array>();
  for (const { name, shape, role } of planArchitecture(architecture).flatMap(({ weights }) => weights)) {
    const random = randomFor(3, name);
    const low = role === 'movingVariance' ? 0.2 : -1;
    const count = shape.reduce((a, b) => a * b, 1);
    values.set(
      name,
      Float32Array.from({ length: count }, () => random.uniform(low, 1)),
    );
  }
  return createModel(architecture, values);
}

function randomPictures(batch: number, size: number, seed = 1): Float32Array {
  const random = randomFor(seed, 'pictures');
  return Float32Array.from({ length: batch * size * size * 3 }, () => random.uniform(-1.5, 1.5));
}

const asTensor = (values: Float32Array, batch: number, size: number) =>
  tf.tensor4d(values, [batch, size, size, 3]);

function slowForward({ layers, inputSize }: Architecture, model: Model, picture: Float32Array): Activations {
  const made = new Map([['input', activations(inputSize, inputSize, 3, picture)]]);
  for (const layer of layers) {
    const weight = (role: string) => model.weights.get(`${layer.name}/${role}`)!.dataSync<'float32'>();
    const other = layer.op === 'add' || layer.op === 'concat' ? made.get(layer.with) : undefined;
    made.set(layer.name, slowLayer(layer, made.get(layer.from)!, weight, other));
  }
  return made.get(layers.at(-1)!.name)!;
}

const conv = (
  name: string,
  from: string,
  size: number,
  stride: number,
  pad: 'same' | 'valid',
  bias = true,
): Layer => ({ name, from, op: 'conv', filters: 4, size, stride, pad, bias });

const TINY: Readonly<Record<string, Architecture>> = {
  'conv same': chain(7, [conv('a', 'input', 3, 1, 'same')]),
  'conv same, stride 2, odd side': chain(7, [conv('a', 'input', 3, 2, 'same')]),
  'conv same, stride 2, even side': chain(8, [conv('a', 'input', 3, 2, 'same', false)]),
  'conv same, 1×1, stride 2': chain(7, [conv('a', 'input', 1, 2, 'same', false)]),
  'conv valid': chain(7, [conv('a', 'input', 5, 1, 'valid')]),
  'conv valid, stride 4': chain(15, [conv('a', 'input', 11, 4, 'valid')]),
  'maxPool same': chain(7, [{ name: 'a', from: 'input', op: 'maxPool', size: 3, stride: 2, pad: 'same' }]),
  'maxPool same, even side': chain(8, [
    { name: 'a', from: 'input', op: 'maxPool', size: 3, stride: 2, pad: 'same' },
  ]),
  'maxPool valid': chain(8, [{ name: 'a', from: 'input', op: 'maxPool', size: 3, stride: 2, pad: 'valid' }]),
  'local response normalization': chain(3, [
    conv('a', 'input', 1, 1, 'same'),
    { name: 'b', from: 'a', op: 'lrn', radius: 2, bias: 2, alpha: 0.3, beta: 0.75 },
  ]),
  pad: chain(3, [{ name: 'a', from: 'input', op: 'pad', by: 2 }]),
  'batch normalization': chain(4, [{ name: 'a', from: 'input', op: 'batchNorm' }]),
  'relu, dense': chain(3, [
    { name: 'a', from: 'input', op: 'relu' },
    { name: 'b', from: 'a', op: 'flatten' },
    { name: 'c', from: 'b', op: 'dense', units: 5 },
  ]),
  expectation: chain(3, [
    { name: 'a', from: 'input', op: 'flatten' },
    { name: 'b', from: 'a', op: 'dense', units: 4 },
    { name: 'c', from: 'b', op: 'expectation', values: [0, 1, 2, 3] },
  ]),
  'global average pool': chain(5, [{ name: 'a', from: 'input', op: 'globalAveragePool' }]),
  'add, dropout': chain(4, [
    conv('a', 'input', 3, 1, 'same'),
    conv('b', 'a', 3, 1, 'same'),
    { name: 'c', from: 'b', op: 'add', with: 'a' },
    { name: 'd', from: 'c', op: 'dropout', rate: 0.5 },
  ]),
  concat: chain(4, [conv('a', 'input', 3, 1, 'same'), { name: 'c', from: 'a', op: 'concat', with: 'input' }]),
};

describe.each(Object.entries(TINY))('%s', (_, architecture) => {
  it('gives what slow loops in float64 give', () => {
    const { inputSize } = architecture;
    const model = randomModel(architecture);
    const values = randomPictures(2, inputSize);
    const pictures = asTensor(values, 2, inputSize);
    const [output] = model.forward(pictures);
    const fast = output!.dataSync<'float32'>();
    const each = inputSize * inputSize * 3;
    const slow = [0, 1].flatMap((i) => [
      ...slowForward(architecture, model, values.subarray(i * each, (i + 1) * each)).data,
    ]);
    expect(output!.shape.slice(1)).toEqual(planArchitecture(architecture).at(-1)!.shape);
    expect(fast).toHaveLength(slow.length);
    expect(Math.max(...slow.map((value, i) => Math.abs(value - fast[i]!)))).toBeLessThan(1e-4);
    tf.dispose([output!, pictures]);
    model.dispose();
  });
});

const seedOf = (a: number, b: number) => tf.tensor1d([a, b], 'int32');

describe('dropout', () => {
  const SIZE = 48;
  const RATE = 0.3;
  const two: Layer[] = ['a', 'b'].map((name) => ({ name, from: 'input', op: 'dropout', rate: RATE }));
  const model = () => createModel(chain(SIZE, two), { seed: 1 });
  const ones = () => tf.ones<tf.Rank.R4>([1, SIZE, SIZE, 3]);
  const run = (a: number, b: number, layer = 'b') =>
    tf.tidy(() => model().forward(ones(), { trainingSeed: seedOf(a, b), taps: [layer] })[0]!).dataSync();

  it('drops its share and scales what is left', () => {
    const values = run(7, 1);
    const dropped = values.filter((value) => value === 0).length / values.length;
    // Within four standard errors.
    expect(Math.abs(dropped - RATE)).toBeLessThan(4 * Math.sqrt((RATE * (1 - RATE)) / values.length));
    for (const value of values) if (value !== 0) expect(value).toBeCloseTo(1 / (1 - RATE), 5);
  });

  it('repeats for the same seed and differs by seed, step and layer', () => {
    expect(run(7, 1)).toEqual(run(7, 1));
    expect(run(8, 1)).not.toEqual(run(7, 1));
    expect(run(7, 2)).not.toEqual(run(7, 1));
    expect(run(7, 1, 'a')).not.toEqual(run(7, 1, 'b'));
  });

  it('is not there in inference mode', () => {
    expect(tf.tidy(() => tf.min(model().forward(ones())[0]!).dataSync()[0])).toBe(1);
  });
});

describe('batch normalization in training', () => {
  const SIZE = 5;
  const architecture = chain(SIZE, [{ name: 'norm', from: 'input', op: 'batchNorm' }]);

  it("uses the batch's own statistics and moves the averages by a tenth towards them", () => {
    const model = randomModel(architecture);
    const before = ['movingMean', 'movingVariance'].map((role) =>
      model.weights.get(`norm/${role}`)!.dataSync<'float32'>().slice(),
    );
    const values = randomPictures(3, SIZE);
    const pictures = asTensor(values, 3, SIZE);
    const seed = seedOf(1, 1);
    const [output] = model.forward(pictures, { trainingSeed: seed });
    const n = values.length / 3;
    for (let k = 0; k < 3; k++) {
      const channel = Float64Array.from(values.filter((_, i) => i % 3 === k));
      const mean = channel.reduce((a, b) => a + b) / n;
      const squares = channel.reduce((sum, x) => sum + (x - mean) ** 2, 0);
      const gamma = model.weights.get('norm/gamma')!.dataSync()[k]!;
      const beta = model.weights.get('norm/beta')!.dataSync()[k]!;
      output!
        .dataSync<'float32'>()
        .filter((_, i) => i % 3 === k)
        .forEach((y, i) =>
          expect(y).toBeCloseTo(((channel[i]! - mean) / Math.sqrt(squares / n + 1e-5)) * gamma + beta, 4),
        );
      const moved = (role: string) => model.weights.get(`norm/${role}`)!.dataSync()[k]!;
      expect(moved('movingMean')).toBeCloseTo(0.9 * before[0]![k]! + 0.1 * mean, 5);
      // Unbiased, as PyTorch and TensorFlow keep it.
      expect(moved('movingVariance')).toBeCloseTo(0.9 * before[1]![k]! + (0.1 * squares) / (n - 1), 5);
    }
    tf.dispose([output!, pictures, seed]);
    model.dispose();
  });

  it('leaves the averages alone in inference mode', () => {
    const model = randomModel(architecture);
    const before = model.weights.get('norm/movingMean')!.dataSync<'float32'>().slice();
    const pictures = asTensor(randomPictures(2, SIZE), 2, SIZE);
    tf.dispose(model.forward(pictures));
    expect(model.weights.get('norm/movingMean')!.dataSync<'float32'>()).toEqual(before);
    pictures.dispose();
    model.dispose();
  });
});

describe('taps', () => {
  const architecture = TINY['add, dropout']!;

  it('are given in the order requested, and nothing behind them is run', () => {
    const model = randomModel(architecture);
    const pictures = asTensor(randomPictures(1, 4), 1, 4);
    const [b, a] = model.forward(pictures, { taps: ['b', 'a'] });
    const [onlyA] = model.forward(pictures, { taps: ['a'] });
    expect(a!.dataSync()).toEqual(onlyA!.dataSync());
    expect(b!.dataSync()).not.toEqual(a!.dataSync());
    expect(() => model.forward(pictures, { taps: ['nowhere'] })).toThrow('has no layer nowhere');
    tf.dispose([a!, b!, onlyA!, pictures]);
    model.dispose();
  });

  it('are run from activations that are given', () => {
    const model = randomModel(architecture);
    const pictures = asTensor(randomPictures(1, 4), 1, 4);
    const [a, output] = model.forward(pictures, { taps: ['a', 'd'] });
    const from = (known: tf.Tensor) => model.forward(pictures, { given: new Map([['a', known]]) })[0]!;
    expect(from(a!).dataSync()).toEqual(output!.dataSync());
    // b of nothing is its bias, and c adds nothing to it.
    const bias = model.weights.get('b/bias')!.dataSync<'float32'>();
    const ofNothing = from(tf.zerosLike(a!)).dataSync<'float32'>();
    expect([...ofNothing]).toEqual(Array.from(ofNothing, (_, o) => bias[o % bias.length]!));
    // The pictures play no part.
    tf.dispose(pictures);
    expect(from(a!).dataSync()).toEqual(output!.dataSync());
    model.dispose();
  });
});
