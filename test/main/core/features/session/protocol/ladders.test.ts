import { expect, test } from 'vitest';

import { EXAMPLE_IDS } from '../../../../../../src/main/core/features/session/protocol/example-ladders/index.ts';
import {
  readLadders,
  removeLadder,
  saveLadder,
} from '../../../../../../src/main/core/features/session/protocol/ladders.ts';
import {
  readSessionSettings,
  saveSessionSettings,
} from '../../../../../../src/main/core/features/session/protocol/session-settings.ts';
import { PAYLOADS } from '../../../../../../src/main/ipc/payloads.ts';
import { madeStore } from '../../audience/made-audience.ts';

const LANGUAGES = ['en', 'de'] as const;

test.each(LANGUAGES)('five examples ship in %s, each of 8 to 10 steps that a form takes', (language) => {
  const ladders = readLadders(madeStore(), language);
  expect(ladders.map(({ id }) => id)).toEqual([...EXAMPLE_IDS]);
  for (const ladder of ladders) {
    expect(ladder.steps.length).toBeGreaterThanOrEqual(8);
    expect(ladder.steps.length).toBeLessThanOrEqual(10);
    expect(new Set(ladder.steps.map(({ title }) => title)).size).toBe(ladder.steps.length);
    expect(ladder.steps.every(({ hint }) => hint.length > 0)).toBe(true);
    expect(PAYLOADS['session.saveLadder'].safeParse({ language, ladder }).success).toBe(true);
  }
});

test('the languages have the same steps, in other words', () => {
  const [en, de] = LANGUAGES.map((language) => readLadders(madeStore(), language));
  expect(de!.map(({ steps }) => steps.length)).toEqual(en!.map(({ steps }) => steps.length));
  const titles = en!.flatMap(({ steps }) => steps.map(({ title }) => title));
  for (const { title } of de!.flatMap(({ steps }) => steps)) expect(titles).not.toContain(title);
});

test('an example that was changed is as it ships again once it is removed', () => {
  const store = madeStore();
  const spiders = readLadders(store, 'en')[0]!;
  const changed = { ...spiders, title: 'Spiders at our clinic', steps: spiders.steps.slice(0, 3) };
  expect(saveLadder(store, 'en', changed)[0]).toEqual(changed);
  expect(readLadders(store, 'de')[0]).toEqual(changed);
  expect(removeLadder(store, 'en', 'spiders')[0]).toEqual(spiders);
});

test('own ladders come after the examples, get an id, and can be changed and removed', () => {
  const store = madeStore();
  const dogs = { id: '', title: 'Dogs', steps: [{ title: 'Dog behind a fence', hint: '' }] };
  const [saved] = saveLadder(store, 'en', dogs).slice(EXAMPLE_IDS.length);
  expect(saved).toMatchObject({ title: 'Dogs', id: expect.stringMatching(/^[0-9a-f]{16}$/) as string });
  expect(saveLadder(store, 'en', { ...saved!, title: 'Cats' }).at(-1)!.title).toBe('Cats');
  expect(() => saveLadder(store, 'en', { ...dogs, id: 'unknown' })).toThrow('no such exposure ladder');
  expect(removeLadder(store, 'en', saved!.id)).toHaveLength(EXAMPLE_IDS.length);
});

test('settings: nothing is suggested until somebody asks for it; F12 is no shortcut', () => {
  const store = madeStore();
  const settings = readSessionSettings(store);
  expect(settings).toMatchObject({ suggests: false, sudsEveryS: 120 });
  const form = PAYLOADS['session.set'];
  expect(form.safeParse({ settings }).success).toBe(true);
  expect(form.safeParse({ settings: { ...settings, stopShortcut: 'Control+F12' } }).success).toBe(false);
  const changed = { ...settings, sudsEveryS: null, markers: [{ key: 'h', label: 'Hands on the railing' }] };
  saveSessionSettings(store, changed);
  expect(readSessionSettings(store)).toEqual(changed);
});
