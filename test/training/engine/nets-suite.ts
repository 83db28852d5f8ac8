import { createRequire } from 'node:module';

import { describe, expect, test } from 'vitest';

import type { Model } from '../../../src/training/models/index.ts';
import { createModel, NETS } from '../../../src/training/models/index.ts';
import { createOptimizer } from '../../../src/training/stages/optimizer.ts';
import { crossEntropy } from '../../../src/training/losses/cross-entropy.ts';
import { fromLabels, hardLossOf } from '../../../src/training/stages/objective.ts';
import { trainingStep } from '../../../src/training/stages/training-step.ts';
import type { Engine } from '../../../src/training/engine/tf.ts';
import { tf } from '../../../src/training/engine/tf.ts';
import { sampleValues } from './references.ts';
import { needs } from '../../support/needs.ts';

/** The smallest pictures that each net can read. */
const MIN_INPUT_SIZES = {
  ...{ compact: 16, 'compact-lower': 17, 'compact-upper': 16 },
  ...{ 'vgg-f': 79, 'vgg-face': 32, 'resnet-50': 32 },
} as const;
const BATCH = 4;
const OUTPUTS = 3;
const SGD = { kind: 'sgd', momentum: 0.9, nesterov: false, weightDecay: 0 } as const;

function smallNet(net: keyof typeof NETS, dropout = 0): Model {
  const architecture = NETS[net]({ inputSize: MIN_INPUT_SIZES[net], outputs: OUTPUTS, dropout });
  // Dense layers of 4096 would only cost time here.
  const layers = architecture.layers.map((layer) =>
    layer.op === 'dense' && layer.units > 64 ? { ...layer, units: 64 } : layer,
  );
  return createModel({ ...architecture, layers }, { seed: 5 });
}

function smallBatch(net: keyof typeof NETS): [tf.Tensor4D, tf.Tensor2D] {
  const size = MIN_INPUT_SIZES[net];
  const shape: [number, number, number, number] = [BATCH, size, size, 3];
  const labels = Array.from({ length: BATCH }, (_, i) => i % OUTPUTS);
  return [
    tf.tensor4d([...sampleValues(BATCH * size * size * 3, 8)], shape),
    tf.tidy(() => tf.oneHot(tf.tensor1d(labels, 'int32'), OUTPUTS, 1, 0, 'float32') as tf.Tensor2D),
  ];
}

async function number(tensor: tf.Tensor): Promise<number> {
  const [value] = await tensor.data();
  tensor.dispose();
  return value!;
}

/** Loss and gradients of one batch as numbers. */
async function gradientsOf(net: keyof typeof NETS): Promise<{ loss: number; gradients: Float32Array[] }> {
  const model = smallNet(net);
  const [pictures, targets] = smallBatch(net);
  const trainingSeed = tf.tensor1d([1, 2], 'int32');
  const run = () => {
    const [logits] = model.forward(pictures, { trainingSeed });
    return crossEntropy(logits as tf.Tensor2D, targets);
  };
  const { value, grads } = tf.variableGrads(run, [...model.trainable]);
  const gradients: Float32Array[] = [];
  for (const variable of model.trainable)
    gradients.push((await grads[variable.name]!.data()) as Float32Array);
  tf.dispose([grads, pictures, targets, trainingSeed]);
  model.dispose();
  return { loss: await number(value), gradients };
}

/** Whole nets, as small as they go. */
export function netsSuite(engine: Engine['engine']): void {
  // A software adapter would take minutes for the large ones.
  const isSlow = engine === 'webgpu' && process.env['DEMIFACE_TEST_SOFTWARE_WEBGPU'] !== undefined;
  const nets = (Object.keys(NETS) as (keyof typeof NETS)[]).filter((net) => !isSlow || net === 'compact');

  describe.each(nets)('%s', (net) => {
    // ResNet-50 with four pictures of 32x32 normalizes four numbers at the end: its loss is too rough for a slope.
    const rough = net === 'resnet-50' ? 'its loss has no slope on so few pictures' : undefined;
    test('the gradient of the whole net is the slope of its loss', needs(rough), async () => {
      const model = smallNet(net);
      const [pictures, targets] = smallBatch(net);
      const trainingSeed = tf.tensor1d([1, 2], 'int32');
      const loss = () =>
        tf.tidy(() => {
          const [logits] = model.forward(pictures, { trainingSeed });
          return crossEntropy(logits as tf.Tensor2D, targets);
        });
      const trainable = [...model.trainable];
      const { value, grads } = tf.variableGrads(loss, trainable);
      const squared = await number(
        tf.tidy(() => tf.addN(trainable.map(({ name }) => tf.sum(tf.square(grads[name]!))))),
      );
      // Along the gradient g the loss rises by |g|² for each unit.
      const move = (by: number) =>
        tf.tidy(() => {
          for (const v of trainable) v.assign(tf.add(v, tf.mul(grads[v.name]!, by)));
        });
      const step = 1e-3 / squared;
      move(step);
      const above = await number(loss());
      move(-2 * step);
      const below = await number(loss());
      expect(await number(value)).toBeGreaterThan(0);
      model.dispose();
      tf.dispose([grads, pictures, targets, trainingSeed]);
      expect((above - below) / (2 * step) / squared).toBeCloseTo(1, 1);
    });

    test('steps of training give finite losses and leave no tensors behind', async () => {
      const model = smallNet(net, 0.2);
      const [pictures, targets] = smallBatch(net);
      const trainable = new Map([...model.weights].filter(([, variable]) => variable.trainable));
      const optimizer = createOptimizer(SGD, trainable, model.decayed);
      const step = trainingStep(
        model,
        optimizer,
        fromLabels(hardLossOf('expression', { targets: 'labels', ageScale: null })),
      );
      const rate = tf.scalar(1e-3);
      const before = tf.memory().numTensors;
      for (let i = 0; i < 2; i++) {
        const seed = tf.tensor1d([1, i], 'int32');
        const [loss] = tf.tidy(() => step(pictures, targets, rate, seed));
        seed.dispose();
        expect(await number(loss!)).toSatisfy(Number.isFinite);
        expect(tf.memory().numTensors).toBe(before);
      }
      model.dispose();
      tf.dispose([pictures, targets, rate, ...optimizer.slots.values()]);
    });
  });

  test('compact: loss and gradients equal those of the plain cpu backend', async () => {
    const actual = await gradientsOf('compact');
    const name = tf.getBackend();
    createRequire(import.meta.url)('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend('cpu');
    const expected = await gradientsOf('compact');
    await tf.setBackend(name);
    expect(actual.loss).toBeCloseTo(expected.loss, 4);
    actual.gradients.forEach((gradient, i) => {
      const largest = expected.gradients[i]!.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
      gradient.forEach((g, k) => {
        if (!(Math.abs(g - expected.gradients[i]![k]!) <= 1e-3 * largest))
          expect.fail(`weight ${i}, number ${k}: ${g}, expected ${expected.gradients[i]![k]}`);
      });
    });
  });
}
