import { join } from 'node:path';

import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { beforeAll, describe, expect, it } from 'vitest';

import { fullHead } from '../../../src/artifact/labels.ts';
import { readModelFolder, writeModelFolder } from '../../../src/artifact/model-folder.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { graphModel } from '../../../src/training/models/graph-model.ts';
import type { Architecture } from '../../../src/training/models/index.ts';
import { branchedNet, createModel, netFor, NETS } from '../../../src/training/models/index.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { graphModelFromDisk } from '../../support/graph-model-from-disk.ts';
import { scratchFolder } from '../../support/made-data.ts';

beforeAll(async () => {
  await startEngine();
});

const SIZES = {
  ...{ compact: 32, 'compact-lower': 37, 'compact-upper': 32 },
  ...{ 'vgg-f': 64, 'vgg-face': 32, 'resnet-50': 32 },
} as const;

const single = (net: keyof typeof NETS) => NETS[net]({ inputSize: SIZES[net], outputs: 2, dropout: 0.5 });
const CASES: readonly [string, Architecture][] = [
  ...(Object.keys(NETS) as (keyof typeof NETS)[]).map((net): [string, Architecture] => [net, single(net)]),
  [
    'ages',
    netFor('compact', fullHead('age'), { inputSize: 32, dropout: 0.5, ageScale: { mean: 33, std: 20 } }),
  ],
  ['two branches', branchedNet(single('compact'), ['standard', 'triplet'], 2)],
];

describe.each(CASES)('%s', (_, architecture) => {
  it('gives the same when TensorFlow.js itself loads its folder', { timeout: 120_000 }, async () => {
    const { net, inputSize } = architecture;
    const model = createModel(architecture, { seed: 4 });
    const weights = planArchitecture(architecture).flatMap(({ weights: specs }) =>
      specs.map(({ name, shape, role }) => {
        const values = model.weights.get(name)!.dataSync<'float32'>().slice();
        // Averages that have moved, biases that are not zero.
        const random = randomFor(1, name);
        if (role !== 'kernel') values.forEach((_, i) => (values[i]! += random.uniform(0, 0.3)));
        return { name, shape, values };
      }),
    );
    model.dispose();
    const folder = join(scratchFolder(), 'model');
    const isAge = architecture.taps.ageScores !== undefined;
    const card = madeCard({
      net,
      taps: architecture.taps,
      ...(isAge ? { task: 'age', labels: null, ageScale: { mean: 33, std: 20 } } : {}),
    });
    writeModelFolder(folder, { card, ...graphModel(architecture), weights, onnx: Uint8Array.of() });

    const read = new Map(readModelFolder(folder).weights.map(({ name, values }) => [name, values]));
    const ours = createModel(architecture, read);
    const random = randomFor(2, 'pictures');
    const count = 2 * inputSize * inputSize * 3;
    const pictures = tf.tensor4d(
      Float32Array.from({ length: count }, () => random.uniform(-1, 1)),
      [2, inputSize, inputSize, 3],
    );
    const theirs = await loadGraphModel(graphModelFromDisk(folder));
    const taps = Object.values(architecture.taps).flat();
    const expected = ours.forward(pictures, { taps });
    const found = theirs.execute({ input: pictures }, taps) as tf.Tensor[];
    taps.forEach((_, i) => {
      const values = expected[i]!.dataSync<'float32'>();
      const scale = Math.max(1, ...values.map(Math.abs));
      expect(found[i]!.shape).toEqual(expected[i]!.shape);
      const others = found[i]!.dataSync<'float32'>();
      expect(values.reduce((most, x, k) => Math.max(most, Math.abs(x - others[k]!)), 0)).toBeLessThan(
        1e-5 * scale,
      );
    });
    const [only] = [theirs.predict(pictures) as tf.Tensor];
    expect(only.shape).toEqual(expected[taps.indexOf(architecture.taps.output)]!.shape);
    tf.dispose([...expected, ...found, only, pictures]);
    theirs.dispose();
    ours.dispose();
  });
});
