import type { Layer, Shape } from '../architecture.ts';
import { NORM_EPSILON } from '../forward.ts';
import type { OnnxNode, OnnxTensor } from './onnx-file.ts';

/** ONNX has channels before height and width, we have them behind. */
export const TO_CHANNELS_FIRST = { ints: [0, 3, 1, 2] };
export const TO_CHANNELS_LAST = { ints: [0, 2, 3, 1] };

/** Layers that change something in inference mode. */
export type ActingLayer = Exclude<Layer, { op: 'dropout' }>;

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

/**
 * One layer as ONNX. Weights stand under their own names: kernels of convolutions [out, in, height, width], of dense
 * layers [in, out].
 */
export function operation(layer: ActingLayer, { valueOf, input, output, hasBias }: LayerContext): Operation {
  const { name } = layer;
  const weight = (role: string) => `${name}/${role}`;
  const from = valueOf(layer.from);
  const one = (
    op: string,
    inputs: readonly string[],
    attributes: OnnxNode['attributes'] = {},
  ): Operation => ({
    nodes: [{ op, name, inputs, output: valueOf(name), attributes }],
  });
  switch (layer.op) {
    case 'conv':
      return one('Conv', [from, weight('kernel'), ...(hasBias ? [weight('bias')] : [])], {
        ...window(layer, input, output),
      });
    case 'dense':
      return one('Gemm', [from, weight('kernel'), weight('bias')]);
    case 'expectation': {
      const probs = `${name}/probs`;
      return {
        nodes: [
          { op: 'Softmax', name: probs, inputs: [from], output: probs, attributes: { axis: { int: 1 } } },
          { op: 'MatMul', name, inputs: [probs, weight('values')], output: valueOf(name) },
        ],
      };
    }
    case 'batchNorm': {
      const roles = ['gamma', 'beta', 'movingMean', 'movingVariance'];
      return one('BatchNormalization', [from, ...roles.map(weight)], { epsilon: { float: NORM_EPSILON } });
    }
    case 'pad': {
      const pads = wholes(`${name}/pads`, [0, 0, layer.by, layer.by, 0, 0, layer.by, layer.by]);
      return { ...one('Pad', [from, pads.name]), tensors: [pads] };
    }
    case 'crop': {
      const tensors = [
        wholes(`${name}/starts`, [layer.top]),
        wholes(`${name}/ends`, [layer.top + layer.rows]),
        wholes(`${name}/axes`, [2]),
      ];
      return { ...one('Slice', [from, ...tensors.map(({ name: tensor }) => tensor)]), tensors };
    }
    case 'relu':
      return one('Relu', [from]);
    case 'lrn': {
      // ONNX divides alpha by the number of channels that are summed over.
      const size = 2 * layer.radius + 1;
      return one('LRN', [from], {
        size: { int: size },
        alpha: { float: layer.alpha * size },
        beta: { float: layer.beta },
        bias: { float: layer.bias },
      });
    }
    case 'maxPool':
      return one('MaxPool', [from], { ...window(layer, input, output) });
    case 'globalAveragePool': {
      const pooled = `${name}/pooled`;
      return {
        nodes: [
          { op: 'GlobalAveragePool', name: `${name}/pool`, inputs: [from], output: pooled },
          { op: 'Flatten', name, inputs: [pooled], output: valueOf(name) },
        ],
      };
    }
    case 'flatten': {
      // The dense layer behind it knows height, width, channels in that order.
      const last = `${name}/channelsLast`;
      return {
        nodes: [
          {
            ...{ op: 'Transpose', name: last, inputs: [from], output: last },
            attributes: { perm: TO_CHANNELS_LAST },
          },
          { op: 'Flatten', name, inputs: [last], output: valueOf(name) },
        ],
      };
    }
    case 'add':
      return one('Add', [from, valueOf(layer.with)]);
    case 'concat':
      return one('Concat', [from, valueOf(layer.with)], { axis: { int: 1 } });
  }
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
