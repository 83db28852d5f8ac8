import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, test } from 'vitest';

import { findAddon } from '../../../src/training/engine/installation.ts';
import type { Engine } from '../../../src/training/engine/tf.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { englishText } from '../../../src/messages/english.ts';

const script = `
  import { startEngine } from ${JSON.stringify(join(import.meta.dirname, '../../../src/training/engine/tf.ts'))};
  try { console.log(JSON.stringify(await startEngine())); }
  catch ({ code, message }) { console.log(JSON.stringify({ code, message })); }`;

/** Starts the engine in a process of its own, since none gives way to another in the same one. */
async function started(env: Record<string, string>): Promise<Engine & { code?: string; message?: string }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module-typescript', '-e', script],
    {
      env: { ...process.env, ...env },
    },
  );
  return JSON.parse(stdout) as Engine;
}

describe('DEMIFACE_ENGINE', () => {
  test('names the engine that runs', async () => {
    const engine = await started({ DEMIFACE_ENGINE: 'wasm' });
    expect(engine).toMatchObject({ engine: 'wasm', device: 'cpu', version: '4.22.0', threads: 1 });
    expect(englishText(engine.why)).toMatch(/DEMIFACE_ENGINE/);
  });

  test('an unknown name is a usage error', async () => {
    expect(await started({ DEMIFACE_ENGINE: 'cuda' })).toMatchObject({
      code: 'usage',
      message: "DEMIFACE_ENGINE is 'cuda', expected tensorflow, webgpu, wasm",
    });
  });

  test('one that is not there is an engine error with the reason', async () => {
    const result = await started({ DEMIFACE_ENGINE: 'tensorflow', DEMIFACE_CACHE: scratchFolder() });
    // The package's own installer may have put the library into node_modules, where the cache does not matter.
    if (result.engine === 'tensorflow') return;
    expect(result.code).toBe('engine');
    expect(result.message).toMatch(/not installed.*engine --install/);
  });
});

describe('the best engine', () => {
  test('every better one that does not run has its reason', async () => {
    const engine = await started({ DEMIFACE_ENGINE: '' });
    if (engine.engine === 'tensorflow' && engine.device === 'gpu')
      expect(englishText(engine.why)).toMatch(/CUDA/);
    else expect(englishText(engine.why)).toMatch(/no CUDA device found|no TensorFlow \(/);
    if (engine.device === 'cpu') expect(englishText(engine.why)).toMatch(/no WebGPU \(/);
    if (findAddon() !== undefined) expect(engine.engine).not.toBe('wasm');
  });

  test('without TensorFlow and a graphics card WebAssembly runs', async () => {
    const engine = await started({ DEMIFACE_ENGINE: '', DEMIFACE_CACHE: scratchFolder() });
    if (engine.engine === 'wasm')
      expect(englishText(engine.why)).toMatch(/no TensorFlow \(.*\); no WebGPU \(.*\)/);
    else expect(['tensorflow', 'webgpu']).toContain(engine.engine);
  });
});
