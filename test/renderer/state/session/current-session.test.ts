import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { CurrentSession } from '../../../../src/renderer/state/session/current-session.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let Session: new () => CurrentSession;
let asked: { channel: string; payload: Record<string, unknown> }[] = [];
let say: (state: object) => void = () => {};
/** Answers what was asked for last. */
let answer: (result: object) => void = () => {};

const STATE = { client: 'a', session: 7, phase: 'running', step: 0, nowMs: 1000, stop: null };
const state = (step: number) => ({ ...STATE, step, ladder: { steps: [1, 2, 3] } });

beforeAll(async () => {
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} });
  const loaded = await modules.load('state/session/current-session.svelte.ts');
  ({ CurrentSession: Session } = loaded as { CurrentSession: typeof Session });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});
beforeEach(() => {
  asked = [];
  vi.stubGlobal('window', {
    demiface: {
      request: (channel: string, payload: Record<string, unknown>) => {
        asked.push({ channel, payload });
        return new Promise((resolve) => (answer = resolve));
      },
      on: (event: string, heard: typeof say) => {
        if (event === 'session.changed') say = heard;
        return () => {};
      },
    },
  });
});

function opened(): { session: CurrentSession; end: () => void } {
  const session = new Session();
  const end = session.begin({ isMeasuring: false });
  say(state(0));
  return { session, end };
}

test('a second press while the step changes is ignored; the next counts from the step it led to', async () => {
  const { session, end } = opened();
  const first = session.goTo(1);
  await session.goTo(1);
  expect(asked).toEqual([{ channel: 'session.step', payload: { session: 7, step: 1 } }]);
  answer({ ok: state(1) });
  await first;
  const next = session.goTo(session.now!.step! + 1);
  answer({ ok: state(2) });
  await next;
  expect(asked.map(({ payload }) => payload['step'])).toEqual([1, 2]);
  await session.goTo(3);
  expect(asked).toHaveLength(2);
  end();
});

test('a refused step leaves the next one free', async () => {
  const { session, end } = opened();
  const first = session.goTo(1);
  answer({ refused: { code: 'usage', message: 'no' } });
  await expect(first).rejects.toThrow('no');
  void session.goTo(1);
  expect(asked).toHaveLength(2);
  end();
});

test('a note is saved once, and stays in the field when it could not be', async () => {
  const { session, end } = opened();
  session.note.text = ' breathes out ';
  const first = session.saveNote();
  await session.saveNote();
  expect(asked).toHaveLength(1);
  expect(asked[0]!.payload).toMatchObject({ client: 'a', session: 7, id: 0, text: 'breathes out' });
  answer({ refused: { code: 'disk', message: 'full' } });
  await expect(first).rejects.toThrow('full');
  expect(session.note.text).toBe(' breathes out ');
  const again = session.saveNote();
  answer({ ok: {} });
  await again;
  expect(session.note.text).toBe('');
  end();
});
