import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { DataSetSummary } from '../../../../src/main/ipc/contract.ts';
import type { data as DataState } from '../../../../src/renderer/state/data/data.svelte.ts';
import { openSvelteModules } from '../insights/svelte-modules.ts';

const set: DataSetSummary = {
  ...{ id: 1, name: 'mine', layout: 'ferplus', root: '/mine', addedAt: '2026', isThere: true },
  ...{ checkedAt: '2026-01-01T00:00:00.000Z', pictures: 6, tasks: [], corrections: 0, version: 0 },
  ...{ interpretation: {}, damage: 'its entry is damaged; remove it' },
};

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
beforeEach(async () => {
  vi.stubGlobal('window', {
    demiface: {
      request: (channel: string) =>
        Promise.resolve(
          channel === 'data.list' ? { ok: [set] } : { refused: { code: 'corrupt', message: 'damaged' } },
        ),
    },
  });
  modules = await openSvelteModules();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

it('a damaged data set is marked in the list, and reports why where it is opened', async () => {
  expect(await modules.render('components/data/DataList.svelte', { list: [set] })).toContain('Damaged');
  const sound = { ...set, damage: null };
  expect(await modules.render('components/data/DataList.svelte', { list: [sound] })).not.toContain('Damaged');
  const why = await modules.render('components/data/DamagedEntry.svelte', { damage: set.damage });
  expect(why).toMatch(/The data set is damaged.*Its entry is damaged; remove it/s);
});

it('a report that is damaged can be made again', async () => {
  const { data } = (await modules.load('state/data/data.svelte.ts')) as { data: typeof DataState };
  await expect(data.loadReport(1)).rejects.toMatchObject({ code: 'corrupt' });
  expect(data.report(1)).toBeNull();
});
