import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { cutOff as CutOffNow } from '../../../../src/renderer/state/session/cut-off.svelte.ts';
import type { vault as VaultNow } from '../../../../src/renderer/state/session/vault.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let cutOff: typeof CutOffNow;
let vault: typeof VaultNow;
let asked: string[] = [];
let answers: Record<string, (payload: never) => unknown> = {};

const client = (id: string, hasOpenSession: boolean) => ({ id, code: id.toUpperCase(), hasOpenSession });
const session = (n: number, endedAt: string | null) => ({
  ...{ session: n, startedAt: `2026-11-0${n}T10:00:00+01:00`, endedAt, isResumable: n > 1 },
});

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  const [one, other] = await Promise.all([
    modules.load('state/session/cut-off.svelte.ts'),
    modules.load('state/session/vault.svelte.ts'),
  ]);
  ({ cutOff } = one as { cutOff: typeof CutOffNow });
  ({ vault } = other as { vault: typeof VaultNow });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});
beforeEach(() => {
  asked = [];
  answers = {
    'clients.vault': () => ({ state: 'open' }),
    'clients.settings': () => ({}),
    'clients.list': () => [client('a', true), client('b', false), client('c', true)],
    'session.list': ({ client: id }: { client: string }) =>
      id === 'a' ? [session(4, null), session(3, '2026-11-03T11:00:00+01:00')] : [session(1, null)],
    'session.endCutOff': () => ({}),
  };
  vi.stubGlobal('window', {
    demiface: {
      request: (channel: string, payload: never) => {
        asked.push(channel);
        return Promise.resolve({ ok: answers[channel]!(payload) });
      },
      on: () => () => {},
    },
  });
});

test('sessions that were cut off are found once client files are open, the latest first, and ended or left', async () => {
  answers['clients.vault'] = () => ({ state: 'locked' });
  await vault.load();
  expect(cutOff.now).toBeNull();
  expect(asked).not.toContain('session.list');

  answers['clients.vault'] = () => ({ state: 'open' });
  await vault.load();
  expect(asked.filter((channel) => channel === 'session.list')).toHaveLength(2);
  expect(cutOff.now).toMatchObject({ client: 'a', session: 4, code: 'A', summary: { isResumable: true } });
  await cutOff.end(cutOff.now!);
  expect(asked.at(-1)).toBe('session.endCutOff');
  expect(cutOff.now).toMatchObject({ client: 'c', session: 1, summary: { isResumable: false } });
  cutOff.dismiss(cutOff.now!);
  expect(cutOff.now).toBeNull();

  answers['clients.vault'] = () => ({ state: 'locked' });
  await vault.load();
  expect(cutOff.now).toBeNull();
});
