import * as tf from '@tensorflow/tfjs-core';

import { DemifaceError } from '../../artifact/error.ts';
import { findAddon } from './installation.ts';
import { registerTensorFlow, tensorFlowBackend, threadCount } from './tensorflow.ts';

export type EngineName = 'tensorflow' | 'webgpu' | 'wasm';

/** The engine that runs, as `demiface engine` tells it. */
export interface Engine {
  engine: EngineName;
  device: 'gpu' | 'cpu';
  version: string;
  /** Results repeat bit for bit for the same number only. */
  threads: number;
  /** Why this one and not a better one, in plain words. */
  why: string;
}

/**
 * Starts the best engine that this machine has.
 * `DEMIFACE_ENGINE` names one instead (`tensorflow`, `webgpu`, `wasm`).
 * @throws DemifaceError `engine` with the reason of every rung that failed
 */
export async function startEngine(): Promise<Engine> {
  const reasons: string[] = [];
  try {
    registerTensorFlow();
    await tf.setBackend('tensorflow');
    await tf.ready();
    const binding = tensorFlowBackend()!.binding;
    const gpu = binding.isUsingGpuDevice();
    const why = gpu ? 'TensorFlow found a CUDA device' : 'no CUDA device found';
    return {
      engine: 'tensorflow',
      device: gpu ? 'gpu' : 'cpu',
      version: binding.TF_Version,
      threads: threadCount(),
      why,
    };
  } catch (error) {
    reasons.push(`tensorflow: ${(error as Error).message}`);
  }
  const advice =
    findAddon() === undefined
      ? 'run `demiface engine --install`'
      : 'run `demiface engine --install` to repair it';
  throw new DemifaceError('engine', `no engine starts here (${reasons.join('; ')}); ${advice}`);
}
