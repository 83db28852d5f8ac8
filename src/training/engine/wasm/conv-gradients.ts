import * as tf from '@tensorflow/tfjs-core';

import type { KernelCall, WasmBackend } from './heap.ts';
import { callKernel, registerWasmKernel } from './heap.ts';

/*
 * Both gradients of a convolution are convolutions themselves, so they run on the package's fast Conv2D. Of its
 * own it has none for the filter, and a slow loop for the input.
 */

type Shape4D = [number, number, number, number];
type ConvAttrs = Pick<tf.Conv2DBackpropFilterAttrs, 'strides' | 'pad' | 'dataFormat' | 'dimRoundingMode'>;

function convInfo(inputShape: Shape4D, filterShape: Shape4D, attrs: ConvAttrs) {
  if (attrs.dataFormat !== 'NHWC')
    throw new Error(`the WebAssembly engine supports NHWC only, not ${attrs.dataFormat}`);
  const { strides, pad, dimRoundingMode } = attrs;
  return tf.backend_util.computeConv2DInfo(inputShape, filterShape, strides, 1, pad, dimRoundingMode);
}

/** Convolution with stride 1 and the given zeros around: [[top, bottom], [left, right]], none negative. */
function convolve(
  backend: WasmBackend,
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  [vertical, horizontal]: readonly [number[], number[]],
  dilations: [number, number] = [1, 1],
): tf.TensorInfo {
  const pad = [[0, 0], vertical, horizontal, [0, 0]];
  return callKernel(
    backend,
    'Conv2D',
    { x, filter },
    { strides: [1, 1], pad, dilations, dataFormat: 'NHWC' },
  );
}

function transpose(backend: WasmBackend, x: tf.TensorInfo, perm: Shape4D): tf.TensorInfo {
  return callKernel(backend, 'Transpose', { x }, { perm });
}

/**
 * dW[i, j, c, d] = Σ x[n, s·h + i − top, s·w + j − left, c] · dy[n, h, w, d]: a convolution of x, its batch as
 * channels, with dy as a filter that is spread by the stride.
 */
function filterGradient({
  inputs: { x, dy },
  attrs,
  backend,
}: KernelCall<tf.Conv2DBackpropFilterInputs, tf.Conv2DBackpropFilterAttrs>): tf.TensorInfo {
  const info = convInfo(x.shape as Shape4D, attrs.filterShape, attrs);
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth } = info;
  const { strideHeight, strideWidth, padInfo } = info;
  // What must follow the picture so that the result is as large as the filter; negative: cut off there.
  const below = filterHeight + (outHeight - 1) * strideHeight - inHeight - padInfo.top;
  const right = filterWidth + (outWidth - 1) * strideWidth - inWidth - padInfo.left;
  const mine: tf.TensorInfo[] = [];
  const own = (tensor: tf.TensorInfo) => {
    mine.push(tensor);
    return tensor;
  };
  let used = x;
  if (below < 0 || right < 0) {
    const size = [x.shape[0], inHeight + Math.min(0, below), inWidth + Math.min(0, right), x.shape[3]];
    used = own(callKernel(backend, 'Slice', { x }, { begin: [0, 0, 0, 0], size }));
  }
  const channelsFirst = own(transpose(backend, used, [3, 1, 2, 0]));
  const spread = own(transpose(backend, dy, [1, 2, 0, 3]));
  const zeros = [
    [padInfo.top, Math.max(0, below)],
    [padInfo.left, Math.max(0, right)],
  ] as const satisfies [number[], number[]];
  const result = own(convolve(backend, channelsFirst, spread, zeros, [strideHeight, strideWidth]));
  const gradient = transpose(backend, result, [1, 2, 0, 3]);
  for (const { dataId } of mine) backend.disposeData(dataId);
  return gradient;
}

/** dX: a convolution of dy, zeros inserted for the stride, with the filter turned by 180 degrees. */
function inputGradient({
  inputs: { dy, filter },
  attrs,
  backend,
}: KernelCall<tf.Conv2DBackpropInputInputs, tf.Conv2DBackpropInputAttrs>): tf.TensorInfo {
  const info = convInfo(attrs.inputShape, filter.shape as Shape4D, attrs);
  const { inHeight, inWidth, filterHeight, filterWidth, strideHeight, strideWidth, padInfo } = info;
  const spread = insertZeros(backend, dy, strideHeight, strideWidth);
  const [, height = 0, width = 0] = spread.shape;
  // More padding than the filter is wide gives zeros that no convolution here needs.
  const [above, left] = [filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left];
  const below = inHeight - height - above + filterHeight - 1;
  const right = inWidth - width - left + filterWidth - 1;
  if (Math.min(above, left, below, right) < 0)
    throw new Error('the WebAssembly engine has no gradient for padding wider than the filter');
  const turned = turnFilter(backend, filter);
  const gradient = convolve(backend, spread, turned, [
    [above, below],
    [left, right],
  ]);
  for (const { dataId } of [spread, turned]) backend.disposeData(dataId);
  return gradient;
}

/** Turned by 180 degrees, its inputs and outputs swapped: [height, width, in, out] to [height, width, out, in]. */
function turnFilter(backend: WasmBackend, filter: tf.TensorInfo): tf.TensorInfo {
  const [height, width, inputs, outputs] = filter.shape as Shape4D;
  const out = backend.makeOutput([height, width, outputs, inputs], 'float32');
  const from = backend.typedArrayFromHeap(filter);
  const to = backend.typedArrayFromHeap(out);
  const size = inputs * outputs;
  for (let tap = 0; tap < height * width; tap++) {
    const start = (height * width - 1 - tap) * size;
    for (let i = 0, at = tap * size; i < inputs; i++)
      for (let o = 0; o < outputs; o++, at++) to[start + o * inputs + i] = from[at]!;
  }
  return out;
}

/** [batch, height, width, channels] to one with `stride − 1` zeros between neighbors. */
function insertZeros(
  backend: WasmBackend,
  x: tf.TensorInfo,
  strideY: number,
  strideX: number,
): tf.TensorInfo {
  const [batch, height, width, channels] = x.shape as Shape4D;
  const [tall, wide] = [(height - 1) * strideY + 1, (width - 1) * strideX + 1];
  const out = backend.makeOutput([batch, tall, wide, channels], 'float32');
  const from = backend.typedArrayFromHeap(x);
  const to = backend.typedArrayFromHeap(out);
  if (strideY === 1 && strideX === 1) {
    to.set(from);
    return out;
  }
  to.fill(0);
  for (let row = 0; row < batch * height; row++) {
    const picture = Math.floor(row / height);
    const toRow = picture * tall + (row - picture * height) * strideY;
    for (let column = 0; column < width; column++) {
      const at = (row * width + column) * channels;
      to.set(from.subarray(at, at + channels), (toRow * wide + column * strideX) * channels);
    }
  }
  return out;
}

export function registerConvGradients(): void {
  registerWasmKernel(tf.Conv2DBackpropFilter, filterGradient);
  registerWasmKernel(tf.Conv2DBackpropInput, inputGradient);
}
