import * as tf from '@tensorflow/tfjs-core';

import type { KernelCall } from './heap.ts';
import { registerWasmKernel } from './heap.ts';

/**
 * The gradient of each window goes to the first of its largest elements, as in TensorFlow. The package's own
 * kernel takes element 0 where the maximum is not above 0.
 */
function maxPoolGradient({
  inputs: { dy, input: x },
  attrs: { filterSize, strides, pad, dimRoundingMode },
  backend,
}: KernelCall<tf.MaxPoolGradInputs, tf.MaxPoolGradAttrs>): tf.TensorInfo {
  const info = tf.backend_util.computePool2DInfo(
    x.shape as [number, number, number, number],
    filterSize,
    strides,
    1,
    pad,
    dimRoundingMode,
  );
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth } = info;
  const { filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const out = backend.makeOutput(x.shape, 'float32');
  const values = backend.typedArrayFromHeap(x);
  const gradient = backend.typedArrayFromHeap(dy);
  const result = backend.typedArrayFromHeap(out).fill(0);
  let window = 0;
  for (let n = 0; n < batchSize; n++)
    for (let row = 0; row < outHeight; row++) {
      const top = row * strideHeight - padInfo.top;
      const [yStart, yEnd] = [Math.max(0, top), Math.min(inHeight, top + filterHeight)];
      for (let column = 0; column < outWidth; column++) {
        const left = column * strideWidth - padInfo.left;
        const [xStart, xEnd] = [Math.max(0, left), Math.min(inWidth, left + filterWidth)];
        for (let channel = 0; channel < inChannels; channel++, window++) {
          let best = -1;
          let largest = -Infinity;
          for (let y = yStart; y < yEnd; y++)
            for (let x = xStart; x < xEnd; x++) {
              const at = ((n * inHeight + y) * inWidth + x) * inChannels + channel;
              if (values[at]! > largest || best < 0) {
                largest = values[at]!;
                best = at;
              }
            }
          result[best]! += gradient[window]!;
        }
      }
    }
  return out;
}

export function registerMaxPoolGradient(): void {
  registerWasmKernel(tf.MaxPoolGrad, maxPoolGradient);
}
