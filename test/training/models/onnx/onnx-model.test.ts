import { beforeAll, describe, expect, it } from 'vitest';

import { fullHead } from '../../../../src/artifact/labels.ts';
import { InferenceSession, Tensor } from '../../../../src/inference/runtime/onnx-runtime.ts';
import { randomFor } from '../../../../src/common/math/random.ts';
import type { Architecture, Layer } from '../../../../src/training/models/architecture.ts';
import { planArchitecture } from '../../../../src/training/models/architecture.ts';
import type { WeightValues } from '../../../../src/training/models/index.ts';
import { branchedNet, createModel, netFor, NETS } from '../../../../src/training/models/index.ts';
import { initialValues } from '../../../../src/training/models/initial.ts';
import { halfWeights, onnxModel } from '../../../../src/training/models/onnx/index.ts';
import { startEngine, tf } from '../../../../src/training/engine/tf.ts';
import { madeCard } from '../../../artifact/made-model.ts';

beforeAll(async () => {
  await startEngine();
});

type Net = keyof typeof NETS;
/** The smallest pictures, or nearly, that each net takes; odd sides, so that padding differs between the ends. */
const SIZES: Readonly<Record<Net, number>> = {
  compact: 37,
  'compact-lower': 37,
  'compact-upper': 32,
  'vgg-f': 67,
  'vgg-face': 32,
  'resnet-50': 45,
};
const single = (net: Net, inputSize = SIZES[net]) => NETS[net]({ inputSize, outputs: 2, dropout: 0.5 });

/** Layers, one reading the other; the last is every tap. */
function chain(inputSize: number, ...layers: Layer[]): Architecture {
  const last = layers.at(-1)!.name;
  return { net: 'tiny', inputSize, layers, taps: { embedding: last, lastConv: [last], output: last } };
}
const conv = (name: string, from: string, size: number, stride: number, pad: 'same' | 'valid', bias = true) =>
  ({ name, from, op: 'conv', filters: 4, size, stride, pad, bias }) as const satisfies Layer;

const CASES: readonly (readonly [string, Architecture])[] = [
  ...(Object.keys(NETS) as Net[]).map((net) => [net, single(net)] as const),
  ['compact, even sides', single('compact', 48)],
  ['two branches', branchedNet(single('compact'), ['standard', 'triplet'], 8)],
  [
    'ages',
    netFor('compact', fullHead('age'), { inputSize: 37, dropout: 0.5, ageScale: { mean: 33, std: 20 } }),
  ],
  ['one branch', branchedNet(single('compact'), ['standard'], 2)],
  [
    'pooling with padding',
    chain(8, { name: 'a', from: 'input', op: 'maxPool', size: 3, stride: 2, pad: 'same' }),
  ],
  ['a normalization of its own', chain(5, { name: 'a', from: 'input', op: 'batchNorm' })],
  [
    'a normalization behind a convolution with a bias',
    chain(7, conv('a', 'input', 3, 2, 'same'), { name: 'b', from: 'a', op: 'batchNorm' }),
  ],
  [
    'a normalization whose convolution somebody else reads too',
    chain(
      6,
      conv('a', 'input', 3, 1, 'same', false),
      { name: 'b', from: 'a', op: 'batchNorm' },
      { name: 'c', from: 'b', op: 'add', with: 'a' },
    ),
  ],
  [
    'strong local response normalization',
    chain(5, conv('a', 'input', 1, 1, 'same'), {
      ...{ name: 'b', from: 'a', op: 'lrn', radius: 1, bias: 2, alpha: 0.3, beta: 0.75 },
    }),
  ],
  [
    'zeros around, joined channels',
    chain(
      4,
      { name: 'r', from: 'input', op: 'relu' },
      { name: 'a', from: 'r', op: 'pad', by: 2 },
      { name: 'b', from: 'a', op: 'maxPool', size: 3, stride: 1, pad: 'valid' },
      { name: 'e', from: 'b', op: 'pad', by: 1 },
      conv('c', 'e', 3, 1, 'valid'),
      { name: 'd', from: 'c', op: 'concat', with: 'b' },
    ),
  ],
];

/** Every weight its own: fresh kernels, averages that have moved, biases that are not zero. */
function randomWeights(architecture: Architecture): Map<string, Float32Array> {
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  return new Map(
    specs.map((spec) => {
      const random = randomFor(1, spec.name);
      const values = initialValues(spec, 4);
      if (spec.role === 'kernel') return [spec.name, values];
      // Around 1 for what multiplies or is divided by, around 0 for what is added.
      return [spec.name, values.map((value) => value + random.uniform(-0.4, 0.4))];
    }),
  );
}

/** Names of the outputs and the layers that they show. */
function taps({ taps: { output, embedding, lastConv } }: Architecture): [string, string][] {
  const convs = lastConv.map((layer, i): [string, string] => [
    lastConv.length > 1 ? `lastConv${i}` : 'lastConv',
    layer,
  ]);
  return [['output', output], ['embedding', embedding], ...convs];
}

function forwardOf(architecture: Architecture, weights: WeightValues, pictures: Float32Array) {
  return tf.tidy(() => {
    const model = createModel(architecture, weights);
    const { inputSize } = architecture;
    const input = tf.tensor4d(pictures, [
      pictures.length / (inputSize * inputSize * 3),
      inputSize,
      inputSize,
      3,
    ]);
    const found = model
      .forward(input, { taps: taps(architecture).map(([, layer]) => layer) })
      .map((activation) => ({ shape: activation.shape, data: activation.dataSync<'float32'>().slice() }));
    model.dispose();
    return found;
  });
}

describe.each(CASES)('%s', (_, architecture) => {
  it.each(['float32', 'float16'] as const)(
    'gives in ONNX Runtime what it gives in TensorFlow.js, %s',
    { timeout: 120_000 },
    async (precision) => {
      const { inputSize } = architecture;
      const weights = randomWeights(architecture);
      const session = await InferenceSession.create(onnxModel(architecture, weights, madeCard(), precision), {
        intraOpNumThreads: 1,
      });
      expect(session.inputNames).toEqual(['pictures']);
      expect(session.outputNames).toEqual(taps(architecture).map(([name]) => name));
      const same = precision === 'float16' ? halfWeights(architecture, weights) : weights;
      // The number of pictures is free.
      for (const batch of [1, 3]) {
        const random = randomFor(batch, 'pictures');
        const pictures = Float32Array.from({ length: batch * inputSize * inputSize * 3 }, () =>
          random.uniform(-1, 1),
        );
        const found = await session.run({
          pictures: new Tensor('float32', pictures, [batch, inputSize, inputSize, 3]),
        });
        forwardOf(architecture, same, pictures).forEach(({ shape, data }, i) => {
          const { dims, data: others } = found[session.outputNames[i]!]!;
          expect(dims).toEqual(shape);
          const scale = data.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
          const off = data.reduce((most, x, k) => Math.max(most, Math.abs(x - Number(others[k]))), 0);
          expect(data.every((x) => Math.abs(x) < 1e-3)).toBe(false);
          expect(off / scale).toBeLessThan(1e-4);
        });
      }
      await session.release();
    },
  );
});

describe('what cannot be written', () => {
  it('zeros around numbers below zero, then a max pool: ONNX Runtime would not see the zeros', () => {
    const net = chain(
      4,
      { name: 'a', from: 'input', op: 'pad', by: 1 },
      { name: 'b', from: 'a', op: 'maxPool', size: 3, stride: 1, pad: 'valid' },
    );
    expect(() => onnxModel(net, new Map(), madeCard())).toThrow('b pools over zeros around input');
  });

  it('a kernel beyond half precision', () => {
    const net = chain(3, conv('a', 'input', 1, 1, 'same', false));
    const weights = new Map([['a/kernel', new Float32Array(12).fill(1)]]);
    expect(() => onnxModel(net, weights, madeCard(), 'float16')).not.toThrow();
    weights.get('a/kernel')![5] = 70_000;
    expect(() => onnxModel(net, weights, madeCard(), 'float16')).toThrow('a/kernel holds 70000');
    expect(() => onnxModel(net, weights, madeCard())).not.toThrow();
  });
});

describe('half precision', () => {
  const net = single('compact');
  const half = halfWeights(net, randomWeights(net));

  it('rounds once: the weights that it gives stay as they are', () => {
    expect(onnxModel(net, half, madeCard(), 'float16')).toEqual(
      onnxModel(net, randomWeights(net), madeCard(), 'float16'),
    );
  });

  it('keeps every kernel within half a step of 10 bits', () => {
    const plain = new Map([['a/kernel', Float32Array.from({ length: 12 }, (_, i) => 0.37 * (i - 5.3))]]);
    const layer = chain(3, conv('a', 'input', 1, 1, 'same', false));
    halfWeights(layer, plain)
      .get('a/kernel')!
      .forEach((value, i) => {
        const exact = plain.get('a/kernel')![i]!;
        const step = 2 ** (Math.floor(Math.log2(Math.abs(exact))) - 10);
        expect(Number.isInteger(value / step)).toBe(true);
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(step / 2);
      });
  });

  it('takes half the room', () => {
    const [whole, halved] = (['float32', 'float16'] as const).map(
      (precision) => onnxModel(net, half, madeCard(), precision).byteLength,
    );
    expect(halved! / whole!).toBeLessThan(0.52);
  });
});
