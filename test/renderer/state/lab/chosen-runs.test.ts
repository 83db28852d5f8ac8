import { afterEach, expect, it, vi } from 'vitest';

import type { ChosenRuns as ChosenRunsClass } from '../../../../src/renderer/state/lab/chosen-runs.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

afterEach(() => vi.unstubAllGlobals());

it('finds the ticked runs again when the page was reloaded, without those that are gone', async () => {
  const modules = await openSvelteModules();
  const { ChosenRuns } = (await modules.load('state/lab/chosen-runs.svelte.ts')) as {
    ChosenRuns: typeof ChosenRunsClass;
  };
  const held = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => held.set(key, text),
  });
  const before = new ChosenRuns();
  before.toggle([3, 1, 7]);
  before.drop(1);
  const reloaded = new ChosenRuns();
  expect(reloaded.ids).toEqual([3, 7]);
  reloaded.keep((id) => id !== 3);
  expect([reloaded.ids, new ChosenRuns().ids]).toEqual([[7], [7]]);
  for (const damaged of ['7', '["7"]', '[1.5]', JSON.stringify(Array.from({ length: 13 }, (_, i) => i))]) {
    held.set([...held.keys()][0]!, damaged);
    expect(new ChosenRuns().ids).toEqual([]);
  }
  await modules.close();
});
