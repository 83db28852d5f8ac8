import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import util from 'node:util';

import * as tf from '@tensorflow/tfjs-core';

import { findAddon } from './installation.ts';
import { muteLibraries } from './quiet.ts';
import { message } from '../../messages/message.ts';
import { CodedError } from '../../common/error.ts';

const require = createRequire(import.meta.url);

/** An attribute of a TensorFlow op as the binding takes it; `type` is one of its `TF_ATTR_*` numbers. */
export interface OpAttr {
  name: string;
  type: number;
  value: unknown;
}

/** What the binding returns for a tensor that it made. `dtype` is TensorFlow's number. */
export interface TensorInfo {
  id: number;
  shape: number[];
  dtype: number;
}

/** The native object of tfjs-node-gpu, as far as we use it: a thin layer over TensorFlow's C functions. */
export interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_BOOL: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
  isUsingGpuDevice: () => boolean;
  createTensor: (shape: number[], dtype: number, values: ArrayBufferView) => number;
  deleteTensor: (id: number) => void;
  tensorDataSync: (id: number) => ArrayBufferView;
  executeOp: (name: string, attrs: OpAttr[], inputIds: number[], numOutputs: number) => TensorInfo[];
  loadSavedModel: (folder: string, tags: string) => number;
  deleteSavedModel: (id: number) => void;
  runSavedModel: (id: number, inputIds: number[], inputNames: string, outputNames: string) => TensorInfo[];
  /**
   * There while a step is recorded, and never native: notes down a kernel that changes variables in place. They keep
   * their values while recording; nothing that comes after may read them.
   * @param inputs what the kernel takes behind the variables
   */
  updateInPlace?: (name: string, attrs: OpAttr[], variables: tf.Variable[], inputs: tf.Tensor[]) => void;
}

/** The part of tfjs-node-gpu's backend that we use beside the kernels. */
export interface TensorFlowBackend {
  binding: Binding;
  /** Uploads what is not on the device yet; ids stay valid as long as the tensors. */
  getInputTensorIds(tensors: readonly tf.Tensor[]): number[];
  createOutputTensor(info: TensorInfo): tf.Tensor;
  executeMultipleOutputs(name: string, attrs: OpAttr[], inputs: tf.Tensor[], numOutputs: number): tf.Tensor[];
}

/** Threads that TensorFlow works with; results are the same bit for bit for the same number only. */
export function threadCount(): number {
  const chosen = Number(process.env['TF_NUM_INTRAOP_THREADS']);
  return Number.isInteger(chosen) && chosen > 0 ? chosen : availableParallelism();
}

/**
 * Loads the TensorFlow library and registers it as backend `tensorflow`.
 * @throws Error if the addon is not installed or cannot be loaded
 */
export function registerTensorFlow(): void {
  if (tf.findBackendFactory('tensorflow')) return;
  // Read by the library while it loads, so they must stand before.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
  process.env['TF_NUM_INTRAOP_THREADS'] ??= String(threadCount());
  process.env['TF_NUM_INTEROP_THREADS'] ??= String(threadCount());
  // The package calls two functions of `util`: Node 23 removed one, Node 24 warns of the other.
  const legacy = util as unknown as Record<string, unknown>;
  legacy['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  legacy['isArray'] = Array.isArray;

  const addon = findAddon();
  if (addon === undefined) throw new CodedError(message('engine.notInstalled'));
  const binding = loadQuietly(addon);
  // The package's own entry point insists on an addon inside node_modules; its parts do not.
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  const { NodeJSKernelBackend } = require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as {
    NodeJSKernelBackend: new (binding: Binding, packageName: string) => tf.KernelBackend;
  };
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node-gpu'), 3);
}

function loadQuietly(addon: string): Binding {
  const unmute = muteLibraries();
  try {
    return require(addon) as Binding;
  } finally {
    unmute();
  }
}

/** The TensorFlow backend if it is the one that runs, else undefined. */
export function tensorFlowBackend(): TensorFlowBackend | undefined {
  return tf.getBackend() === 'tensorflow' ? (tf.backend() as unknown as TensorFlowBackend) : undefined;
}
