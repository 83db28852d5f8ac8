import { join } from 'node:path';
import { z } from 'zod';

import { DemifaceError } from '../common/error.ts';
import { message } from '../messages/message.ts';
import { MODEL_FILES } from './model-manifest.ts';

export const topologySchema = z.object({
  format: z.literal('graph-model'),
  modelTopology: z.object({ node: z.array(z.unknown()) }).loose(),
  weightsManifest: z.tuple([
    z.object({
      paths: z.tuple([z.literal(MODEL_FILES.weights)]),
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.int().nonnegative()),
          dtype: z.enum(['float32', 'int32']),
        }),
      ),
    }),
  ]),
});
type Topology = z.infer<typeof topologySchema>;

/** A named weight with its values, float32, in the layout of TensorFlow. */
export interface NamedWeight {
  name: string;
  shape: readonly number[];
  values: Float32Array;
}

/** A whole-number input of an op in the graph: its values stand behind the weights, where loaders look for them. */
export interface NamedConstant {
  name: string;
  shape: readonly number[];
  values: Int32Array;
}

/** A network of the TensorFlow.js graph model format. */
export interface GraphNetwork {
  graph: { node: unknown[]; versions: { producer: number } };
  weights: readonly NamedWeight[];
  constants: readonly NamedConstant[];
}

/** A network as TensorFlow.js loads it: the contents of its files by name. */
export function tensorFlowFiles({
  graph,
  weights,
  constants,
}: GraphNetwork): Record<string, Uint8Array | string> {
  const topology: Topology = {
    format: 'graph-model',
    modelTopology: graph,
    weightsManifest: [
      {
        paths: [MODEL_FILES.weights],
        weights: [
          ...weights.map(({ name, shape }) => ({ name, shape: [...shape], dtype: 'float32' as const })),
          ...constants.map(({ name, shape }) => ({ name, shape: [...shape], dtype: 'int32' as const })),
        ],
      },
    ],
  };
  return {
    [MODEL_FILES.weights]: joinValues([...weights, ...constants]),
    [MODEL_FILES.topology]: JSON.stringify(topology),
  };
}

function joinValues(parts: readonly { values: Float32Array | Int32Array }[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, { values }) => sum + values.byteLength, 0));
  let offset = 0;
  for (const { values } of parts) {
    joined.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return joined;
}

/** @throws DemifaceError `corrupt` if the file is not as long as the topology states */
export function splitWeights(path: string, data: Buffer<ArrayBuffer>, topology: Topology): NamedWeight[] {
  const specs = topology.weightsManifest[0].weights;
  const bytesOf = (shape: readonly number[]) => 4 * shape.reduce((a, b) => a * b, 1);
  const expected = specs.reduce((sum, { shape }) => sum + bytesOf(shape), 0);
  if (expected !== data.byteLength)
    throw new DemifaceError(
      'corrupt',
      message('model.size', { file: join(path, MODEL_FILES.weights), found: data.byteLength, expected }),
    );
  let offset = data.byteOffset;
  return specs.flatMap(({ name, shape, dtype }) => {
    const part = data.buffer.slice(offset, offset + bytesOf(shape));
    offset += part.byteLength;
    return dtype === 'float32' ? [{ name, shape, values: new Float32Array(part) }] : [];
  });
}
