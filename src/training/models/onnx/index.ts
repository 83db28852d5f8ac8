import type { Card } from '../../../artifact/card.ts';
import type { Architecture, LayerPlan, Shape } from '../architecture.ts';
import { planArchitecture } from '../architecture.ts';
import type { WeightValues } from '../model.ts';
import type { FoldedNet } from './fold.ts';
import { foldNorms } from './fold.ts';
import { usageText, metadataOf } from './metadata.ts';
import type { OnnxNode, OnnxTensor, OnnxValue } from './onnx-file.ts';
import { onnxFile } from './onnx-file.ts';
import type { Operation } from './operations.ts';
import { operation, TO_CHANNELS_FIRST, TO_CHANNELS_LAST } from './operations.ts';
import type { Precision } from './precision.ts';
import { isKernel, roundKernels } from './precision.ts';
import { outputsFirst } from './transpose.ts';

export { isOurOnnx } from './onnx-file.ts';
export { onnxWeights } from './onnx-weights.ts';
export type { Precision } from './precision.ts';
export { halfWeights } from './precision.ts';

/** Name of the network's input: [batch, size, size, 3] float32, as the TensorFlow.js model takes them. */
const PICTURES = 'pictures';

/** Metadata of a file beside the network. */
export interface OnnxDescription {
  name: string;
  /** For a person: how to feed and read the network. */
  doc: string;
  metadata: Readonly<Record<string, string>>;
}

/** A model as the content of an ONNX file; what its card states stands in it. As `onnxNetwork` otherwise. */
export function onnxModel(
  architecture: Architecture,
  weights: WeightValues,
  card: Card,
  precision: Precision = 'float32',
): Uint8Array<ArrayBuffer> {
  const description = { name: card.name, doc: usageText(card), metadata: metadataOf(card, precision) };
  return onnxNetwork(architecture, weights, description, precision);
}

/**
 * A network in inference mode as the content of an ONNX file. Outputs: `output`, `embedding`, and the last convolutions
 * in TensorFlow's layout, `lastConv` of one network, `lastConv0`, `lastConv1` … of several side by side. Batch
 * normalization is folded into the convolution before it.
 * @param weights all of them, as `planArchitecture` names them
 * @param precision how kernels are stored; `halfWeights` has what they are rounded to
 * @throws Error if a kernel does not fit into half precision, or the network is one that ONNX Runtime would get wrong
 */
export function onnxNetwork(
  architecture: Architecture,
  weights: WeightValues,
  description: OnnxDescription,
  precision: Precision = 'float32',
): Uint8Array<ArrayBuffer> {
  const plans = planArchitecture(architecture);
  checkPools(architecture);
  const { inputSize } = architecture;
  const exact = foldNorms(architecture, weights);
  const folded = precision === 'float16' ? roundKernels(exact) : exact;
  const shapes = new Map<string, Shape>([['input', [inputSize, inputSize, 3]]]);
  const values = new Map([['input', 'input:out']]);
  const valueOf = (layer: string) => values.get(layer)!;
  const operations = plans.map(({ layer, shape }): Operation => {
    shapes.set(layer.name, shape);
    const isGone = layer.op === 'dropout' || folded.norms.has(layer.name);
    values.set(layer.name, isGone ? valueOf(layer.from) : `${layer.name}:out`);
    if (isGone) return { nodes: [] };
    const hasBias = folded.weights.has(`${layer.name}/bias`);
    return operation(layer, { valueOf, input: shapes.get(layer.from)!, output: shape, hasBias });
  });
  const stored = plans.flatMap((plan) => storedWeights(plan, folded, precision));
  const outputs = outputsOf(architecture, shapes, valueOf);
  return onnxFile({
    ...description,
    inputs: [{ name: PICTURES, shape: ['batch', inputSize, inputSize, 3] }],
    outputs: outputs.map(({ value }) => value),
    nodes: [
      ...stored.flatMap(({ node }) => node ?? []),
      {
        op: 'Transpose',
        name: 'channelsFirst',
        inputs: [PICTURES],
        output: valueOf('input'),
        attributes: { perm: TO_CHANNELS_FIRST },
      },
      ...operations.flatMap(({ nodes }) => nodes),
      ...outputs.map(({ node }) => node),
    ],
    tensors: [...stored.map(({ tensor }) => tensor), ...operations.flatMap(({ tensors = [] }) => tensors)],
  });
}

/**
 * ONNX Runtime (1.30) joins zeros around a picture and the max pool behind them into a pool that sees −∞ there: the same
 * behind a ReLU only.
 */
function checkPools({ layers }: Architecture): void {
  const layerOf = (name: string) => layers.find((layer) => layer.name === name);
  for (const pool of layers) {
    const pad = pool.op === 'maxPool' ? layerOf(pool.from) : undefined;
    if (pad?.op === 'pad' && layerOf(pad.from)?.op !== 'relu')
      throw new Error(`${pool.name} pools over zeros around ${pad.from}, which is no ReLU`);
  }
}

/** A layer's weights; kernels in half precision stand under another name, and are made float32 when the file is loaded. */
function storedWeights(
  { layer, weights: specs, shape }: LayerPlan,
  { weights }: FoldedNet,
  precision: Precision,
): { tensor: OnnxTensor; node?: OnnxNode }[] {
  const biasOfNorm = weights.has(`${layer.name}/bias`) && !specs.some(({ role }) => role === 'bias');
  const all = [
    ...specs.filter(({ name }) => weights.has(name)),
    ...(biasOfNorm ? [{ name: `${layer.name}/bias`, shape: [shape.at(-1)!] }] : []),
  ];
  return all.map(({ name, shape: sides }) => {
    const { values, shape: stored } = outputsFirst(weights.get(name)!, sides);
    if (precision === 'float32' || !isKernel(name))
      return { tensor: { name, type: 'float', shape: stored, bytes: bytesOf(values) } };
    const half = `${name}/half`;
    return {
      tensor: { name: half, type: 'half', shape: stored, bytes: bytesOf(new Float16Array(values)) },
      node: { op: 'Cast', name: half, inputs: [half], output: name, attributes: { to: { int: 1 } } },
    };
  });
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

function outputsOf(
  { taps }: Architecture,
  shapes: ReadonlyMap<string, Shape>,
  valueOf: (layer: string) => string,
) {
  const several = taps.lastConv.length > 1;
  const named: [string, string][] = [
    ['output', taps.output],
    ['embedding', taps.embedding],
    ...taps.lastConv.map((layer, i): [string, string] => [several ? `lastConv${i}` : 'lastConv', layer]),
  ];
  return named.map(([name, layer]): { value: OnnxValue; node: OnnxNode } => {
    const shape = shapes.get(layer)!;
    const common = { name: `tap/${name}`, inputs: [valueOf(layer)], output: name };
    return {
      value: { name, shape: ['batch', ...shape] },
      node:
        shape.length === 1
          ? { op: 'Identity', ...common }
          : { op: 'Transpose', ...common, attributes: { perm: TO_CHANNELS_LAST } },
    };
  });
}
