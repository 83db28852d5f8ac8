import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { shippedModels } from '../../../../src/artifact/places.ts';
import { scratchFolder } from '../../../support/made-data.ts';
import { documentsOf, runHere } from '../../run-command.ts';

it.each(['compact', 'resnet-50'])('bench infer of %s, with the keys that checks read', async (net) => {
  const words = `bench infer --net ${net} --size 32 --faces 5 --json`.split(' ');
  const result = await runHere(...words);
  expect(result).toMatchObject({ code: 0, stderr: '' });
  const [figures] = documentsOf<{ msP50: number; msP95: number }>(result);
  expect(figures).toMatchObject({ net, size: 32, threads: 1, faces: 5, device: 'cpu' });
  expect(figures!.msP50).toBeGreaterThan(0);
  expect(figures!.msP95).toBeGreaterThanOrEqual(figures!.msP50);
});

it('bench infer says pictures are too small before anything is measured', async () => {
  expect(await runHere('bench', 'infer', '--net', 'vgg-f', '--size', '16')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^error: usage: pictures of 16×16 are too small for vgg-f/) as string,
  });
});

it('bench infer refuses more threads than help', async () => {
  expect(await runHere('bench', 'infer', '--threads', '4000')).toMatchObject({
    ...{ code: 2, stdout: '' },
    stderr: expect.stringMatching(/expected a whole number from 1 to \d+ on this machine/) as string,
  });
});

it('bench infer of a folder times the occlusion and all tasks of one face', async () => {
  const result = await runHere('bench', 'infer', '--models', shippedModels(), '--faces', '2', '--json');
  const [figures] = documentsOf<{ shown: { visible: string; msP50: number; msP95: number }[] }>(result);
  const { shown } = figures!;
  expect(shown.map(({ visible }) => visible)).toEqual(['full', 'lower', 'upper']);
  for (const { msP50, msP95 } of shown) {
    expect(msP50).toBeGreaterThan(0);
    expect(msP95).toBeGreaterThanOrEqual(msP50);
  }
});

it('bench infer reports which model a folder lacks', async () => {
  const folder = scratchFolder();
  cpSync(join(shippedModels(), 'expression.full'), join(folder, 'expression.full'), { recursive: true });
  expect(await runHere('bench', 'infer', '--models', folder)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('missing: no model of occlusion.full') as string,
  });
});
