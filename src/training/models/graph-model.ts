import type { GraphNetwork, NamedConstant } from '../../artifact/model-weights.ts';
import type { Architecture, Layer, LayerPlan } from './architecture.ts';
import { planArchitecture } from './architecture.ts';
import { NORM_EPSILON } from './forward.ts';

interface GraphNode {
  name: string;
  op: string;
  input?: string[];
  attr?: Record<string, unknown>;
}

/** Version of TensorFlow's graphs that the nodes belong to; `tf.loadGraphModel` requires it. */
const PRODUCER = 1882;

const FLOAT = { type: 'DT_FLOAT' } as const;
const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const numbers = (values: readonly number[]) => ({ list: { i: values.map(String) } });
const shapeOf = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });

/**
 * A network in inference mode as the graph of a TensorFlow.js graph model, so that any program can load what we
 * trained with `tf.loadGraphModel`. Weights are constants named as in `planArchitecture`; the outputs carry the
 * names of the layers.
 * @returns the graph, and the whole numbers in it, whose values stand among the weights as all constants' do
 */
export function graphModel(architecture: Architecture): Pick<GraphNetwork, 'graph' | 'constants'> {
  const { inputSize } = architecture;
  const input = {
    name: 'input',
    op: 'Placeholder',
    attr: { dtype: FLOAT, shape: { shape: shapeOf([-1, inputSize, inputSize, 3]) } },
  };
  const plans = planArchitecture(architecture);
  const constants = plans.flatMap(layerConstants);
  const node = [
    input,
    ...plans.flatMap(({ weights }) => weights.map(({ name, shape }) => constNode(name, 'DT_FLOAT', shape))),
    ...constants.map(({ name, shape }) => constNode(name, 'DT_INT32', shape)),
    ...plans.flatMap(({ layer }) => operation(layer)),
  ];
  return { graph: { node, versions: { producer: PRODUCER } }, constants };
}

function constNode(name: string, type: string, shape: readonly number[]): GraphNode {
  const tensor = { dtype: type, tensorShape: shapeOf(shape) };
  return { name, op: 'Const', attr: { dtype: { type }, value: { tensor } } };
}

/** What a layer's op takes as an input beside activations and weights. */
function layerConstants({ layer, shape }: LayerPlan): NamedConstant[] {
  const { name } = layer;
  switch (layer.op) {
    case 'pad': {
      const by = [0, 0, layer.by, layer.by, layer.by, layer.by, 0, 0];
      return [{ name: `${name}/paddings`, shape: [4, 2], values: Int32Array.from(by) }];
    }
    case 'crop':
      return [
        { name: `${name}/begin`, shape: [4], values: Int32Array.of(0, layer.top, 0, 0) },
        { name: `${name}/size`, shape: [4], values: Int32Array.of(-1, layer.rows, -1, -1) },
      ];
    case 'globalAveragePool':
      return [{ name: `${name}/axes`, shape: [2], values: Int32Array.of(1, 2) }];
    case 'concat':
      return [{ name: `${name}/axis`, shape: [], values: Int32Array.of(-1) }];
    case 'flatten':
      return [{ name: `${name}/shape`, shape: [2], values: Int32Array.of(-1, shape[0]!) }];
    default:
      return [];
  }
}

type Converter<Op extends Layer['op']> = (layer: Extract<Layer, { op: Op }>) => GraphNode[];

/** One layer as nodes of a graph, by its operation. */
const CONVERTERS: { readonly [Op in Layer['op']]: Converter<Op> } = {
  conv(layer) {
    const { name, from } = layer;
    const conv = {
      op: 'Conv2D',
      input: [from, `${name}/kernel`],
      attr: { ...stepping(layer), dilations: numbers([1, 1, 1, 1]) },
    };
    if (!layer.bias) return [{ name, ...conv }];
    const product = { name: `${name}/product`, ...conv };
    return [product, plusBias(name, product.name)];
  },
  dense({ name, from }) {
    const product = matMul(`${name}/product`, from, `${name}/kernel`);
    return [product, plusBias(name, product.name)];
  },
  expectation({ name, from }) {
    const probs = { name: `${name}/probs`, op: 'Softmax', input: [from], attr: { T: FLOAT } };
    return [probs, matMul(name, probs.name, `${name}/values`)];
  },
  batchNorm({ name, from }) {
    const attr = {
      T: FLOAT,
      U: FLOAT,
      epsilon: { f: NORM_EPSILON },
      data_format: text('NHWC'),
      is_training: { b: false },
    };
    const weights = ['gamma', 'beta', 'movingMean', 'movingVariance'].map((role) => `${name}/${role}`);
    return [{ name, op: 'FusedBatchNormV3', input: [from, ...weights], attr }];
  },
  pad({ name, from }) {
    const attr = { T: FLOAT, Tpaddings: { type: 'DT_INT32' } };
    return [{ name, op: 'Pad', input: [from, `${name}/paddings`], attr }];
  },
  crop({ name, from }) {
    const attr = { T: FLOAT, Index: { type: 'DT_INT32' } };
    return [{ name, op: 'Slice', input: [from, `${name}/begin`, `${name}/size`], attr }];
  },
  relu: ({ name, from }) => [{ name, op: 'Relu', input: [from], attr: { T: FLOAT } }],
  lrn({ name, from, radius, bias, alpha, beta }) {
    const attr = {
      T: FLOAT,
      depth_radius: { i: String(radius) },
      bias: { f: bias },
      alpha: { f: alpha },
      beta: { f: beta },
    };
    return [{ name, op: 'LRN', input: [from], attr }];
  },
  maxPool(layer) {
    const attr = { ...stepping(layer), ksize: numbers([1, layer.size, layer.size, 1]) };
    return [{ name: layer.name, op: 'MaxPool', input: [layer.from], attr }];
  },
  globalAveragePool({ name, from }) {
    const attr = { T: FLOAT, keep_dims: { b: false } };
    return [{ name, op: 'Mean', input: [from, `${name}/axes`], attr }];
  },
  flatten({ name, from }) {
    const attr = { T: FLOAT, Tshape: { type: 'DT_INT32' } };
    return [{ name, op: 'Reshape', input: [from, `${name}/shape`], attr }];
  },
  dropout: ({ name, from }) => [{ name, op: 'Identity', input: [from], attr: { T: FLOAT } }],
  add: (layer) => [{ name: layer.name, op: 'AddV2', input: [layer.from, layer.with], attr: { T: FLOAT } }],
  concat(layer) {
    const { name, from } = layer;
    const attr = { T: FLOAT, Tidx: { type: 'DT_INT32' }, N: { i: '2' } };
    return [{ name, op: 'ConcatV2', input: [from, layer.with, `${name}/axis`], attr }];
  },
};

function operation(layer: Layer): GraphNode[] {
  return (CONVERTERS[layer.op] as (layer: Layer) => GraphNode[])(layer);
}

function stepping({ stride, pad }: { stride: number; pad: 'same' | 'valid' }) {
  return {
    T: FLOAT,
    strides: numbers([1, stride, stride, 1]),
    padding: text(pad.toUpperCase()),
    data_format: text('NHWC'),
  };
}

function matMul(name: string, from: string, weights: string): GraphNode {
  const attr = { T: FLOAT, transpose_a: { b: false }, transpose_b: { b: false } };
  return { name, op: 'MatMul', input: [from, weights], attr };
}

function plusBias(name: string, product: string): GraphNode {
  const attr = { T: FLOAT, data_format: text('NHWC') };
  return { name, op: 'BiasAdd', input: [product, `${name}/bias`], attr };
}
