import * as tf from '@tensorflow/tfjs-core';

import type { KernelCall } from './heap.ts';
import { registerWasmKernel } from './heap.ts';

/** The package's own writes whole numbers whatever type is requested: as float32, its ones read as 1e-45. */
function oneHot({
  inputs: { indices },
  attrs: { depth, onValue, offValue, dtype = 'int32' },
  backend,
}: KernelCall<tf.OneHotInputs, tf.OneHotAttrs>): tf.TensorInfo {
  if (dtype !== 'int32' && dtype !== 'float32')
    throw new Error(`the WebAssembly engine makes no one-hot tensor of ${dtype}`);
  const out = backend.makeOutput([...indices.shape, depth], dtype);
  const rows = backend.typedArrayFromHeap(indices);
  const values = backend.typedArrayFromHeap(out).fill(offValue);
  rows.forEach((index, row) => {
    if (index >= 0 && index < depth) values[row * depth + index] = onValue;
  });
  return out;
}

export function registerOneHot(): void {
  registerWasmKernel(tf.OneHot, oneHot);
}
