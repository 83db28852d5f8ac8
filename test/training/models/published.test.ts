import { describe, expect, it } from 'vitest';

import { planArchitecture } from '../../../src/training/models/architecture.ts';
import type { Architecture } from '../../../src/training/models/index.ts';
import { gigaMacs, NETS, parameterCount } from '../../../src/training/models/index.ts';

const net = (name: keyof typeof NETS, inputSize: number, outputs: number): Architecture =>
  NETS[name]({ inputSize, outputs, dropout: 0.5 });

/** Shapes behind the layers named, in order. */
function shapes(architecture: Architecture, names: readonly string[]): string[] {
  const plans = planArchitecture(architecture);
  return names.map((name) => plans.find(({ layer }) => layer.name === name)!.shape.join('×'));
}

describe('vgg-f', () => {
  /** Chatfield et al. 2014, Table 1 (CNN-F), sizes as MatConvNet's imagenet-vgg-f gives them. */
  const TABLE = {
    conv1: '54×54×64',
    norm1: '54×54×64',
    pool1: '27×27×64',
    conv2: '27×27×256',
    norm2: '27×27×256',
    pool2: '13×13×256',
    conv3: '13×13×256',
    conv4: '13×13×256',
    conv5: '13×13×256',
    pool5: '6×6×256',
    fc6: '4096',
    fc7: '4096',
    fc8: '1000',
  };

  it('has the published layers and 60,834,536 parameters', () => {
    const vggF = net('vgg-f', 224, 1000);
    expect(shapes(vggF, Object.keys(TABLE))).toEqual(Object.values(TABLE));
    expect(parameterCount(vggF)).toBe(60_834_536);
  });

  it('has the published kernels', () => {
    const kernels = planArchitecture(net('vgg-f', 224, 1000)).flatMap(({ weights }) =>
      weights.filter(({ role }) => role === 'kernel').map(({ name, shape }) => [name, shape.join('×')]),
    );
    expect(Object.fromEntries(kernels)).toEqual({
      'conv1/kernel': '11×11×3×64',
      'conv2/kernel': '5×5×64×256',
      'conv3/kernel': '3×3×256×256',
      'conv4/kernel': '3×3×256×256',
      'conv5/kernel': '3×3×256×256',
      'fc6/kernel': '9216×4096',
      'fc7/kernel': '4096×4096',
      'fc8/kernel': '4096×1000',
    });
  });
});

describe('vgg-face', () => {
  it('has the blocks of configuration D (Simonyan & Zisserman 2014, Table 1)', () => {
    const blocks = ['conv1_2', 'pool1', 'conv2_2', 'pool2', 'conv3_3', 'pool3', 'conv4_3', 'pool4'];
    expect(shapes(net('vgg-face', 224, 1000), [...blocks, 'conv5_3', 'pool5', 'fc6', 'fc7', 'fc8'])).toEqual([
      ...['224×224×64', '112×112×64', '112×112×128', '56×56×128', '56×56×256', '28×28×256', '28×28×512'],
      ...['14×14×512', '14×14×512', '7×7×512', '4096', '4096', '1000'],
    ]);
  });

  it.each([
    [1000, 138_357_544],
    [2622, 145_002_878],
  ])('at %i outputs has %i parameters', (outputs, parameters) => {
    expect(parameterCount(net('vgg-face', 224, outputs))).toBe(parameters);
  });
});

describe('resnet-50', () => {
  const resnet = net('resnet-50', 224, 1000);

  it('has the stage sizes of He et al. 2016, Table 1, and 25,557,032 trainable parameters', () => {
    const layers = ['conv1', 'pool1', 'stage2/block3/relu', 'stage3/block4/relu', 'stage4/block6/relu'];
    expect(shapes(resnet, [...layers, 'stage5/block3/relu', 'pool5', 'output'])).toEqual([
      ...['112×112×64', '56×56×64', '56×56×256', '28×28×512', '14×14×1024', '7×7×2048', '2048', '1000'],
    ]);
    expect(parameterCount(resnet)).toBe(25_557_032);
  });

  it('has fifty layers with weights on its longest way', () => {
    const deep = resnet.layers.filter(
      ({ op, name }) => (op === 'conv' || op === 'dense') && !name.endsWith('shortcut'),
    );
    expect(deep).toHaveLength(50);
  });

  it('takes 3.86·10⁹ multiply-adds (the paper states 3.8)', () => {
    expect(gigaMacs(resnet)).toBeCloseTo(3.86, 2);
  });

  it('steps at the first 1×1 convolution of a stage, as published', () => {
    const conv = (name: string) => resnet.layers.find((layer) => layer.name === name);
    for (const stage of ['stage3', 'stage4', 'stage5']) {
      expect(conv(`${stage}/block1/a`)).toMatchObject({ size: 1, stride: 2 });
      expect(conv(`${stage}/block1/b`)).toMatchObject({ size: 3, stride: 1 });
    }
  });
});

describe('compact', () => {
  it.each([
    [48, '3×3×256', 0.037],
    [64, '4×4×256', 0.066],
  ])('at %i is about 1.2 M parameters', (size, last, macs) => {
    const compact = net('compact', size, 8);
    expect(parameterCount(compact) / 1e6).toBeCloseTo(1.2, 1);
    expect(shapes(compact, ['block4/relu', 'output'])).toEqual([last, '8']);
    expect(gigaMacs(compact)).toBeCloseTo(macs, 3);
  });
});

/** Widths of the embedding (fc7 of VGG-f and VGG-face, the average pool of ResNet-50). */
const EMBEDDING = {
  'vgg-f': 4096,
  'vgg-face': 4096,
  'resnet-50': 2048,
  compact: 256,
  'compact-lower': 256,
  'compact-upper': 256,
} as const;

describe.each(Object.keys(NETS) as (keyof typeof NETS)[])('taps of %s', (name) => {
  const size = name.startsWith('compact') ? 64 : 224;
  const architecture = net(name, size, 8);
  const plans = planArchitecture(architecture);
  const shapeOf = (layer: string) => plans.find((plan) => plan.layer.name === layer)!.shape;

  it('name an embedding just before the last layer, a last convolution with a place, an output', () => {
    const { embedding, lastConv, output } = architecture.taps;
    expect(shapeOf(embedding)).toEqual([EMBEDDING[name]]);
    expect(lastConv.map((name) => shapeOf(name).length)).toEqual([3]);
    expect(shapeOf(output)).toEqual([8]);
    expect(output).toBe(architecture.layers.at(-1)!.name);
  });
});

describe('a network that does not fit together', () => {
  const { layers, taps, ...rest } = net('compact', 48, 2);

  it('is refused', () => {
    const broken = (change: Partial<Architecture>) => () =>
      planArchitecture({ ...rest, layers, taps, ...change });
    expect(broken({ layers: layers.toReversed() })).toThrow('does not stand before it');
    expect(broken({ layers: [...layers, layers[0]!] })).toThrow('two layers are called stem');
    expect(broken({ taps: { ...taps, embedding: 'nowhere' } })).toThrow('tap embedding names nowhere');
    const adds = { name: 'sum', from: 'stem', op: 'add', with: 'pool' } as const;
    expect(broken({ layers: [...layers, adds] })).toThrow('adds shapes that differ');
  });
});
