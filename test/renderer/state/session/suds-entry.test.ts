import { afterAll, beforeAll, expect, test, vi } from 'vitest';

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
])('typed %s is %i', (typed, value) => {
  const entry = new Entry();
  expect(entry.value).toBeNull();
  for (const digit of typed) entry.type(digit);
  expect(entry.value).toBe(value);
});

test.each([
  ['101', 101],
  ['455', 455],
])('typed %s is refused, and the next digit begins a new number', (typed, refused) => {
  const entry = new Entry();
  for (const digit of typed) entry.type(digit);
  expect(entry).toMatchObject({ value: null, refused, isTyped: true });
  entry.type('6');
  expect(entry).toMatchObject({ value: 6, refused: null });
});

test('digits that nobody finishes are dropped; what the slider set stays', () => {
  vi.useFakeTimers();
  const entry = new Entry();
  entry.type('4');
  vi.advanceTimersByTime(4000);
  entry.type('5');
  vi.advanceTimersByTime(4999);
  expect(entry.value).toBe(45);
  vi.advanceTimersByTime(1);
  expect(entry).toMatchObject({ value: null, isTyped: false });
  entry.type('4');
  entry.value = 60;
  vi.advanceTimersByTime(10_000);
  expect(entry).toMatchObject({ value: 60, isTyped: false });
  vi.useRealTimers();
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
