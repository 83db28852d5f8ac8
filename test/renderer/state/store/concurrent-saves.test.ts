import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { AudienceCamera, AudienceSettings } from '../../../../src/main/ipc/contract.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

interface State {
  settings: AudienceSettings | null;
  load(): Promise<void>;
  saveCamera(camera: AudienceCamera): Promise<void>;
  removeCamera(id: string): Promise<void>;
}
let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let audience: State;
let stored: AudienceSettings;
let release: (() => void)[] = [];
let asked: [string, unknown][] = [];

const camera = (id: string, name = id): AudienceCamera => ({
  id,
  name,
  site: 's1',
  zones: [],
  device: { id: `d-${id}`, width: 640, height: 480, isMirrored: false },
});

beforeEach(async () => {
  modules = await openSvelteModules();
  release = [];
  asked = [];
  stored = {
    people: 'visitors',
    purposes: ['visitor-numbers'],
    measures: ['count'],
    k: 10,
    retentionDays: 365,
    controller: { name: '', address: '', contact: '', officer: '', authority: '' },
    sites: [{ id: 's1', name: '', timeZone: 'UTC', opening: Array.from({ length: 7 }, () => []) }],
    cameras: [camera('old'), camera('till')],
  };
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem: () => {} });
  vi.stubGlobal('window', {
    demiface: {
      on: () => () => {},
      async request(channel: string, payload: object) {
        if (channel.startsWith('audience.') && !/settings|set$|Camera$/.test(channel)) return { ok: null };
        asked.push([channel, payload]);
        if (channel === 'audience.settings') return { ok: structuredClone(stored) };
        await new Promise<void>((resolve) => release.push(resolve)); // As the core: answered after the deletion.
        return { ok: structuredClone(stored) };
      },
    },
  });
  ({ audience } = (await modules.load('state/store/audience.svelte.ts')) as { audience: State });
  await audience.load();
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

it('a save names what it changes and no other camera, so that none is removed by a list that is old', async () => {
  const saves = [
    audience.removeCamera('old'),
    audience.saveCamera(camera('till', 'Till 2')),
    audience.saveCamera(camera('new')),
  ];
  await vi.waitFor(() => expect(release).toHaveLength(3));
  stored = { ...stored, cameras: [camera('till', 'Till 2'), camera('new')] };
  for (const go of release) go();
  await Promise.all(saves);
  expect(asked.slice(1)).toEqual([
    ['audience.removeCamera', { id: 'old' }],
    ['audience.saveCamera', { camera: camera('till', 'Till 2') }],
    ['audience.saveCamera', { camera: camera('new') }],
  ]);
  expect(audience.settings!.cameras.map(({ name }) => name)).toEqual(['Till 2', 'new']);
});
