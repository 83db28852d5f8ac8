import { afterEach, beforeEach, expect, it } from 'vitest';

import type { RunSummary } from '../../../../src/main/ipc/contract.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';
import { run } from './make-run.ts';

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
beforeEach(async () => (modules = await openSvelteModules()));
afterEach(() => modules.close());

const shown = (one: RunSummary) => modules.render('components/lab/run/RunProblem.svelte', { run: one });

it('reports why a run has failed, and of one that trains why it is not saved', async () => {
  const refusal = { code: 'disk', message: 'the disk is full' } as const;
  expect(await shown(run(1, { state: 'failed', refusal }))).toMatch(/The run stopped.*disk is full/s);
  expect(await shown(run(1, { state: 'running', refusal }))).toMatch(/not saved yet.*disk is full/s);
  // A run that waits was refused long ago.
  expect(await shown(run(1, { state: 'queued', refusal }))).not.toContain('disk is full');
  const damage = 'its entry is damaged';
  expect(await shown(run(1, { state: 'failed', damage }))).toMatch(
    /The run is damaged.*Its entry is damaged/s,
  );
  expect(await shown(run(1, { state: 'failed', damage }))).not.toContain('<button');
});

it('names the epochs that are damaged, by their stage', async () => {
  const damaged = [
    { stage: 'gone', epoch: 2 },
    { stage: 'gone', epoch: 5 },
  ];
  const tell = (some: typeof damaged) =>
    modules.render('components/lab/run/DamagedEpochs.svelte', { run: run(1), damaged: some });
  expect(await tell(damaged)).toMatch(/Epochs are damaged.*[Gg]one: epoch 2, 5/s);
  expect(await tell([])).not.toContain('damaged');
});
