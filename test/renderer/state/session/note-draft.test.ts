import { afterAll, beforeAll, expect, test } from 'vitest';

import type { NoteDraft } from '../../../../src/renderer/state/session/note-draft.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let Draft: new (nowMs: () => number) => NoteDraft;

beforeAll(async () => {
  Draft = ((await modules.load('state/session/note-draft.svelte.ts')) as { NoteDraft: typeof Draft })
    .NoteDraft;
});
afterAll(() => modules.close());

test('a note belongs to the moment at which it was begun, however its text came', () => {
  let nowMs = 1000;
  const note = new Draft(() => nowMs);
  // Pasted or dictated as a whole.
  note.text = 'looks at the jar';
  nowMs = 5000;
  note.text = 'looks at the jar, breathes out';
  expect(note.atMs).toBe(1000);
  note.text = 'l';
  expect(note.atMs).toBe(1000);
});

test('the next note is begun anew, after saving as after emptying the field', () => {
  let nowMs = 1000;
  const note = new Draft(() => nowMs);
  note.text = 'first';
  note.clear();
  expect(note.text).toBe('');
  nowMs = 60_000;
  note.text = 'second, in one piece';
  expect(note.atMs).toBe(60_000);
  note.text = '';
  nowMs = 90_000;
  note.text = 'third';
  expect(note.atMs).toBe(90_000);
});
