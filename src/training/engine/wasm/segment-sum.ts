import * as tf from '@tensorflow/tfjs-core';

import type { KernelCall } from './heap.ts';
import { registerWasmKernel } from './heap.ts';

/** Rows of x added up by segment; a negative id is left out. The gradient of gather, which the package lacks. */
function segmentSum({
  inputs: { x, segmentIds },
  attrs: { numSegments },
  backend,
}: KernelCall<tf.UnsortedSegmentSumInputs, tf.UnsortedSegmentSumAttrs>): tf.TensorInfo {
  const dims = segmentIds.shape.length;
  const row = x.shape.slice(dims);
  const length = tf.util.sizeFromShape(row);
  const out = backend.makeOutput([numSegments, ...row], x.dtype === 'int32' ? 'int32' : 'float32');
  const values = backend.typedArrayFromHeap(x);
  const ids = backend.typedArrayFromHeap(segmentIds);
  const sums = backend.typedArrayFromHeap(out).fill(0);
  ids.forEach((id, i) => {
    if (id < 0) return;
    if (id >= numSegments) throw new Error(`segment ${id}, expected less than ${numSegments}`);
    for (let k = 0; k < length; k++) sums[id * length + k]! += values[i * length + k]!;
  });
  return out;
}

export function registerSegmentSum(): void {
  registerWasmKernel(tf.UnsortedSegmentSum, segmentSum);
}
