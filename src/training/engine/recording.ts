import type * as tf from '@tensorflow/tfjs-core';

import type { Binding, OpAttr, TensorFlowBackend, TensorInfo } from './tensorflow.ts';

/** One kernel that ran while recording. */
export interface RecordedOp {
  name: string;
  attrs: OpAttr[];
  inputIds: number[];
  outputs: TensorInfo[];
}

/** A tensor that was made from numbers of JavaScript while recording. */
export interface RecordedConstant {
  shape: number[];
  dtype: number;
  /** As they lie in memory. */
  values: Uint8Array<ArrayBuffer>;
}

/** One kernel that changes variables in place; it takes them first, then its inputs. */
export interface RecordedUpdate {
  name: string;
  attrs: OpAttr[];
  variables: tf.Variable[];
  /** Tensors of the variables before the step. */
  variableIds: number[];
  inputIds: number[];
}

export interface Recording {
  ops: RecordedOp[];
  updates: RecordedUpdate[];
  constants: Map<number, RecordedConstant>;
}

/** A step that cannot be a graph: it reads values while it runs, which would be frozen into the graph. */
export class NotRecordable extends Error {}

/**
 * Runs `step` once and keeps what reaches the binding: every kernel of tfjs-node goes through `executeOp` with
 * TensorFlow's own names, so this list is the graph. Nothing is deleted meanwhile, so that ids stay unique.
 * @throws NotRecordable if the step reads a tensor's values
 */
export function record(backend: TensorFlowBackend, step: () => void): Recording {
  const native = backend.binding;
  const recording: Recording = { ops: [], updates: [], constants: new Map() };
  const updated = new Set<number>();
  const deleted: number[] = [];
  // A plain object with the native object's own property names; a Proxy would break its invariants.
  const recorder = Object.create(null) as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(native)) {
    const value = native[name as keyof Binding] as unknown;
    recorder[name] = typeof value === 'function' ? (value.bind(native) as unknown) : value;
  }
  Object.assign(recorder, {
    executeOp(name: string, attrs: OpAttr[], inputIds: number[], numOutputs: number) {
      if (inputIds.some((id) => updated.has(id)))
        throw new NotRecordable('the step reads a variable that it has changed in place');
      const outputs = native.executeOp(name, attrs, inputIds, numOutputs);
      recording.ops.push({ name, attrs, inputIds: [...inputIds], outputs });
      return outputs;
    },
    updateInPlace(name: string, attrs: OpAttr[], variables: tf.Variable[], inputs: tf.Tensor[]) {
      const variableIds = backend.getInputTensorIds(variables);
      recording.updates.push({
        name,
        attrs,
        variables,
        variableIds,
        inputIds: backend.getInputTensorIds(inputs),
      });
      for (const id of variableIds) updated.add(id);
    },
    createTensor(shape: number[], dtype: number, values: ArrayBufferView) {
      const id = native.createTensor(shape, dtype, values);
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength).slice();
      recording.constants.set(id, { shape: [...shape], dtype, values: bytes });
      return id;
    },
    deleteTensor(id: number) {
      deleted.push(id);
    },
    tensorDataSync() {
      throw new NotRecordable('the step reads values of a tensor while it runs');
    },
  });
  backend.binding = recorder as unknown as Binding;
  try {
    step();
  } finally {
    backend.binding = native;
    for (const id of deleted) native.deleteTensor(id);
  }
  return recording;
}
