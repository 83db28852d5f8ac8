import { afterEach, expect, it, vi } from 'vitest';

import type { AudienceSettings } from '../../../../src/main/ipc/contract.ts';
import { settings } from '../../../main/core/features/audience/made-audience.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

interface Draft {
  now: AudienceSettings;
  isChanged: boolean;
  change(part: Partial<AudienceSettings>): void;
  save(): Promise<void>;
}

let modules: Awaited<ReturnType<typeof openSvelteModules>>;
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

it('what is typed while settings are saved is kept', async () => {
  modules = await openSvelteModules();
  let stored = settings();
  let release = () => {};
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('window', {
    demiface: {
      on: () => () => {},
      async request(channel: string, payload: { settings: AudienceSettings }) {
        if (channel === 'audience.settings') return { ok: structuredClone(stored) };
        if (channel !== 'audience.set') return { ok: null };
        stored = { ...structuredClone(payload.settings), cameras: stored.cameras };
        await new Promise<void>((resolve) => (release = resolve));
        return { ok: structuredClone(stored) };
      },
    },
  });
  const { audience } = (await modules.load('state/store/audience.svelte.ts')) as {
    audience: { load(): Promise<void> };
  };
  const { storeDraft } = (await modules.load('state/store/store-draft.svelte.ts')) as { storeDraft: Draft };
  await audience.load();
  storeDraft.change({ k: 20 });
  const saving = storeDraft.save();
  await vi.waitFor(() => expect(stored.k).toBe(20));
  storeDraft.change({ retentionDays: 30 });
  release();
  await saving;
  expect(storeDraft.now).toMatchObject({ k: 20, retentionDays: 30 });
  expect(storeDraft.isChanged).toBe(true);
});
