import { join } from 'node:path';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { EnvironmentOptions, RunnableDevEnvironment, ViteDevServer } from 'vite';
import { createRunnableDevEnvironment, createServer } from 'vite';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { NewExperiment } from '../../../../src/renderer/state/lab/new-experiment.svelte.ts';

interface Modules {
  NewExperiment: typeof NewExperiment;
  madeInEffect: <T>(make: () => T) => { made: T; end: () => void };
}

/** Svelte's own code for pages; Node would take the one for servers. */
const PAGE_MODULES = {
  noExternal: true,
  conditions: ['browser', 'module', 'development', 'svelte'],
} satisfies EnvironmentOptions['resolve'];

/** As the page runs it: on the server `$derived` has no owner, and nothing of this would show. */
let server: ViteDevServer;
let modules: Modules;
const asked: [string, Record<string, unknown>][] = [];

const presets = ['a', 'b'].map((id) => ({
  id,
  layout: id === 'a' ? 'ferplus' : 'utkface',
  stages: ['teacher'],
}));
const dataSets = [
  { id: 1, layout: 'ferplus', isThere: true, damage: null },
  { id: 2, layout: 'utkface', isThere: true, damage: null },
];
const formOf = (preset: string) => ({
  ...{ preset: { id: preset, stages: [] }, problem: null },
  fields: [{ key: preset === 'a' ? 'epochs' : 'rate', stage: null, kind: 'number', preset: '1', value: '1' }],
});

function request(channel: string, payload: Record<string, unknown>) {
  asked.push([channel, payload]);
  const answers: Record<string, unknown> = {
    'lab.presets': presets,
    'data.list': dataSets,
    'lab.form': formOf(payload['preset'] as string),
    'lab.start': { runs: [1] },
  };
  return Promise.resolve({ ok: answers[channel] });
}

beforeAll(async () => {
  server = await createServer({
    ...{
      root: join(import.meta.dirname, '../../../..'),
      configFile: false,
      logLevel: 'error',
      appType: 'custom',
    },
    plugins: [svelte()],
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
    environments: {
      page: {
        consumer: 'client',
        resolve: PAGE_MODULES,
        optimizeDeps: { noDiscovery: true },
        dev: {
          moduleRunnerTransform: true,
          createEnvironment: (name, config) => createRunnableDevEnvironment(name, config),
        },
      },
    },
  });
  const page = server.environments['page'] as RunnableDevEnvironment;
  modules = {
    ...(await page.runner.import<Modules>('/src/renderer/state/lab/new-experiment.svelte.ts')),
    ...(await page.runner.import<Modules>('/test/renderer/state/lab/in-effect.svelte.ts')),
  };
});
afterAll(() => server.close());
beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('window', { demiface: { request } });
});

test('a draft follows what is chosen and typed after the view that made it was left', async () => {
  const { made: draft, end } = modules.madeInEffect(() => new modules.NewExperiment());
  expect([draft.chosen, draft.fields, draft.fitting, draft.changes]).toEqual([null, [], null, 0]);
  expect(draft.seeds).toEqual({ ok: [1] });
  await draft.load();
  await draft.choose('a');
  draft.edit('epochs', '5');
  expect([draft.chosen?.id, draft.changes, draft.dataSet]).toEqual(['a', 1, '1']);
  end();
  await draft.choose('b');
  draft.edit('rate', '2');
  draft.seedsText = '4, 6';
  expect(draft.chosen?.id).toBe('b');
  expect(draft.fields.map(({ key }) => key)).toEqual(['rate']);
  expect([draft.changes, draft.dataSet, draft.fitting?.map(({ id }) => id)]).toEqual([1, '2', [2]]);
  await draft.start();
  expect(asked.at(-1)).toEqual([
    'lab.start',
    { preset: 'b', settings: ['rate=2'], dataSet: 2, seeds: [4, 6], until: null, name: 'b' },
  ]);
});
