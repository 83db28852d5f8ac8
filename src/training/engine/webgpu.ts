import { createRequire } from 'node:module';

import * as tf from '@tensorflow/tfjs-core';

import { CodedError, DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { loadGradients } from './gradients.ts';
import { muteLibraries } from './quiet.ts';

const require = createRequire(import.meta.url);

/** The little that we need of WebGPU's types, which are the browser's. */
interface Adapter {
  info: {
    vendor: string;
    architecture: string;
    device: string;
    description: string;
    isFallbackAdapter?: boolean;
  };
  features: ReadonlySet<string>;
  limits: Record<string, number>;
  requestDevice(descriptor: unknown): Promise<Device>;
}
interface Device {
  lost: Promise<{ message: string }>;
  addEventListener(type: 'uncapturederror', listener: (event: { error: { message: string } }) => void): void;
}
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<Adapter | null>;
}
interface WebGpuBackend extends tf.KernelBackend {
  read(dataId: object): Promise<tf.backend_util.BackendValues>;
}

/** Limits that tfjs requests as high as the adapter goes. */
const LIMITS = [
  'maxComputeWorkgroupStorageSize',
  'maxComputeWorkgroupsPerDimension',
  'maxStorageBufferBindingSize',
  'maxBufferSize',
  'maxComputeWorkgroupSizeX',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** Adapters that calculate on the processor: slower than the engines made for it. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render|software/i;

export interface WebGpuOptions {
  /** Takes a software adapter too: right for tests, too slow for work. */
  acceptSoftware?: boolean;
}

/**
 * Starts WebGPU as backend `webgpu`, on a real adapter only. Values are read asynchronously here (`data()`):
 * `dataSync()` does not work.
 * @returns its version, and the adapter in words
 * @throws CodedError with the reason, whose text follows "no WebGPU", if it cannot start
 */
export async function startWebGpu({ acceptSoftware = false }: WebGpuOptions = {}): Promise<{
  version: string;
  adapter: string;
}> {
  const { create, globals } = await loadDawn();
  const gpu = create([]);
  const adapter = await findAdapter(gpu);
  const { info } = adapter;
  const name = [info.vendor, info.architecture, info.description || info.device].filter(Boolean).join(' ');
  if (!acceptSoftware && (info.isFallbackAdapter === true || SOFTWARE.test(`${name} ${info.device}`)))
    throw new CodedError(message('engine.softwareAdapter', { name }));

  loadGradients();
  // Loaded while `navigator.gpu` is not there, it registers its kernels but no backend of its own choice.
  const webgpu = require('@tensorflow/tfjs-backend-webgpu') as {
    WebGPUBackend: new (device: Device, info: Adapter['info']) => WebGpuBackend;
  };
  const { version } = require('@tensorflow/tfjs-backend-webgpu/package.json') as { version: string };
  Object.assign(globalThis, globals);
  Object.defineProperty(globalThis.navigator, 'gpu', { value: gpu, configurable: true });
  const device = await adapter.requestDevice({
    requiredLimits: Object.fromEntries(LIMITS.map((limit) => [limit, adapter.limits[limit]])),
  });
  if (tf.findBackendFactory('webgpu')) tf.removeBackend('webgpu');
  tf.registerBackend('webgpu', () => reportingErrors(new webgpu.WebGPUBackend(device, info), device));
  if (!(await tf.setBackend('webgpu'))) throw new CodedError(message('engine.adapterNotStarting', { name }));
  return { version, adapter: name };
}

async function loadDawn(): Promise<{ create: (flags: string[]) => Gpu; globals: object }> {
  const name = 'webgpu'; // an optional package: neither tsc nor the program may need it
  try {
    return (await import(name)) as { create: (flags: string[]) => Gpu; globals: object };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    throw new CodedError(message('engine.libraryNotLoading', { error: reason! }), { cause: error });
  }
}

async function findAdapter(gpu: Gpu): Promise<Adapter> {
  const unmute = muteLibraries();
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null) throw new CodedError(message('engine.noAdapter'));
    return adapter;
  } finally {
    unmute();
  }
}

/** WebGPU reports errors beside the call that made them; the next value that is read throws the first of them. */
function reportingErrors(backend: WebGpuBackend, device: Device): WebGpuBackend {
  let failure: string | undefined;
  device.addEventListener('uncapturederror', ({ error }) => (failure ??= error.message));
  void device.lost.then(({ message }) => (failure ??= message || 'the device was lost'));
  const read = backend.read.bind(backend);
  backend.read = async (dataId) => {
    const values = await read(dataId);
    if (failure !== undefined)
      throw new DemifaceError('engine', message('engine.webgpuFailed', { error: failure.split('\n')[0]! }));
    return values;
  };
  return backend;
}
