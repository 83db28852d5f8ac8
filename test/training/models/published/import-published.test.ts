import { createHash } from 'node:crypto';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import type { Architecture } from '../../../../src/training/models/index.ts';
import { createModel, NETS } from '../../../../src/training/models/index.ts';
import { planArchitecture } from '../../../../src/training/models/architecture.ts';
import { initialValues } from '../../../../src/training/models/initial.ts';
import { importPublished } from '../../../../src/training/models/published/import-published.ts';
import type { PublishedNet } from '../../../../src/training/models/published/layouts.ts';
import type { PublishedWeights } from '../../../../src/training/models/published/published-folder.ts';
import { findPublishedWeights } from '../../../../src/training/models/published/published-folder.ts';
import { startingValues } from '../../../../src/training/models/published/starting-values.ts';
import { tf } from '../../../../src/training/engine/tf.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { engineForTests } from '../../../support/engine.ts';
import type { MadeLayer } from './made-keras.ts';
import { writeHanging, writeKeras } from './made-keras.ts';
import { writeVggF } from './made-vgg-f.ts';
import { noise, seededPicture, seededValues } from './seeded-values.ts';

beforeAll(async () => {
  await engineForTests();
});

/** Numbers of numpy and of Keras itself (scripts/references/published-nets.py). */
interface Reference {
  embedding: number[];
  largest: number;
  /** The last convolution's activations at row 2, column 5. */
  last: number[];
}
const reference = JSON.parse(readFileSync(join(import.meta.dirname, 'reference.json'), 'utf8')) as Record<
  'vgg-f' | 'vgg-16' | 'resnet-50' | 'resnet-50-old',
  Reference
>;

/** A forward pass with imported weights, as a curriculum would start. */
function activationsOf(
  net: PublishedNet,
  published: PublishedWeights,
  shortened: (architecture: Architecture) => Architecture = (architecture) => architecture,
): Omit<Reference, 'largest'> {
  return tf.tidy(() => {
    const architecture = shortened(NETS[net]({ inputSize: 224, outputs: 2, dropout: 0.5 }));
    const model = createModel(architecture, startingValues(architecture, published, 1));
    const { mean, std } = published.scaling;
    const raw = tf.tensor4d(seededPicture(), [1, 224, 224, 3]);
    const picture = tf.div<tf.Tensor4D>(tf.sub(raw, [...mean]), [...std]);
    const { embedding, lastConv } = architecture.taps;
    const [e, l] = model.forward(picture, { taps: [embedding, lastConv[0]!] });
    const last = tf.slice(l as tf.Tensor4D, [0, 2, 5, 0], [1, 1, 1, -1]);
    return { embedding: [...e!.dataSync<'float32'>()], last: [...last.dataSync<'float32'>()] };
  });
}

function distance(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((value, i) => Math.abs(value - found[i]!)));
}

const seeded = (net: string, layer: string, role: string, shape: readonly number[]) => ({
  values: seededValues(net, layer, role, shape),
  shape,
});

/** Without what has no published weights here. */
function upToLastConvolution(architecture: Architecture): Architecture {
  const { layers, taps } = architecture;
  const end = taps.lastConv[0]!;
  return {
    ...architecture,
    layers: layers.slice(0, layers.findIndex(({ name }) => name === end) + 1),
    taps: { embedding: end, lastConv: [end], output: end },
  };
}

/** The mean color that the reference subtracts. */
const MEAN = [123.5, 116.25, 103.75];

describe('VGG-f of MatConvNet', () => {
  it('gives what its definition gives in double precision', async () => {
    const home = scratchFolder();
    const path = join(home, 'imagenet-vgg-f.mat');
    writeVggF(path, { numbers: Float32Array.from(MEAN), shape: [1, 1, 3] });
    const { from, manifest, path: folder } = await importPublished(path, { net: 'vgg-f', home });
    expect([from, manifest.notes, folder]).toEqual([
      'imagenet',
      [],
      join(home, 'published', 'vgg-f.imagenet'),
    ]);
    const published = findPublishedWeights('vgg-f', 'imagenet', home)!;
    expect(published.scaling).toEqual({ mean: MEAN, std: [1, 1, 1] });
    const weightsFile = readFileSync(join(folder, 'weights.bin'));
    expect(published.sha256).toBe(createHash('sha256').update(weightsFile).digest('hex'));
    expect([...published.weights.keys()].some((name) => name.startsWith('fc8'))).toBe(false);
    const found = activationsOf('vgg-f', published);
    expect(distance(found.embedding, reference['vgg-f'].embedding)).toBeLessThan(1e-4);
    expect(distance(found.last, reference['vgg-f'].last)).toBeLessThan(1e-4);
    expect(Math.max(...found.embedding)).toBeCloseTo(reference['vgg-f'].largest, 4);
  });
});

/** Names of Keras' ResNet-50 with their shapes, conv by conv as He et al. 2016, Table 1. */
function resnetLayers(): [conv: string, norm: string, shape: readonly number[]][] {
  const blocks = [3, 4, 6, 3].flatMap((count, s) =>
    Array.from({ length: count }, (_, b) => {
      const width = 64 * 2 ** s;
      const before = b > 0 ? 4 * width : s === 0 ? 64 : 2 * width;
      const shapes: [number, number[]][] = [
        [1, [1, 1, before, width]],
        [2, [3, 3, width, width]],
        [3, [1, 1, width, 4 * width]],
        ...(b === 0 ? [[0, [1, 1, before, 4 * width]] as [number, number[]]] : []),
      ];
      const name = `conv${s + 2}_block${b + 1}`;
      return shapes.map(
        ([part, shape]) =>
          [`${name}_${part}_conv`, `${name}_${part}_bn`, shape] as [string, string, readonly number[]],
      );
    }).flat(),
  );
  return [['conv1_conv', 'conv1_bn', [7, 7, 3, 64]], ...blocks];
}

/** `conv4_block2_1_bn` was called `bn4b_branch2a`, and `conv4_block2_0_conv` `res4b_branch1`. */
function oldName(name: string): string {
  if (name === 'conv1_conv') return 'conv1';
  if (name === 'conv1_bn') return 'bn_conv1';
  const [, stage, block, part, kind] = /^conv(\d)_block(\d)_(\d)_(conv|bn)$/.exec(name)!;
  const branch = ['1', '2a', '2b', '2c'][Number(part)]!;
  return `${kind === 'bn' ? 'bn' : 'res'}${stage}${'abcdef'[Number(block) - 1]}_branch${branch}`;
}

const NEW_ENDS = { kernel: 'kernel', bias: 'bias', mean: 'moving_mean', variance: 'moving_variance' };
const OLD_ENDS = { kernel: 'W', bias: 'b', mean: 'running_mean', variance: 'running_std' };

function kerasResnet(named: (name: string) => string, ends: typeof NEW_ENDS): Record<string, MadeLayer> {
  const layers: Record<string, MadeLayer> = { input_1: {} };
  for (const [conv, norm, shape] of resnetLayers()) {
    const channels = [shape.at(-1)!];
    const of = (layer: string, role: string) =>
      seeded('resnet-50', layer, role, role === 'kernel' ? shape : channels);
    layers[named(conv)] = { [ends.kernel]: of(conv, 'kernel'), [ends.bias]: of(conv, 'bias') };
    layers[named(norm)] = {
      gamma: of(norm, 'gamma'),
      beta: of(norm, 'beta'),
      [ends.mean]: of(norm, 'mean'),
      [ends.variance]: of(norm, 'variance'),
    };
  }
  return layers;
}

describe("ResNet-50 of Keras gives Keras' own numbers: blue first, biases before normalization, its epsilon", () => {
  const importAs = async (layers: Record<string, MadeLayer>, within?: string) => {
    const home = scratchFolder();
    const path = join(home, 'resnet50.h5');
    await writeKeras(path, layers, within);
    const { manifest } = await importPublished(path, { net: 'resnet-50', home });
    return {
      manifest,
      found: activationsOf('resnet-50', findPublishedWeights('resnet-50', 'imagenet', home)!),
    };
  };

  it('in the names of today, with a top', async () => {
    const layers = kerasResnet((name) => name, NEW_ENDS);
    const head = { kernel: { values: new Float32Array(2048 * 1000), shape: [2048, 1000] } };
    const { found } = await importAs({ ...layers, predictions: head }, 'model_weights');
    expect(distance(found.embedding, reference['resnet-50'].embedding)).toBeLessThan(1e-4);
    expect(distance(found.last, reference['resnet-50'].last)).toBeLessThan(1e-4);
    expect(Math.max(...found.embedding)).toBeCloseTo(reference['resnet-50'].largest, 4);
  });

  it('in the older names, without one', async () => {
    const { found } = await importAs(kerasResnet(oldName, OLD_ENDS));
    expect(distance(found.embedding, reference['resnet-50-old'].embedding)).toBeLessThan(1e-4);
    expect(distance(found.last, reference['resnet-50-old'].last)).toBeLessThan(1e-4);
    // The two epsilons are told apart by more than that.
    expect(distance(reference['resnet-50'].embedding, reference['resnet-50-old'].embedding)).toBeGreaterThan(
      1e-3,
    );
  });
});

const vgg16WithoutTop: Record<string, MadeLayer> = {};
let channels = 3;
[
  [64, 64],
  [128, 128],
  [256, 256, 256],
  [512, 512, 512],
  [512, 512, 512],
].forEach((widths, b) =>
  widths.forEach((width, d) => {
    const name = `block${b + 1}_conv${d + 1}`;
    vgg16WithoutTop[name] = {
      W_1: seeded('vgg-16', name, 'kernel', [3, 3, channels, width]),
      b_1: seeded('vgg-16', name, 'bias', [width]),
    };
    channels = width;
  }),
);

describe('VGG-16 of Keras without its top', () => {
  it("gives Keras' own numbers and reports what is drawn afresh", async () => {
    const home = scratchFolder();
    const path = join(home, 'vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5');
    await writeKeras(path, vgg16WithoutTop);
    const { manifest } = await importPublished(path, { net: 'vgg-face', home });
    expect(manifest.notes).toEqual([
      'the file holds weights alone: what lies between them (activations, pooling, normalization) is not stated and was not compared with our net',
      'fc6 and fc7 are not in the file: they are drawn afresh',
    ]);
    const published = findPublishedWeights('vgg-face', 'imagenet', home)!;
    const found = activationsOf('vgg-face', published, upToLastConvolution);
    expect(distance(found.last, reference['vgg-16'].last)).toBeLessThan(1e-4);
  });
});

it('compares the layers of a whole Keras model with those of our net', async () => {
  const home = scratchFolder();
  const path = join(home, 'model.h5');
  const layer = (class_name: string, config = {}) => ({ class_name, config: { name: 'x', ...config } });
  const block = (depth: number, activation: string) => [
    ...Array.from({ length: depth }, () => layer('Conv2D', { activation })),
    layer('MaxPooling2D'),
  ];
  const model = (...layers: object[]) => ({
    class_name: 'Functional',
    config: { layers: [layer('InputLayer'), ...layers] },
  });
  const right = [2, 2, 3, 3, 3].flatMap((depth) => block(depth, 'relu'));
  const notesOf = async (config: object) => {
    await writeKeras(path, vgg16WithoutTop, 'model_weights', config);
    return (await importPublished(path, { net: 'vgg-face', home })).manifest.notes;
  };
  const fresh = 'fc6 and fc7 are not in the file: they are drawn afresh';
  expect(await notesOf(model(...right))).toEqual([fresh]);
  expect(await notesOf(model(...right.with(0, layer('Conv2D', { activation: 'linear' }))))).toEqual([
    'the layers of the file are not those of vgg-face (12 of type relu, expected 13): its weights were trained for another network, and a teacher that starts from them may learn worse',
    fresh,
  ]);
  expect((await notesOf(model(...right, layer('LRN2D'))))[0]).toContain('(1 of type LRN2D, expected 0)');
});

describe('an import', () => {
  const small = async () => {
    const home = scratchFolder();
    const path = join(home, 'made.h5');
    await writeKeras(
      path,
      kerasResnet((name) => name, NEW_ENDS),
    );
    return { home, path };
  };

  it('refuses a file that is cut short, of another kind, of another net, or not there', async () => {
    const { home, path } = await small();
    const refused = (file: string, net: PublishedNet = 'resnet-50') => importPublished(file, { net, home });
    await expect(refused(path, 'vgg-face')).rejects.toMatchObject({ code: 'mismatch' });
    truncateSync(path, 50_000_000);
    await expect(refused(path)).rejects.toMatchObject({
      code: 'corrupt',
      message: expect.stringMatching(/cut short \(truncated file.*\): fetch it again$/) as string,
    });
    const text = join(home, 'text.h5');
    writeFileSync(text, '<html>not found</html>');
    await expect(refused(text)).rejects.toMatchObject({ code: 'unreadable' });
    await expect(refused(join(home, 'none.mat'))).rejects.toMatchObject({ code: 'missing' });
    const pytorch = join(home, 'weights.pth');
    writeFileSync(pytorch, 'x');
    await expect(refused(pytorch)).rejects.toMatchObject({ code: 'usage' });
    expect(existsSync(join(home, 'published'))).toBe(false);
  });

  it('can be stopped', async () => {
    const { home, path } = await small();
    const stopped = importPublished(path, { net: 'resnet-50', home, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'interrupted' });
    expect(existsSync(join(home, 'published'))).toBe(false);
  });

  it('can be stopped while the library reads a damaged file for ever', async () => {
    const home = scratchFolder();
    const path = join(home, 'weights.h5');
    await writeHanging(path);
    const signal = AbortSignal.timeout(500);
    await expect(importPublished(path, { net: 'vgg-face', home, signal })).rejects.toMatchObject({
      code: 'interrupted',
      message: 'stopped; nothing was imported',
    });
  });
});

describe('the values that a net starts from', () => {
  const architecture = NETS['vgg-f']({ inputSize: 80, outputs: 2, dropout: 0.5 });
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);

  it('are the published ones, and fresh ones for the rest', () => {
    const spec = specs[0]!;
    const values = Float32Array.from(
      noise(
        'any',
        spec.shape.reduce((a, b) => a * b, 1),
      ),
    );
    const starting = startingValues(
      architecture,
      { weights: new Map([[spec.name, values]]), what: 'made' },
      5,
    );
    expect([...starting.keys()]).toEqual(specs.map(({ name }) => name));
    expect(starting.get(spec.name)).toBe(values);
    expect(starting.get('fc8/kernel')).toEqual(
      initialValues(
        specs.find(({ name }) => name === 'fc8/kernel')!,
        5,
      ),
    );
  });

  it('are refused where pictures have another size', () => {
    const weights = new Map([['fc6/kernel', new Float32Array(12)]]);
    expect(() => startingValues(architecture, { weights, what: 'made' }, 5)).toThrow(
      /^made: fc6\/kernel holds 12 numbers, expected \d+ for vgg-f with pictures of 80×80$/,
    );
  });
});
