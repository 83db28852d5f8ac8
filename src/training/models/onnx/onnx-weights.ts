import { BinaryReader } from '@bufbuild/protobuf/wire';

import type { Architecture } from '../architecture.ts';
import { planArchitecture } from '../architecture.ts';
import type { WeightValues } from '../model.ts';
import { foldedNorms, unfoldNorms } from './fold.ts';
import { DATA_TYPE } from './onnx-file.ts';
import { isKernel } from './precision.ts';
import { outputsLast } from './transpose.ts';

/**
 * The weights in a file that our exporter wrote, as a network that gives what the file gives (in half precision:
 * `halfWeights`). So a model that ships as one file can be measured, explained and trained on.
 * @returns all weights, as `planArchitecture` names them
 * @throws Error if the file is not of this network
 */
export function onnxWeights(architecture: Architecture, onnx: Uint8Array): WeightValues {
  const tensors = tensorsOf(onnx);
  const norms = foldedNorms(architecture);
  const takenUp = new Set(norms.values());
  const weights = new Map<string, Float32Array>();
  for (const { layer, weights: specs } of planArchitecture(architecture)) {
    if (norms.has(layer.name)) continue;
    const biasOfNorm = takenUp.has(layer.name) && !specs.some(({ role }) => role === 'bias');
    for (const { name, shape } of specs) {
      const values = tensors.get(isKernel(name) && tensors.has(`${name}/half`) ? `${name}/half` : name);
      const expected = shape.reduce((a, b) => a * b, 1);
      if (values?.length !== expected)
        throw new Error(`${name}: found ${values?.length ?? 'none'}, expected ${expected} numbers`);
      weights.set(name, outputsLast(values, shape));
    }
    if (biasOfNorm) weights.set(`${layer.name}/bias`, tensors.get(`${layer.name}/bias`)!);
  }
  return unfoldNorms(architecture, { norms, weights });
}

/** ModelProto.graph, GraphProto.initializer, and of each tensor its type, name and bytes (onnx.proto's field numbers). */
const FIELD = { graph: 7, initializer: 5, type: 2, name: 8, bytes: 9 } as const;

function tensorsOf(onnx: Uint8Array): Map<string, Float32Array> {
  const tensors = new Map<string, Float32Array>();
  each(onnx, FIELD.graph, (graph) =>
    each(graph.bytes(), FIELD.initializer, (initializer) => {
      const { type, name, bytes } = tensorOf(initializer.bytes());
      if (type === DATA_TYPE.float) tensors.set(name, new Float32Array(bytes.slice().buffer));
      if (type === DATA_TYPE.half)
        tensors.set(name, new Float32Array(new Float16Array(bytes.slice().buffer)));
    }),
  );
  return tensors;
}

function tensorOf(message: Uint8Array): { type: number; name: string; bytes: Uint8Array } {
  const tensor = { type: 0, name: '', bytes: new Uint8Array() };
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === FIELD.type) tensor.type = reader.int32();
    else if (field === FIELD.name) tensor.name = reader.string();
    else if (field === FIELD.bytes) tensor.bytes = new Uint8Array(reader.bytes());
    else reader.skip(wireType);
  }
  return tensor;
}

/** Calls `take` for every field of this number in a message. */
function each(message: Uint8Array, wanted: number, take: (reader: BinaryReader) => void): void {
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (field === wanted) take(reader);
    else reader.skip(wireType);
  }
}
