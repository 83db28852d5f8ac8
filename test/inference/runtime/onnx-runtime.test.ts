import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { NETS } from '../../../src/training/models/index.ts';
import { initialValues } from '../../../src/training/models/initial.ts';
import { planArchitecture } from '../../../src/training/models/architecture.ts';
import { onnxNetwork } from '../../../src/training/models/onnx/index.ts';
import { scratchFolder } from '../../support/made-data.ts';

it('reports nobody of its sessions: no number for the machine, no database of events, no log', () => {
  const folder = scratchFolder();
  const places = {
    HOME: join(folder, 'home'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    TMPDIR: join(folder, 'tmp'),
  };
  for (const place of Object.values(places)) mkdirSync(place);
  const architecture = NETS.compact({ inputSize: 16, outputs: 2, dropout: 0 });
  const specs = planArchitecture(architecture).flatMap(({ weights }) => weights);
  const weights = new Map(specs.map((spec) => [spec.name, initialValues(spec, 1)]));
  const onnx = join(folder, 'model.onnx');
  writeFileSync(onnx, onnxNetwork(architecture, weights, { name: 'made', doc: '', metadata: {} }));
  const network = new URL('../../../src/inference/runtime/network.ts', import.meta.url).href;
  const program = `
    const { openNetwork } = await import(${JSON.stringify(network)});
    const { readFileSync } = await import('node:fs');
    const network = await openNetwork(readFileSync(${JSON.stringify(onnx)}));
    await network.run(new Float32Array(16 * 16 * 3));
    await network.dispose();`;
  // As on a person's machine: on one that builds and tests, the runtime is silent by itself.
  const { PATH } = process.env;
  const child = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    env: { PATH, ...places },
  });
  expect(child.stderr.toString()).toBe('');
  expect(child.status).toBe(0);
  for (const place of Object.values(places)) expect(readdirSync(place, { recursive: true })).toEqual([]);
});
