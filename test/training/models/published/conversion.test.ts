import { describe, expect, it } from 'vitest';

import { planArchitecture } from '../../../../src/training/models/architecture.ts';
import { NETS } from '../../../../src/training/models/index.ts';
import { planConversion } from '../../../../src/training/models/published/conversion.ts';
import type { PublishedLayout, Row } from '../../../../src/training/models/published/layouts.ts';
import { PUBLISHED_LAYOUTS } from '../../../../src/training/models/published/layouts.ts';
import type {
  PublishedArray,
  PublishedFile,
  PublishedLayer,
  PublishedRole,
} from '../../../../src/training/models/published/published-file.ts';

const array = (shape: readonly number[], value = 1): PublishedArray => ({
  shape,
  order: 'row',
  read: () => new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(value),
});

type Layers = Map<string, Map<PublishedRole, PublishedArray>>;

/** What a published file of this layout holds; nothing is as large as it says until it is read. */
function published({ net, rows, head, classes, file }: PublishedLayout): Layers {
  const specs = new Map(
    planArchitecture(NETS[net]({ inputSize: 224, outputs: classes, dropout: 0 })).flatMap(({ weights }) =>
      weights.map(({ name, shape }) => [name, shape]),
    ),
  );
  const fc6 = net === 'vgg-f' ? [6, 6, 256, 4096] : [7, 7, 512, 4096];
  const asConvolution: Record<string, readonly number[]> = { fc6, fc7: [1, 1, 4096, 4096] };
  const layers: Layers = new Map();
  for (const [ours, theirs, norm] of rows) {
    const shape = (file === 'mat' ? asConvolution[ours] : undefined) ?? specs.get(`${ours}/kernel`)!;
    const channels = [shape.at(-1)!];
    layers.set(
      theirs,
      new Map([
        ['kernel', array(shape)],
        ['bias', array(channels, 0.25)],
      ]),
    );
    if (norm !== undefined)
      layers.set(
        norm,
        new Map((['gamma', 'beta', 'mean', 'variance'] as const).map((role) => [role, array(channels, 0.5)])),
      );
  }
  const width = net === 'resnet-50' ? 2048 : 4096;
  layers.set(head[0]!, new Map([['kernel', array([width, classes])]]));
  return layers;
}

const file = (layers: ReadonlyMap<string, PublishedLayer>): PublishedFile => ({
  path: 'made',
  layers,
  close() {},
});

describe.each(PUBLISHED_LAYOUTS.map((layout) => [layout.what, layout] as const))('%s', (_, layout) => {
  const plan = (layers: Layers) => planConversion(file(layers), layout.file, layout.net);

  it('gives every weight of our net but the head, in its shape', () => {
    const { weights, missing, layout: found } = plan(published(layout));
    expect(found).toBe(layout);
    expect(missing).toEqual([]);
    const architecture = NETS[layout.net]({ inputSize: 224, outputs: 1, dropout: 0 });
    const expected = planArchitecture(architecture)
      .filter(({ layer }) => layer.name !== architecture.taps.output)
      .flatMap((plan) => plan.weights.map(({ name, shape }) => `${name} ${shape.join('×')}`));
    expect(weights.map(({ name, shape }) => `${name} ${shape.join('×')}`).sort()).toEqual(expected.sort());
  });

  it('names each layer of the file once', () => {
    const theirs = layout.rows.flatMap(([, conv, norm]: Row) => (norm === undefined ? [conv] : [conv, norm]));
    expect(new Set(theirs).size).toBe(theirs.length);
  });

  it('refuses a file in which a layer or a part of one is missing, or is as large as another', () => {
    const [, last] = layout.rows.at(-1)!;
    const without = published(layout);
    without.delete(last);
    expect(() => plan(without)).toThrow(
      expect.objectContaining({
        code: 'mismatch',
        message: expect.stringContaining(`lacks the layer ${last}`) as string,
      }) as Error,
    );
    const half = published(layout);
    half.get(last)!.delete('kernel');
    expect(() => plan(half)).toThrow(`lacks the kernel of ${last}`);
    const other = published(layout);
    const [, first] = layout.rows[0]!;
    other.get(first)!.set('kernel', array([9, 9, 3, 96]));
    expect(() => plan(other)).toThrow(/the kernel of .* is 9×9×3×96, expected (11×11|3×3|7×7)×3×64/);
  });

  it('refuses a head of other classes', () => {
    const layers = published(layout);
    layers.set(layout.head[0]!, new Map([['kernel', array([4096, 17])]]));
    expect(() => plan(layers)).toThrow('has 17 classes, expected');
  });
});

/** Names as the authors' own code has them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'vgg16_weights_tf_dim_ordering_tf_kernels.h5': [
    'block1_conv1',
    'block3_conv3',
    'block5_conv3',
    'fc1',
    'fc2',
  ],
  'rcmalli_vggface_tf_vgg16.h5': ['conv1_1', 'conv5_3', 'fc6', 'fc7'],
  'rcmalli_vggface_tf_resnet50.h5': [
    'conv1/7x7_s2/bn',
    'conv2_1_1x1_proj',
    'conv4_6_3x3',
    'conv5_3_1x1_increase/bn',
  ],
  'resnet50_weights_tf_dim_ordering_tf_kernels.h5)': [
    'conv1_conv',
    'conv2_block1_0_bn',
    'conv5_block3_3_conv',
  ],
  'of 2017': ['bn_conv1', 'res2a_branch1', 'bn4f_branch2b', 'res5c_branch2c'],
};

describe.each(Object.entries(NAMES))('%s', (what, names) => {
  it('has the names of its authors', () => {
    const layout = PUBLISHED_LAYOUTS.find((candidate) => candidate.what.includes(what))!;
    expect(layout.rows.flatMap((row) => row.slice(1))).toEqual(expect.arrayContaining([...names]));
  });
});

describe('a conversion', () => {
  const named = (what: string) => PUBLISHED_LAYOUTS.find((layout) => layout.what.includes(what))!;

  it('leaves out the top of VGG where the file has none', () => {
    const layout = named('vgg16_weights');
    const layers = published(layout);
    for (const name of ['fc1', 'fc2', 'predictions']) layers.delete(name);
    const { weights, missing } = planConversion(file(layers), 'h5', 'vgg-face');
    expect(missing).toEqual(['fc6', 'fc7']);
    expect(weights).toHaveLength(26);
  });

  it('needs the head where there is no variant without one', () => {
    const layers = published(named('vgg-face.mat'));
    layers.delete('fc8');
    expect(() => planConversion(file(layers), 'mat', 'vgg-face')).toThrow('lacks fc8');
  });

  it('reports ImageNet from VGG-Face by the classes', () => {
    const plan = (what: string) =>
      planConversion(file(published(named(what))), 'mat', 'vgg-face').layout.from;
    expect(plan('vgg-face.mat')).toBe('vgg-face');
    expect(plan('verydeep-16')).toBe('imagenet');
  });

  it('reports what a file of another net is', () => {
    const layers = published(named('imagenet-vgg-f'));
    expect(() => planConversion(file(layers), 'mat', 'vgg-face')).toThrow(
      /holds no weights of vgg-face: its layers are conv1, conv2.*say --as vgg-f$/,
    );
    expect(() => planConversion(file(new Map()), 'h5', 'resnet-50')).toThrow('its layers are nothing');
  });

  it('folds the bias and the epsilon of Keras into batch normalization', async () => {
    const { weights } = planConversion(file(published(named('of 2017'))), 'h5', 'resnet-50');
    const value = async (name: string) =>
      (await weights.find((weight) => weight.name === name)!.values())[3]!;
    // (x + b − m) · γ / √(v + ε) + β for x = 2, b = 0.25, m = v = γ = β = 0.5, ε = 1e-3; ours adds 1e-5.
    const ours = (role: string) => value(`stage2/block1/a/norm/${role}`);
    const found =
      ((2 - (await ours('movingMean'))) * (await ours('gamma'))) /
        Math.sqrt((await ours('movingVariance')) + 1e-5) +
      (await ours('beta'));
    expect(found).toBeCloseTo(((2 + 0.25 - 0.5) * 0.5) / Math.sqrt(0.5 + 1e-3) + 0.5, 6);
  });

  it('refuses numbers that are not finite', async () => {
    const layers = published(named('of 2017'));
    layers.get('bn_conv1')!.set('gamma', array([64], NaN));
    const { weights } = planConversion(file(layers), 'h5', 'resnet-50');
    await expect(weights.find(({ name }) => name === 'conv1/norm/gamma')!.values()).rejects.toThrow(
      'the gamma of bn_conv1 holds numbers that are not finite',
    );
  });
});
