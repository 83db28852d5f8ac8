import { afterAll, beforeAll, expect, test } from 'vitest';

import type { SudsEntry } from '../../../../src/renderer/state/session/suds-entry.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let Entry: new () => SudsEntry;

beforeAll(async () => {
  Entry = ((await modules.load('state/session/suds-entry.svelte.ts')) as { SudsEntry: typeof Entry })
    .SudsEntry;
});
afterAll(() => modules.close());

test.each([
  ['4', 4],
  ['45', 45],
  ['100', 100],
  ['007', 7],
  ['0', 0],
  // A digit that would lead beyond 100 begins a new number.
  ['101', 1],
  ['455', 5],
])('typed %s is %i', (typed, value) => {
  const entry = new Entry();
  expect(entry.value).toBeNull();
  for (const digit of typed) entry.type(digit);
  expect(entry.value).toBe(value);
});

test('is erased digit by digit, or as a whole', () => {
  const entry = new Entry();
  entry.value = 85;
  entry.erase();
  expect(entry.value).toBe(8);
  entry.erase();
  expect(entry.value).toBeNull();
  entry.erase();
  entry.type('7');
  entry.clear();
  expect(entry.value).toBeNull();
});
