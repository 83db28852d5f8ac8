import * as tf from '@tensorflow/tfjs-core';

import { CodedError, DemifaceError, messageOf } from '../../common/error.ts';
import type { CodedMessage, StoredMessage } from '../../messages/message.ts';
import { joined, message } from '../../messages/message.ts';
import { findAddon } from './installation.ts';
import { registerTensorFlow, tensorFlowBackend, threadCount } from './tensorflow.ts';
import { startWasm } from './wasm.ts';
import { startWebGpu } from './webgpu.ts';

const ENGINES = ['tensorflow', 'webgpu', 'wasm'] as const;
export type EngineName = (typeof ENGINES)[number];

/** The engine that runs, as `demiface engine` prints it. */
export interface Engine {
  engine: EngineName;
  device: 'gpu' | 'cpu';
  version: string;
  /** Threads on the processor. Results repeat bit for bit for the same number only. */
  threads: number;
  /** Why this one and not a better one. */
  why: CodedMessage;
}

/**
 * Starts the best engine that this machine has: TensorFlow on a CUDA device, WebGPU on a real adapter, TensorFlow
 * on the processor, WebAssembly. `DEMIFACE_ENGINE` names one instead (`tensorflow`, `webgpu`, `wasm`).
 * @throws DemifaceError `engine` with the reason of every rung that failed; `usage` for an unknown name
 */
export async function startEngine(): Promise<Engine> {
  const chosen = process.env['DEMIFACE_ENGINE'];
  if (!chosen) return startBest();
  const name = ENGINES.find((engine) => engine === chosen);
  if (name === undefined)
    throw new DemifaceError('usage', message('engine.unknown', { chosen, engines: ENGINES.join(', ') }));
  try {
    const engine = await START[name]();
    return { ...engine, why: joined([message('engine.chosenByVariable'), engine.why]) };
  } catch (error) {
    const failure = reasonOf(error);
    const reason = name === 'tensorflow' ? joined([failure, installAdvice()]) : failure;
    throw new DemifaceError('engine', message('engine.notStarting', { name, reason }), { cause: error });
  }
}

async function startBest(): Promise<Engine> {
  const reasons: CodedMessage[] = [];
  let tensorFlow: Engine | undefined;
  try {
    tensorFlow = await startTensorFlow();
    if (tensorFlow.device === 'gpu') return tensorFlow;
    reasons.push(tensorFlow.why);
  } catch (error) {
    reasons.push(message('engine.noTensorFlow', { reason: reasonOf(error), advice: installAdvice() }));
  }
  // Checked only where TensorFlow has no CUDA device.
  try {
    return withReasons(await startOnWebGpu(), reasons);
  } catch (error) {
    reasons.push(message('engine.noWebGpu', { reason: reasonOf(error) }));
  }
  if (tensorFlow) {
    await tf.setBackend('tensorflow');
    return { ...tensorFlow, why: joined(reasons) };
  }
  try {
    return withReasons(await startOnWasm(), reasons);
  } catch (error) {
    reasons.push(message('engine.noWasm', { reason: reasonOf(error) }));
  }
  throw new DemifaceError('engine', message('engine.none', { reasons: joined(reasons) }));
}

const START: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  tensorflow: startTensorFlow,
  webgpu: startOnWebGpu,
  wasm: startOnWasm,
};

async function startTensorFlow(): Promise<Engine> {
  registerTensorFlow();
  if (!(await tf.setBackend('tensorflow'))) throw new CodedError(message('engine.libraryNotStarting'));
  const { binding } = tensorFlowBackend()!;
  const gpu = binding.isUsingGpuDevice();
  return {
    engine: 'tensorflow',
    device: gpu ? 'gpu' : 'cpu',
    version: binding.TF_Version,
    threads: threadCount(),
    why: gpu ? message('engine.cudaFound') : message('engine.noCuda'),
  };
}

async function startOnWebGpu(): Promise<Engine> {
  const { version, adapter } = await startWebGpu();
  return {
    engine: 'webgpu',
    device: 'gpu',
    version,
    threads: 1,
    why: message('engine.webGpuFound', { adapter }),
  };
}

async function startOnWasm(): Promise<Engine> {
  const why = message('engine.wasmEverywhere');
  return { engine: 'wasm', device: 'cpu', ...(await startWasm()), why };
}

function withReasons(engine: Engine, reasons: readonly CodedMessage[]): Engine {
  return { ...engine, why: joined([engine.why, ...reasons]) };
}

function installAdvice(): CodedMessage {
  return findAddon() === undefined ? message('engine.install') : message('engine.repair');
}

function reasonOf(error: unknown): StoredMessage {
  const reason = messageOf(error);
  return typeof reason === 'string' ? reason.split('\n')[0]! : reason;
}
