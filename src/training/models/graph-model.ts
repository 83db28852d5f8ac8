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

/** Version of TensorFlow's graphs that the nodes belong to; `tf.loadGraphModel` asks for it. */
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

function operation(layer: Layer): GraphNode[] {
  const { name, from } = layer;
  const weight = (role: string) => `${name}/${role}`;
  const stepping = (stride: number, pad: 'same' | 'valid') => ({
    T: FLOAT,
    strides: numbers([1, stride, stride, 1]),
    padding: text(pad.toUpperCase()),
    data_format: text('NHWC'),
  });
  const plusBias = (product: string): GraphNode => ({
    name,
    op: 'BiasAdd',
    input: [product, weight('bias')],
    attr: { T: FLOAT, data_format: text('NHWC') },
  });
  switch (layer.op) {
    case 'conv': {
      const conv = {
        op: 'Conv2D',
        input: [from, weight('kernel')],
        attr: { ...stepping(layer.stride, layer.pad), dilations: numbers([1, 1, 1, 1]) },
      };
      if (!layer.bias) return [{ name, ...conv }];
      const product = { name: `${name}/product`, ...conv };
      return [product, plusBias(product.name)];
    }
    case 'dense': {
      const attr = { T: FLOAT, transpose_a: { b: false }, transpose_b: { b: false } };
      const product = { name: `${name}/product`, op: 'MatMul', input: [from, weight('kernel')], attr };
      return [product, plusBias(product.name)];
    }
    case 'expectation': {
      const probs = { name: `${name}/probs`, op: 'Softmax', input: [from], attr: { T: FLOAT } };
      const attr = { T: FLOAT, transpose_a: { b: false }, transpose_b: { b: false } };
      return [probs, { name, op: 'MatMul', input: [probs.name, weight('values')], attr }];
    }
    case 'batchNorm': {
      const attr = {
        T: FLOAT,
        U: FLOAT,
        epsilon: { f: NORM_EPSILON },
        data_format: text('NHWC'),
        is_training: { b: false },
      };
      const roles = ['gamma', 'beta', 'movingMean', 'movingVariance'];
      return [{ name, op: 'FusedBatchNormV3', input: [from, ...roles.map(weight)], attr }];
    }
    case 'pad': {
      const attr = { T: FLOAT, Tpaddings: { type: 'DT_INT32' } };
      return [{ name, op: 'Pad', input: [from, `${name}/paddings`], attr }];
    }
    case 'crop': {
      const attr = { T: FLOAT, Index: { type: 'DT_INT32' } };
      return [{ name, op: 'Slice', input: [from, `${name}/begin`, `${name}/size`], attr }];
    }
    case 'relu':
      return [{ name, op: 'Relu', input: [from], attr: { T: FLOAT } }];
    case 'lrn': {
      const attr = {
        T: FLOAT,
        depth_radius: { i: String(layer.radius) },
        bias: { f: layer.bias },
        alpha: { f: layer.alpha },
        beta: { f: layer.beta },
      };
      return [{ name, op: 'LRN', input: [from], attr }];
    }
    case 'maxPool':
      return [
        {
          name,
          op: 'MaxPool',
          input: [from],
          attr: { ...stepping(layer.stride, layer.pad), ksize: numbers([1, layer.size, layer.size, 1]) },
        },
      ];
    case 'globalAveragePool': {
      const attr = { T: FLOAT, keep_dims: { b: false } };
      return [{ name, op: 'Mean', input: [from, `${name}/axes`], attr }];
    }
    case 'flatten': {
      const attr = { T: FLOAT, Tshape: { type: 'DT_INT32' } };
      return [{ name, op: 'Reshape', input: [from, `${name}/shape`], attr }];
    }
    case 'dropout':
      return [{ name, op: 'Identity', input: [from], attr: { T: FLOAT } }];
    case 'add':
      return [{ name, op: 'AddV2', input: [from, layer.with], attr: { T: FLOAT } }];
    case 'concat': {
      const attr = { T: FLOAT, Tidx: { type: 'DT_INT32' }, N: { i: '2' } };
      return [{ name, op: 'ConcatV2', input: [from, layer.with, `${name}/axis`], attr }];
    }
  }
}
