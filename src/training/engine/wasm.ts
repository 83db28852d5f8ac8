import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';

import * as tf from '@tensorflow/tfjs-core';

import { loadGradients } from './gradients.ts';
import { registerConvGradients } from './wasm/conv-gradients.ts';
import { registerMaxPoolGradient } from './wasm/max-pool-gradient.ts';
import { registerOneHot } from './wasm/one-hot.ts';
import { registerSegmentSum } from './wasm/segment-sum.ts';
import { message } from '../../messages/message.ts';
import { CodedError } from '../../common/error.ts';

const require = createRequire(import.meta.url);

interface WasmPackage {
  setWasmPaths(folder: string): void;
  getThreadsCount(): number;
  version_wasm: string;
}

/**
 * Starts WebAssembly as backend `wasm`, with the kernels of training that its package lacks or has wrong.
 * Its heap ends at 4 GB: VGG-face does not train here.
 * @returns its version, and the threads it works with: the package has a build with threads, for browsers only
 * @throws Error if it cannot start
 */
export async function startWasm(): Promise<{ version: string; threads: number }> {
  loadGradients();
  const entry = require.resolve('@tensorflow/tfjs-backend-wasm');
  const wasm = require(entry) as WasmPackage;
  if (tf.findBackend('wasm') === null) {
    wasm.setWasmPaths(dirname(entry) + sep);
    registerConvGradients();
    registerMaxPoolGradient();
    registerOneHot();
    registerSegmentSum();
  }
  if (!(await tf.setBackend('wasm'))) throw new CodedError(message('engine.wasmNotStarting'));
  return { version: wasm.version_wasm, threads: wasm.getThreadsCount() };
}
