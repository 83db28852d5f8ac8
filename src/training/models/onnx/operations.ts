import type { Layer, Shape } from '../architecture.ts';
import { NORM_EPSILON } from '../forward.ts';
import type { OnnxNode, OnnxTensor } from './onnx-file.ts';

/** ONNX has channels before height and width, we have them behind. */
export const TO_CHANNELS_FIRST = { ints: [0, 3, 1, 2] };
export const TO_CHANNELS_LAST = { ints: [0, 2, 3, 1] };

/** Layers that change something in inference mode. */
export type InferenceLayer = Exclude<Layer, { op: 'dropout' }>;

export interface LayerContext {
  /** What a layer's activations are called: [batch, channels, height, width] or [batch, units]. */
  valueOf: (layer: string) => string;
  /** Shape of what the layer reads, in our order: [height, width, channels] or [units]. */
  input: Shape;
  /** Shape of what it gives, in our order. */
  output: Shape;
  /** True for a convolution that took up a normalization. */
  hasBias: boolean;
}

export interface Operation {
  nodes: readonly OnnxNode[];
  /** Numbers that are no weights. */
  tensors?: readonly OnnxTensor[];
}

type Converter<Op extends InferenceLayer['op']> = (
  layer: Extract<InferenceLayer, { op: Op }>,
  context: LayerContext,
) => Operation;

/** One layer as ONNX, by its operation. */
const CONVERTERS: { readonly [Op in InferenceLayer['op']]: Converter<Op> } = {
  conv(layer, context) {
    const weights = context.hasBias ? ['kernel', 'bias'] : ['kernel'];
    const { input, output } = context;
    return one(layer, context, 'Conv', weightsOf(layer, weights), window(layer, input, output));
  },
  dense: (layer, context) => one(layer, context, 'Gemm', weightsOf(layer, ['kernel', 'bias'])),
  expectation({ name, from }, { valueOf }) {
    const probs = `${name}/probs`;
    const softmax = { op: 'Softmax', name: probs, inputs: [valueOf(from)], output: probs };
    return {
      nodes: [
        { ...softmax, attributes: { axis: { int: 1 } } },
        { op: 'MatMul', name, inputs: [probs, `${name}/values`], output: valueOf(name) },
      ],
    };
  },
  batchNorm(layer, context) {
    const weights = weightsOf(layer, ['gamma', 'beta', 'movingMean', 'movingVariance']);
    return one(layer, context, 'BatchNormalization', weights, { epsilon: { float: NORM_EPSILON } });
  },
  pad(layer, context) {
    const { name, by } = layer;
    const pads = wholes(`${name}/pads`, [0, 0, by, by, 0, 0, by, by]);
    return { ...one(layer, context, 'Pad', [pads.name]), tensors: [pads] };
  },
  crop(layer, context) {
    const { name, top, rows } = layer;
    const tensors = [
      wholes(`${name}/starts`, [top]),
      wholes(`${name}/ends`, [top + rows]),
      wholes(`${name}/axes`, [2]),
    ];
    return {
      ...one(
        layer,
        context,
        'Slice',
        tensors.map((tensor) => tensor.name),
      ),
      tensors,
    };
  },
  relu: (layer, context) => one(layer, context, 'Relu'),
  lrn(layer, context) {
    // ONNX divides alpha by the number of channels that are summed over.
    const size = 2 * layer.radius + 1;
    return one(layer, context, 'LRN', [], {
      size: { int: size },
      alpha: { float: layer.alpha * size },
      beta: { float: layer.beta },
      bias: { float: layer.bias },
    });
  },
  maxPool: (layer, context) =>
    one(layer, context, 'MaxPool', [], window(layer, context.input, context.output)),
  globalAveragePool({ name, from }, { valueOf }) {
    const pooled = `${name}/pooled`;
    return {
      nodes: [
        { op: 'GlobalAveragePool', name: `${name}/pool`, inputs: [valueOf(from)], output: pooled },
        { op: 'Flatten', name, inputs: [pooled], output: valueOf(name) },
      ],
    };
  },
  flatten({ name, from }, { valueOf }) {
    // The dense layer behind it takes height, width, channels in that order.
    const last = `${name}/channelsLast`;
    const transpose = { op: 'Transpose', name: last, inputs: [valueOf(from)], output: last };
    return {
      nodes: [
        { ...transpose, attributes: { perm: TO_CHANNELS_LAST } },
        { op: 'Flatten', name, inputs: [last], output: valueOf(name) },
      ],
    };
  },
  add: (layer, context) => one(layer, context, 'Add', [context.valueOf(layer.with)]),
  concat: (layer, context) =>
    one(layer, context, 'Concat', [context.valueOf(layer.with)], { axis: { int: 1 } }),
};

/**
 * One layer as ONNX. Weights stand under their own names: kernels of convolutions [out, in, height, width], of dense
 * layers [in, out].
 */
export function operation(layer: InferenceLayer, context: LayerContext): Operation {
  const convert = CONVERTERS[layer.op] as (layer: InferenceLayer, context: LayerContext) => Operation;
  return convert(layer, context);
}

/** A layer that is one node. @param further inputs beside the layer before */
function one(
  { name, from }: InferenceLayer,
  { valueOf }: LayerContext,
  op: string,
  further: readonly string[] = [],
  attributes: OnnxNode['attributes'] = {},
): Operation {
  return { nodes: [{ op, name, inputs: [valueOf(from), ...further], output: valueOf(name), attributes }] };
}

function weightsOf({ name }: InferenceLayer, roles: readonly string[]): string[] {
  return roles.map((role) => `${name}/${role}`);
}

/** Whole numbers that are an input. */
function wholes(name: string, values: readonly number[]): OnnxTensor {
  const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return { name, type: 'int64', shape: [values.length], bytes };
}

/** A window's size, stride and padding; TensorFlow's `same` puts the odd pixel at the right and at the bottom. */
function window(
  { size, stride, pad }: { size: number; stride: number; pad: 'same' | 'valid' },
  input: Shape,
  output: Shape,
) {
  const around = [0, 1].map((axis) => {
    if (pad === 'valid') return [0, 0];
    const total = Math.max(0, (output[axis]! - 1) * stride + size - input[axis]!);
    return [total >> 1, total - (total >> 1)];
  });
  return {
    kernel_shape: { ints: [size, size] },
    strides: { ints: [stride, stride] },
    pads: { ints: [0, 1].flatMap((end) => around.map((ends) => ends[end]!)) },
  };
}
