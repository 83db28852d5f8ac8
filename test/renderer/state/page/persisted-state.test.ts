import { afterEach, expect, it, vi } from 'vitest';

import type { PersistedState as PersistedStateClass } from '../../../../src/renderer/state/page/persisted-state.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

afterEach(() => vi.unstubAllGlobals());

/** As a browser has it. */
function madeStorage(held = new Map<string, string>()) {
  return {
    held,
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, text: string) => held.set(key, text),
  };
}

it('finds what was kept, by its span, and nothing that is no value of it', async () => {
  const modules = await openSvelteModules();
  const { PersistedState } = (await modules.load('state/page/persisted-state.svelte.ts')) as {
    PersistedState: typeof PersistedStateClass;
  };
  const [session, always] = [madeStorage(), madeStorage()];
  vi.stubGlobal('sessionStorage', session);
  vi.stubGlobal('localStorage', always);
  const isSize = (value: unknown) => value === 's' || value === 'm';
  const size = new PersistedState<string>('size', 'm', 'always', isSize);
  expect(size.now).toBe('m');
  size.now = 's';
  expect([always.held.size, session.held.size]).toEqual([1, 0]);
  expect(new PersistedState<string>('size', 'm', 'always', isSize).now).toBe('s');
  expect(new PersistedState<string>('size', 'm', 'session', isSize).now).toBe('m');
  for (const damaged of ['"huge"', '{', 'null']) {
    always.held.set('demiface.size', damaged);
    expect(new PersistedState<string>('size', 'm', 'always', isSize).now).toBe('m');
  }
  vi.stubGlobal('localStorage', {
    ...always,
    setItem() {
      throw new Error('full');
    },
  });
  size.now = 'm';
  expect(size.now).toBe('m');
  await modules.close();
});
