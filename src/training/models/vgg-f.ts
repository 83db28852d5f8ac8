import type { Architecture, Layer } from './architecture.ts';

/** Sizes of a network that its published layout leaves open. */
export interface NetOptions {
  inputSize: number;
  /** Width of the last layer. */
  outputs: number;
  /** Share of activations that dropout zeroes in training. */
  dropout: number;
  /** Nets of ours that read ages give a score to each of these (scaled years), and the age is their expectation. */
  ages?: readonly number[] | undefined;
}

/**
 * VGG-f: the CNN-F of Chatfield et al. 2014, Table 1, with the padding of its published MatConvNet model
 * (pool1 reaches one pixel over the right and lower edge). 60,834,536 parameters at 224×224 and 1000 classes.
 */
export function vggF({ inputSize, outputs, dropout }: NetOptions): Architecture {
  const lrn = { op: 'lrn', radius: 2, bias: 2, alpha: 1e-4, beta: 0.75 } as const;
  const conv = (
    name: string,
    from: string,
    filters: number,
    size: number,
    stride: number,
    pad: 'same' | 'valid',
  ) =>
    [
      { name, from, op: 'conv', filters, size, stride, pad, bias: true },
      { name: `${name}/relu`, from: name, op: 'relu' },
    ] as const satisfies Layer[];
  const pool = (name: string, from: string, pad: 'same' | 'valid') =>
    ({ name, from, op: 'maxPool', size: 3, stride: 2, pad }) as const satisfies Layer;
  return {
    net: 'vgg-f',
    inputSize,
    layers: [
      ...conv('conv1', 'input', 64, 11, 4, 'valid'),
      { name: 'norm1', from: 'conv1/relu', ...lrn },
      pool('pool1', 'norm1', 'same'),
      ...conv('conv2', 'pool1', 256, 5, 1, 'same'),
      { name: 'norm2', from: 'conv2/relu', ...lrn },
      pool('pool2', 'norm2', 'valid'),
      ...conv('conv3', 'pool2', 256, 3, 1, 'same'),
      ...conv('conv4', 'conv3/relu', 256, 3, 1, 'same'),
      ...conv('conv5', 'conv4/relu', 256, 3, 1, 'same'),
      pool('pool5', 'conv5/relu', 'valid'),
      ...classifier('pool5', outputs, dropout),
    ],
    taps: { embedding: 'fc7/relu', lastConv: ['conv5/relu'], output: 'fc8' },
  };
}

/** The three dense layers that VGG-f and VGG-face share; the embedding is what stands behind fc7's ReLU. */
export function classifier(from: string, outputs: number, dropout: number): Layer[] {
  return [
    { name: 'flatten', from, op: 'flatten' },
    { name: 'fc6', from: 'flatten', op: 'dense', units: 4096 },
    { name: 'fc6/relu', from: 'fc6', op: 'relu' },
    { name: 'drop6', from: 'fc6/relu', op: 'dropout', rate: dropout },
    { name: 'fc7', from: 'drop6', op: 'dense', units: 4096 },
    { name: 'fc7/relu', from: 'fc7', op: 'relu' },
    { name: 'drop7', from: 'fc7/relu', op: 'dropout', rate: dropout },
    { name: 'fc8', from: 'drop7', op: 'dense', units: outputs },
  ];
}
