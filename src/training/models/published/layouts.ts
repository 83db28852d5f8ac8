import { NORM_EPSILON } from '../forward.ts';

export type PublishedNet = 'vgg-f' | 'vgg-face' | 'resnet-50';
export const PUBLISHED_NETS: readonly PublishedNet[] = ['vgg-f', 'vgg-face', 'resnet-50'];
/** What published weights were trained on. */
export type PublishedFrom = 'imagenet' | 'vgg-face';

/** A layer of ours, the file's name for it and, where its batch normalization follows, the file's name for that. */
export type Row = readonly [ours: string, theirs: string, norm?: string];

/** How a file of published weights is laid out, and how its pictures were scaled. */
export interface PublishedLayout {
  /** In words, for messages and manifests. */
  what: string;
  file: 'mat' | 'h5';
  net: PublishedNet;
  from: PublishedFrom;
  rows: readonly Row[];
  /** The last layer, which is not taken: its classes are not ours. One of these names. */
  head: readonly string[];
  /** Its width, by which files of one layout are distinguished. */
  classes: number;
  /** Layers of ours that the file's variant without a top leaves out, with the head. */
  top: readonly string[];
  /** Order of the first kernel's input channels. */
  color: 'rgb' | 'bgr';
  /** Red, green, blue, subtracted from pictures of 0 … 255; `file`: the file states it. */
  mean: readonly [number, number, number] | 'file';
  /** What the published net adds to variances before the root. */
  normEpsilon: number;
  /** Where our net computes something else than the published one. */
  deviation?: string;
}

const IMAGENET_MEAN = [123.68, 116.779, 103.939] as const;

const VGG_F_ROWS: readonly Row[] = ['conv1', 'conv2', 'conv3', 'conv4', 'conv5', 'fc6', 'fc7'].map((name) => [
  name,
  name,
]);

/** Ours are called as MatConvNet's and as Caffe's. */
const VGG_16_CONVOLUTIONS = [2, 2, 3, 3, 3].flatMap((depth, b) =>
  Array.from({ length: depth }, (_, d) => `conv${b + 1}_${d + 1}`),
);
const VGG_16_ROWS: readonly Row[] = [...VGG_16_CONVOLUTIONS, 'fc6', 'fc7'].map((name) => [name, name]);
const VGG_16_KERAS_ROWS: readonly Row[] = [
  ...VGG_16_CONVOLUTIONS.map((ours): Row => [ours, ours.replace(/conv(\d)_(\d)/, 'block$1_conv$2')]),
  ['fc6', 'fc1'],
  ['fc7', 'fc2'],
];
const VGG_TOP = ['fc6', 'fc7'];

/** Parts of a bottleneck, in our words: three convolutions and, in the first of a stage, the shortcut. */
const PARTS = ['a', 'b', 'c', 'shortcut'] as const;
type Part = (typeof PARTS)[number];

/** @param named the file's names of a convolution and its batch normalization; stages from 2 on, blocks from 1 on */
function resnetRows(
  stem: readonly [conv: string, norm: string],
  named: (stage: number, block: number, part: Part) => readonly [conv: string, norm: string],
): readonly Row[] {
  const rows = [3, 4, 6, 3].flatMap((blocks, s) =>
    Array.from({ length: blocks }, (_, b) =>
      PARTS.filter((part) => part !== 'shortcut' || b === 0).map((part): Row => [
        `stage${s + 2}/block${b + 1}/${part}`,
        ...named(s + 2, b + 1, part),
      ]),
    ).flat(),
  );
  return [['conv1', ...stem], ...rows];
}

/** `res4b_branch2a`, `bn4b_branch2a`: keras-applications up to 1.0.7 (after Caffe's names). */
const RESNET_OLD_KERAS_ROWS = resnetRows(['conv1', 'bn_conv1'], (stage, block, part) => {
  const place = `${stage}${'abcdef'[block - 1]}_branch${part === 'shortcut' ? '1' : `2${part}`}`;
  return [`res${place}`, `bn${place}`];
});
/** `conv4_block2_1_conv`, `conv4_block2_1_bn`: since. */
const RESNET_KERAS_ROWS = resnetRows(['conv1_conv', 'conv1_bn'], (stage, block, part) => {
  const name = `conv${stage}_block${block}_${{ shortcut: 0, a: 1, b: 2, c: 3 }[part]}`;
  return [`${name}_conv`, `${name}_bn`];
});
/** `conv4_2_1x1_reduce`, `conv4_2_1x1_reduce/bn`: keras_vggface. */
const RESNET_VGGFACE_ROWS = resnetRows(['conv1/7x7_s2', 'conv1/7x7_s2/bn'], (stage, block, part) => {
  const kind = { a: '1x1_reduce', b: '3x3', c: '1x1_increase', shortcut: '1x1_proj' }[part];
  const name = `conv${stage}_${block}_${kind}`;
  return [name, `${name}/bn`];
});

const KERAS = { file: 'h5', color: 'bgr' } as const;
const MATCONVNET = { file: 'mat', color: 'rgb', mean: 'file', top: [] } as const;
/** Nets without batch normalization. */
const NO_NORM = { normEpsilon: NORM_EPSILON } as const;

export const PUBLISHED_LAYOUTS: readonly PublishedLayout[] = [
  {
    ...MATCONVNET,
    ...NO_NORM,
    what: "MatConvNet's VGG-f (imagenet-vgg-f.mat)",
    net: 'vgg-f',
    from: 'imagenet',
    rows: VGG_F_ROWS,
    head: ['fc8'],
    classes: 1000,
  },
  {
    ...MATCONVNET,
    ...NO_NORM,
    what: "MatConvNet's VGG-Face (vgg-face.mat)",
    net: 'vgg-face',
    from: 'vgg-face',
    rows: VGG_16_ROWS,
    head: ['fc8'],
    classes: 2622,
  },
  {
    ...MATCONVNET,
    ...NO_NORM,
    what: "MatConvNet's VGG-16 (imagenet-vgg-verydeep-16.mat)",
    net: 'vgg-face',
    from: 'imagenet',
    rows: VGG_16_ROWS,
    head: ['fc8'],
    classes: 1000,
  },
  {
    ...KERAS,
    ...NO_NORM,
    what: "Keras' VGG-16 (vgg16_weights_tf_dim_ordering_tf_kernels.h5)",
    net: 'vgg-face',
    from: 'imagenet',
    rows: VGG_16_KERAS_ROWS,
    head: ['predictions'],
    classes: 1000,
    top: VGG_TOP,
    mean: IMAGENET_MEAN,
  },
  {
    ...KERAS,
    ...NO_NORM,
    what: "keras_vggface's VGG-16 (rcmalli_vggface_tf_vgg16.h5)",
    net: 'vgg-face',
    from: 'vgg-face',
    rows: VGG_16_ROWS,
    head: ['fc8'],
    classes: 2622,
    top: VGG_TOP,
    mean: [129.1863, 104.7624, 93.594],
  },
  {
    ...KERAS,
    what: "Keras' ResNet-50 (resnet50_weights_tf_dim_ordering_tf_kernels.h5)",
    net: 'resnet-50',
    from: 'imagenet',
    rows: RESNET_KERAS_ROWS,
    head: ['predictions', 'probs', 'fc1000'],
    classes: 1000,
    top: [],
    mean: IMAGENET_MEAN,
    normEpsilon: 1.001e-5,
  },
  {
    ...KERAS,
    what: "Keras' older ResNet-50 (resnet50_weights_tf_dim_ordering_tf_kernels.h5 of 2017)",
    net: 'resnet-50',
    from: 'imagenet',
    rows: RESNET_OLD_KERAS_ROWS,
    head: ['fc1000'],
    classes: 1000,
    top: [],
    mean: IMAGENET_MEAN,
    normEpsilon: 1e-3, // Keras' default, which keras-applications up to 1.0.7 leave as it is
  },
  {
    ...KERAS,
    what: "keras_vggface's ResNet-50 of VGGFace2 (rcmalli_vggface_tf_resnet50.h5)",
    net: 'resnet-50',
    from: 'vgg-face',
    rows: RESNET_VGGFACE_ROWS,
    head: ['classifier'],
    classes: 8631,
    top: [],
    mean: [131.0912, 103.8827, 91.4953],
    normEpsilon: 1e-3,
    deviation:
      'keras_vggface pads two pixels above and left of conv1 and none around pool1, our ResNet-50 three and one: the weights are the same, the activations are not',
  },
];
