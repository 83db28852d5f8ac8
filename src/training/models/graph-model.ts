import type { Architecture, Layer, LayerPlan, Shape } from './architecture.ts';
import { planArchitecture } from './architecture.ts';
import { NORM_EPSILON } from './forward.ts';

interface GraphNode {
  name: string;
  op: string;
  input?: string[];
  attr?: Record<string, unknown>;
}

const FLOAT = { type: 'DT_FLOAT' } as const;
const text = (value: string) => ({ s: Buffer.from(value).toString('base64') });
const numbers = (values: readonly number[]) => ({ list: { i: values.map(String) } });
const shapeOf = (shape: readonly number[]) => ({ dim: shape.map((size) => ({ size: String(size) })) });

/**
 * A network in inference mode as the graph of a TensorFlow.js graph model, so that any program can load what we
 * trained with `tf.loadGraphModel`. Weights are constants named as in `planArchitecture`; the outputs carry the
 * names of the layers.
 */
export function graphModel(architecture: Architecture): { node: GraphNode[] } {
  const { inputSize } = architecture;
  const input = {
    name: 'input',
    op: 'Placeholder',
    attr: { dtype: FLOAT, shape: { shape: shapeOf([-1, inputSize, inputSize, 3]) } },
  };
  return { node: [input, ...planArchitecture(architecture).flatMap(layerNodes)] };
}

function layerNodes({ layer, shape, weights }: LayerPlan): GraphNode[] {
  const constants = weights.map(({ name, shape }) => ({
    name,
    op: 'Const',
    attr: { dtype: FLOAT, value: { tensor: { dtype: 'DT_FLOAT', tensorShape: shapeOf(shape) } } },
  }));
  return [...constants, ...operation(layer, shape)];
}

function int32(name: string, values: readonly number[], shape: readonly number[]): GraphNode {
  const content = Buffer.from(Int32Array.from(values).buffer).toString('base64');
  const tensor = { dtype: 'DT_INT32', tensorShape: shapeOf(shape), tensorContent: content };
  return { name, op: 'Const', attr: { dtype: { type: 'DT_INT32' }, value: { tensor } } };
}

function operation(layer: Layer, shape: Shape): GraphNode[] {
  const { name, from } = layer;
  const weight = (role: string) => `${name}/${role}`;
  const stepping = (stride: number, pad: 'same' | 'valid') => ({
    T: FLOAT,
    strides: numbers([1, stride, stride, 1]),
    padding: text(pad.toUpperCase()),
    data_format: text('NHWC'),
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
      return [
        product,
        {
          name,
          op: 'BiasAdd',
          input: [product.name, weight('bias')],
          attr: { T: FLOAT, data_format: text('NHWC') },
        },
      ];
    }
    case 'dense': {
      const attr = { T: FLOAT, transpose_a: { b: false }, transpose_b: { b: false } };
      const product = { name: `${name}/product`, op: 'MatMul', input: [from, weight('kernel')], attr };
      return [
        product,
        {
          name,
          op: 'BiasAdd',
          input: [product.name, weight('bias')],
          attr: { T: FLOAT, data_format: text('NHWC') },
        },
      ];
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
      const by = [0, 0, layer.by, layer.by, layer.by, layer.by, 0, 0];
      const paddings = int32(`${name}/paddings`, by, [4, 2]);
      return [
        paddings,
        {
          name,
          op: 'Pad',
          input: [from, paddings.name],
          attr: { T: FLOAT, Tpaddings: { type: 'DT_INT32' } },
        },
      ];
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
      const axes = int32(`${name}/axes`, [1, 2], [2]);
      return [
        axes,
        { name, op: 'Mean', input: [from, axes.name], attr: { T: FLOAT, keep_dims: { b: false } } },
      ];
    }
    case 'flatten': {
      const target = int32(`${name}/shape`, [-1, shape[0]!], [2]);
      const attr = { T: FLOAT, Tshape: { type: 'DT_INT32' } };
      return [target, { name, op: 'Reshape', input: [from, target.name], attr }];
    }
    case 'dropout':
      return [{ name, op: 'Identity', input: [from], attr: { T: FLOAT } }];
    case 'add':
      return [{ name, op: 'AddV2', input: [from, layer.with], attr: { T: FLOAT } }];
  }
}
