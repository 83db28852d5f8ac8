import * as tf from '@tensorflow/tfjs-core';

import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
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
  /** Why this one and not a better one, in plain words. */
  why: string;
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
    return { ...engine, why: `DEMIFACE_ENGINE names it; ${engine.why}` };
  } catch (error) {
    const advice = name === 'tensorflow' ? `; ${installAdvice()}` : '';
    throw new DemifaceError(
      'engine',
      message('engine.notStarting', { name, reason: `${reasonOf(error)}${advice}` }),
      { cause: error },
    );
  }
}

async function startBest(): Promise<Engine> {
  const reasons: string[] = [];
  let tensorFlow: Engine | undefined;
  try {
    tensorFlow = await startTensorFlow();
    if (tensorFlow.device === 'gpu') return tensorFlow;
    reasons.push(tensorFlow.why);
  } catch (error) {
    reasons.push(`no TensorFlow (${reasonOf(error)}; ${installAdvice()})`);
  }
  // Checked only where TensorFlow has no CUDA device.
  try {
    return withReasons(await startOnWebGpu(), reasons);
  } catch (error) {
    reasons.push(`no WebGPU (${reasonOf(error)})`);
  }
  if (tensorFlow) {
    await tf.setBackend('tensorflow');
    return { ...tensorFlow, why: reasons.join('; ') };
  }
  try {
    return withReasons(await startOnWasm(), reasons);
  } catch (error) {
    reasons.push(`no WebAssembly (${reasonOf(error)})`);
  }
  throw new DemifaceError('engine', message('engine.none', { reasons: reasons.join('; ') }));
}

const START: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  tensorflow: startTensorFlow,
  webgpu: startOnWebGpu,
  wasm: startOnWasm,
};

async function startTensorFlow(): Promise<Engine> {
  registerTensorFlow();
  if (!(await tf.setBackend('tensorflow'))) throw new Error('its library does not start');
  const { binding } = tensorFlowBackend()!;
  const gpu = binding.isUsingGpuDevice();
  return {
    engine: 'tensorflow',
    device: gpu ? 'gpu' : 'cpu',
    version: binding.TF_Version,
    threads: threadCount(),
    why: gpu ? 'TensorFlow found a CUDA device' : 'no CUDA device found',
  };
}

async function startOnWebGpu(): Promise<Engine> {
  const { version, adapter } = await startWebGpu();
  return { engine: 'webgpu', device: 'gpu', version, threads: 1, why: `WebGPU found ${adapter}` };
}

async function startOnWasm(): Promise<Engine> {
  const why = 'WebAssembly runs everywhere';
  return { engine: 'wasm', device: 'cpu', ...(await startWasm()), why };
}

function withReasons(engine: Engine, reasons: readonly string[]): Engine {
  return { ...engine, why: [engine.why, ...reasons].join('; ') };
}

function installAdvice(): string {
  return findAddon() === undefined
    ? 'run `demiface engine --install`'
    : 'run `demiface engine --install` to repair it';
}

function reasonOf(error: unknown): string {
  return (error as Error).message.split('\n')[0]!;
}
