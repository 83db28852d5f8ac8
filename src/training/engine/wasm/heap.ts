import * as tf from '@tensorflow/tfjs-core';

/** The part of the WebAssembly backend that its kernels use. */
export interface WasmBackend {
  makeOutput(shape: number[], dtype: 'float32' | 'int32'): tf.TensorInfo;
  /** A view of the tensor where it lies; no longer valid once another tensor is made, since the heap may grow. */
  typedArrayFromHeap(tensor: tf.TensorInfo): Float32Array | Int32Array;
  disposeData(dataId: object): boolean;
}

/** What tfjs hands to a kernel. */
export interface KernelCall<Inputs, Attrs> {
  inputs: { [Name in keyof Inputs]: tf.TensorInfo };
  attrs: Attrs;
  backend: WasmBackend;
}

/** Registers a kernel in place of the package's own, if it has one. */
export function registerWasmKernel<Inputs, Attrs>(
  kernelName: string,
  kernel: (call: KernelCall<Inputs, Attrs>) => tf.TensorInfo,
): void {
  if (tf.getKernel(kernelName, 'wasm')) tf.unregisterKernel(kernelName, 'wasm');
  const kernelFunc = kernel as unknown as tf.KernelFunc;
  tf.registerKernel({ kernelName, backendName: 'wasm', kernelFunc });
}

/**
 * Runs a kernel of the package inside another. Nothing of this reaches tfjs's own books, so the caller
 * disposes with `backend.disposeData`.
 */
export function callKernel(
  backend: WasmBackend,
  kernelName: string,
  inputs: Record<string, tf.TensorInfo>,
  attrs: Record<string, unknown>,
): tf.TensorInfo {
  const kernel = tf.getKernel(kernelName, 'wasm');
  if (!kernel) throw new Error(`the WebAssembly engine has no kernel ${kernelName}`);
  return kernel.kernelFunc({
    inputs,
    backend,
    attrs: attrs as unknown as tf.NamedAttrMap,
  }) as tf.TensorInfo;
}
