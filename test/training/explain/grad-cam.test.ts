import { beforeAll, describe, expect, it } from 'vitest';

import { randomFor } from '../../../src/common/math/random.ts';
import { enlargeHeat, gradCam, heatSquares } from '../../../src/training/explain/grad-cam.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import type { Architecture } from '../../../src/training/models/index.ts';
import { branchedNet, createModel, NETS } from '../../../src/training/models/index.ts';
import type { Model } from '../../../src/training/models/index.ts';
import { tf } from '../../../src/training/engine/tf.ts';
import { engineForTests } from '../../support/engine.ts';
import { madeWeights } from './made-net.ts';

beforeAll(async () => {
  await engineForTests();
});

const madeModel = (architecture: Architecture): Model => createModel(architecture, madeWeights(architecture));

function madePictures(batch: number, size: number): tf.Tensor4D {
  const random = randomFor(2, 'pictures');
  const values = Float32Array.from({ length: batch * size * size * 3 }, () => random.uniform(-1, 1));
  return tf.tensor4d(values, [batch, size, size, 3]);
}

const net = (name: keyof typeof NETS, inputSize: number, outputs = 3) =>
  NETS[name]({ inputSize, outputs, dropout: 0.5 });
/** As small as each net goes with more than one place in its last convolution. */
const NETWORKS: Readonly<Record<string, Architecture>> = {
  compact: net('compact', 48),
  'vgg-f': net('vgg-f', 115),
  'vgg-face': net('vgg-face', 32),
  'resnet-50': net('resnet-50', 64),
  'compact-lower': net('compact-lower', 64),
  'compact, one output': net('compact', 48, 1),
  'two branches of compact': branchedNet(net('compact', 48), ['standard', 'triplet'], 3),
};

/** The values of a tensor, as it stands. */
const data = (tensor: tf.Tensor) => Array.from(tensor.dataSync<'float32'>());

describe.each(Object.entries(NETWORKS))('Grad-CAM of %s', (_, architecture) => {
  const { lastConv, output } = architecture.taps;
  const outputs = planArchitecture(architecture).at(-1)!.shape[0]!;
  let model: Model;
  let pictures: tf.Tensor4D;

  beforeAll(() => {
    model = madeModel(architecture);
    pictures = madePictures(2, architecture.inputSize);
    return () => {
      model.dispose();
      pictures.dispose();
    };
  });

  /** Score of class k of the first picture, from activations that are given. */
  const scoreFrom = (known: readonly tf.Tensor[], k: number): number =>
    tf.tidy(() => {
      const given = new Map(lastConv.map((name, i) => [name, known[i]!]));
      const one = tf.slice(pictures, [0, 0, 0, 0], [1, -1, -1, -1]);
      return data(model.forward(one, { given, taps: [output] })[0]!)[k]!;
    });

  it('uses gradients that finite differences give too', () => {
    const k = Math.min(1, outputs - 1);
    const known = model
      .forward(pictures, { taps: lastConv })
      .map((a) => tf.slice(a as tf.Tensor4D, [0, 0, 0, 0], [1, -1, -1, -1]));
    known.forEach((activation, branch) => {
      const gradients = tf.tidy(() => {
        const f = (...all: tf.Tensor[]) => {
          const given = new Map(lastConv.map((name, i) => [name, all[i]!]));
          const one = tf.slice(pictures, [0, 0, 0, 0], [1, -1, -1, -1]);
          return tf.sum<tf.Scalar>(
            tf.slice(model.forward(one, { given, taps: [output] })[0]!, [0, k], [1, 1]),
          );
        };
        return data(tf.grads(f)([...known])[branch]!);
      });
      const warm = data(activation);
      // The warmest places: far from where ReLU begins and from where another would win the maximum of a pool.
      const places = warm
        .map((_, i) => i)
        .sort((i, j) => warm[j]! - warm[i]!)
        .slice(0, 6);
      const step = 3e-3 * warm[places[0]!]!;
      const largest = gradients.reduce((most, g) => Math.max(most, Math.abs(g)), 0);
      for (const place of places) {
        const moved = (by: number) =>
          tf.tidy(() => {
            const values = activation.dataSync<'float32'>().slice();
            values[place]! += by;
            return scoreFrom(
              known.map((a, i) => (i === branch ? tf.tensor(values, a.shape) : a)),
              k,
            );
          });
        const byDifference = (moved(step) - moved(-step)) / (2 * step);
        expect(Math.abs(gradients[place]! - byDifference) / largest).toBeLessThan(0.02);
      }
    });
    tf.dispose(known);
  });

  it('is ReLU of the sum of activations, each channel times its mean gradient', () => {
    const k = outputs - 1;
    const { heat, chosen } = gradCam(model, pictures, { chosen: k });
    expect(data(chosen)).toEqual([k, k]);
    const [batch, h, w] = heat.shape;
    expect({ across: w, down: h }).toEqual(heatSquares(architecture));
    const activations = model.forward(pictures, { taps: lastConv });
    const gradients = tf.grads((...all: tf.Tensor[]) => {
      const given = new Map(lastConv.map((name, i) => [name, all[i]!]));
      return tf.sum(tf.slice(model.forward(pictures, { given, taps: [output] })[0]!, [0, k], [-1, 1]));
    })(activations);
    const slow = new Float64Array(batch * h * w);
    activations.forEach((activation, branch) => {
      const c = activation.shape[3]!;
      const [a, g] = [data(activation), data(gradients[branch]!)];
      for (let n = 0; n < batch; n++)
        for (let channel = 0; channel < c; channel++) {
          let alpha = 0;
          for (let p = 0; p < h * w; p++) alpha += g[(n * h * w + p) * c + channel]! / (h * w);
          for (let p = 0; p < h * w; p++) slow[n * h * w + p]! += alpha * a[(n * h * w + p) * c + channel]!;
        }
    });
    const most = Math.max(...slow);
    expect(most).toBeGreaterThan(0);
    data(heat).forEach((value, i) => expect(value / most).toBeCloseTo(Math.max(0, slow[i]!) / most, 4));
    tf.dispose([heat, chosen, ...activations, ...gradients]);
  });

  it('leaves the weights as they are and keeps nothing but its results', () => {
    const bytes = (weight: tf.Tensor) => Buffer.from(weight.dataSync<'float32'>().slice().buffer);
    const before = [...model.weights.values()].map(bytes);
    const tensors = tf.memory().numTensors;
    for (const options of [{}, { flip: true }, { chosen: 0, flip: true }]) {
      const { heat, outputs, chosen } = gradCam(model, pictures, options);
      const large = enlargeHeat(heat, 20, architecture);
      tf.dispose([heat, outputs, chosen, large]);
      expect(tf.memory().numTensors).toBe(tensors);
    }
    expect([...model.weights.values()].every((weight, i) => bytes(weight).equals(before[i]!))).toBe(true);
  });
});

describe('Grad-CAM', () => {
  /** One channel is the picture's red; the score is the mean of the channel over the right half, weighted by the sign. */
  function looksRight(sign: number): Model {
    const architecture: Architecture = {
      net: 'made',
      inputSize: 6,
      layers: [
        { name: 'conv', from: 'input', op: 'conv', filters: 2, size: 1, stride: 1, pad: 'same', bias: true },
        { name: 'relu', from: 'conv', op: 'relu' },
        { name: 'flat', from: 'relu', op: 'flatten' },
        { name: 'out', from: 'flat', op: 'dense', units: 2 },
      ],
      taps: { embedding: 'flat', lastConv: ['relu'], output: 'out' },
    };
    const dense = new Float32Array(72 * 2);
    // Channel 0 speaks for class 0 on the right, channel 1 (green) for class 1 everywhere.
    for (let p = 0; p < 36; p++) {
      if (p % 6 >= 3) dense[p * 2 * 2] = sign;
      dense[(p * 2 + 1) * 2 + 1] = 1;
    }
    return createModel(
      architecture,
      new Map([
        ['conv/kernel', Float32Array.of(1, 0, 0, 1, 0, 0)],
        ['conv/bias', new Float32Array(2)],
        ['out/kernel', dense],
        ['out/bias', new Float32Array(2)],
      ]),
    );
  }

  /** Red in the right half of the picture, green in the upper half. */
  const picture = () =>
    tf.tidy(() => {
      const values = new Float32Array(108);
      for (let p = 0; p < 36; p++) {
        values[p * 3] = p % 6 >= 3 ? 1 : 0;
        values[p * 3 + 1] = p < 18 ? 2 : 0;
      }
      return tf.tensor4d(values, [1, 6, 6, 3]);
    });

  const heatOf = (sign: number, options: Parameters<typeof gradCam>[2]) =>
    tf.tidy(() => {
      const { heat, chosen } = gradCam(looksRight(sign), picture(), options);
      return { heat: data(heat), chosen: data(chosen)[0] };
    });

  it('lights up where the score comes from and nowhere else', () => {
    const right = heatOf(1, { chosen: 0 }).heat;
    right.forEach((value, p) => (p % 6 >= 3 ? expect(value).toBeGreaterThan(0) : expect(value).toBe(0)));
    const above = heatOf(1, { chosen: 1 }).heat;
    above.forEach((value, p) => (p < 18 ? expect(value).toBeGreaterThan(0) : expect(value).toBe(0)));
  });

  it('shows nothing where all speaks against', () => {
    expect(Math.max(...heatOf(-1, { chosen: 0 }).heat)).toBe(0);
  });

  it('is CAM where the head is linear behind the mean over places (Zhou et al. 2016)', () => {
    const architecture = net('compact', 48);
    const weights = madeWeights(architecture);
    const model = createModel(architecture, weights);
    const k = 1;
    tf.tidy(() => {
      const pictures = madePictures(1, 48);
      const [activation] = model.forward(pictures, { taps: architecture.taps.lastConv });
      const [, h, w, c] = activation!.shape as [number, number, number, number];
      const [a, head] = [data(activation!), weights.get('output/kernel')!];
      const cam = Array.from({ length: h * w }, (_, p) => {
        let sum = 0;
        for (let channel = 0; channel < c; channel++) sum += head[channel * 3 + k]! * a[p * c + channel]!;
        return Math.max(0, sum) / (h * w);
      });
      const heat = data(gradCam(model, pictures, { chosen: k }).heat);
      const most = Math.max(...cam);
      expect(most).toBeGreaterThan(0);
      heat.forEach((value, p) => expect(value / most).toBeCloseTo(cam[p]! / most, 4));
    });
    model.dispose();
  });

  it('explains the highest score by default', () => {
    expect(heatOf(1, {}).chosen).toBe(1);
    expect(heatOf(1, {}).heat).toEqual(heatOf(1, { chosen: 1 }).heat);
  });

  it('with mirror images turns their heat back', () => {
    // In the mirror image red stands on the left, where the net does not look: its gradient is the same, the heat
    // it gives stands on the left there and so on the right here.
    const flipped = heatOf(1, { chosen: 0, flip: true }).heat;
    flipped.forEach((value, p) => (p % 6 >= 3 ? expect(value).toBeGreaterThan(0) : expect(value).toBe(0)));
  });

  it('of the mirror image is the mirror image where the model averages both', () => {
    tf.tidy(() => {
      const model = madeModel(net('compact', 48));
      const pictures = madePictures(1, 48);
      const plain = gradCam(model, pictures, { flip: true });
      const mirrored = gradCam(model, tf.reverse(pictures, 2), {
        flip: true,
        chosen: data(plain.chosen)[0]!,
      });
      const back = data(tf.reverse(mirrored.heat, 2));
      data(plain.heat).forEach((value, i) => expect(value).toBeCloseTo(back[i]!, 5));
      data(plain.outputs).forEach((value, i) => expect(value).toBeCloseTo(data(mirrored.outputs)[i]!, 4));
    });
  });
});

describe('heat enlarged', () => {
  it('runs in straight lines between the centers of its squares', () => {
    const whole = net('compact', 32);
    const large = tf.tidy(() => data(enlargeHeat(tf.tensor3d([0, 4, 8, 12], [1, 2, 2]), 4, whole)));
    // Centers lie at 0.5 and 2.5 of four: 0, 1, 3, 4 along a row, and twice that down.
    const along = [0, 1, 3, 4];
    large.forEach((value, i) => expect(value).toBeCloseTo(along[i % 4]! + 2 * along[Math.floor(i / 4)]!, 5));
  });

  it.each(['upper', 'lower'] as const)(
    'lies on the %s half alone where the network sees no other',
    (half) => {
      const seen = net(`compact-${half}`, 32);
      const large = tf.tidy(() => data(enlargeHeat(tf.tensor3d([0, 4], [1, 1, 2]), 4, seen)));
      const row = [0, 1, 3, 4];
      const none = [0, 0, 0, 0];
      expect(large).toEqual(
        half === 'upper' ? [...row, ...row, ...none, ...none] : [...none, ...none, ...row, ...row],
      );
    },
  );
});
