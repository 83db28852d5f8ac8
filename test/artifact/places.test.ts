import { afterEach, expect, it, vi } from 'vitest';

import { cacheFolder, homeFolder } from '../../src/artifact/places.ts';

afterEach(() => vi.unstubAllEnvs());

it.each([
  ['DEMIFACE_HOME', homeFolder],
  ['DEMIFACE_CACHE', cacheFolder],
])('%s moves its folder, and is refused where it names none', (variable, folder) => {
  vi.stubEnv(variable, '/somewhere/else');
  expect(folder()).toMatch(/else$/);
  for (const empty of ['', ' ']) {
    vi.stubEnv(variable, empty);
    expect(folder).toThrow(`${variable} is empty; set it to a folder`);
  }
});
