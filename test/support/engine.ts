import { startWebGpu } from '../../src/training/engine/webgpu.ts';
import type { Engine } from '../../src/training/engine/tf.ts';
import { startEngine } from '../../src/training/engine/tf.ts';

type EngineName = Engine['engine'];

let started: Promise<Engine> | undefined;

/** The best engine of this machine, started once for a test file. */
export function engineForTests(): Promise<Engine> {
  started ??= startEngine();
  return started;
}

/**
 * Starts one engine by name; every test file is a process of its own, so it is the only one there.
 * `DEMIFACE_TEST_SOFTWARE_WEBGPU=1` lets WebGPU be tested on a software adapter.
 * @returns undefined once it runs, else why it does not
 */
export async function startNamed(name: EngineName): Promise<string | undefined> {
  const before = process.env['DEMIFACE_ENGINE'];
  process.env['DEMIFACE_ENGINE'] = name;
  try {
    if (name === 'webgpu' && process.env['DEMIFACE_TEST_SOFTWARE_WEBGPU'])
      await startWebGpu({ acceptSoftware: true });
    else await startEngine();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    if (before === undefined) delete process.env['DEMIFACE_ENGINE'];
    else process.env['DEMIFACE_ENGINE'] = before;
  }
}
