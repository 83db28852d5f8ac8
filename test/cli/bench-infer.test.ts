import { expect, it } from 'vitest';

import { documentsOf, runHere } from './run-command.ts';

it.each(['compact', 'resnet-50'])('bench infer of %s, with the keys that checks read', async (net) => {
  const words = `bench infer --net ${net} --size 32 --faces 5 --json`.split(' ');
  const said = await runHere(...words);
  expect(said).toMatchObject({ code: 0, stderr: '' });
  const [figures] = documentsOf<{ msP50: number; msP95: number }>(said);
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
