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
      async request(channel: string, payload: { settings: AudienceSettings }) {
        if (channel === 'audience.settings') return { ok: structuredClone(stored) };
        if (channel !== 'audience.set') return { ok: null };
        stored = structuredClone(payload.settings); // As the core: stored at once, answered after the deletion.
        const saved = structuredClone(stored);
        await new Promise<void>((resolve) => release.push(resolve));
        return { ok: saved };
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
/** Answers every save, those that follow too. */
const releaseAll = () => {
  const timer = setInterval(() => {
    for (const go of release.splice(0)) go();
  }, 5);
  return () => clearInterval(timer);
};

it('a camera that is being removed stays removed when another one is saved meanwhile', async () => {
  const removing = audience.removeCamera('old');
  const saving = audience.saveCamera(camera('till', 'Till 2'));
  const stop = releaseAll();
  await Promise.all([removing, saving]);
  stop();
  expect(stored.cameras.map(({ id }) => id)).toEqual(['till']);
});

it('a camera that is being added is not removed (with its counts) when another one is saved meanwhile', async () => {
  const adding = audience.saveCamera(camera('new'));
  const saving = audience.saveCamera(camera('till', 'Till 2'));
  const stop = releaseAll();
  await Promise.all([adding, saving]);
  stop();
  expect(stored.cameras.map(({ id }) => id)).toEqual(['old', 'till', 'new']);
});
