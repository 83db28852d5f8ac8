import { afterAll, beforeAll, expect, test } from 'vitest';

import type { SessionEvent, SessionState, StopState } from '../../../../src/main/ipc/contract.ts';
import { stopText } from '../../../../src/renderer/components/session/running/stop-text.ts';
import type { sessionKey as SessionKey } from '../../../../src/renderer/components/session/running/session-keys.ts';
import type { CurrentSession } from '../../../../src/renderer/state/session/current-session.svelte.ts';
import { openSvelteModules } from '../insights/svelte-modules.ts';

const modules = await openSvelteModules();
let sessionKey: typeof SessionKey;

beforeAll(async () => {
  const loaded = await modules.load('components/session/running/session-keys.ts');
  ({ sessionKey } = loaded as { sessionKey: typeof SessionKey });
});
afterAll(() => modules.close());

const stop = (answer: StopState['answer'], confirmedAtMs: number | null = null) => ({
  ...{ atMs: 1000, by: 'button' as const, answer, confirmedAtMs },
});
const told = (
  answer: StopState['answer'] | null,
  of: StopState | null,
  events: SessionEvent[] = [],
  occlusion: SessionState['occlusion'] = 'upper',
) => stopText({ stopAnswer: answer, now: { stop: of, occlusion } as SessionState, events });
const confirmedBy = (by: 'vr' | 'person'): SessionEvent => ({
  ...{ id: 1, atMs: 1038, what: { kind: 'stop-confirmed', afterMs: 38, by } },
});

test('says how the emergency stop stands, and what to do where nobody answered', () => {
  expect(told(null, null)).toBeNull();
  expect(told('waiting', stop('waiting'))).toBe('Stop sent: waiting for the VR program');
  expect(told('unconfirmed', stop('unconfirmed'))).toBe('Not confirmed: take the headset off');
  expect(told('none', stop('none'))).toBe('No VR program is connected: take the headset off');
  // The core took none.
  expect(told('unconfirmed', null)).toBe('The stop was not sent: take the headset off');
});

test('names the scene where no headset is worn', () => {
  expect(told('unconfirmed', stop('unconfirmed'), [], 'none')).toBe('Not confirmed: end the VR scene');
  expect(told('none', stop('none'), [], 'lower')).toBe('No VR program is connected: end the VR scene');
  expect(told('unconfirmed', null, [], 'none')).toBe('The stop was not sent: end the VR scene');
});

test('says who confirmed it', () => {
  const confirmed = stop('confirmed', 1038);
  expect(told('confirmed', confirmed, [confirmedBy('vr')])).toBe(
    'Stopped: the VR program answered after 38 ms',
  );
  expect(told('confirmed', confirmed, [confirmedBy('person')])).toBe(
    'Stopped: a person confirmed that the client is safe',
  );
  expect(told('confirmed', stop('confirmed', 41_553), [])).toBe(
    'Stopped: the VR program answered after 40.6 s',
  );
  // Of an earlier stop.
  expect(told('confirmed', confirmed, [{ ...confirmedBy('person'), atMs: 500 }])).toMatch(/VR program/);
});

/** A session at its first of two steps that notes what is done to it. */
function made(value: number | null, isTyped = value !== null) {
  const done: unknown[] = [];
  const session = {
    now: { step: 0, ladder: { steps: [1, 2] } },
    entry: { value, isTyped, type: (digit: string) => done.push(digit), erase: () => done.push('erase') },
    enterSuds: () => done.push('enter'),
    goTo: (step: number) => done.push({ step }),
  } as unknown as CurrentSession;
  return { done, press: (key: string, isOnStop = false) => void sessionKey(key, session, isOnStop)?.() };
}

test('digits rate, page keys change the step; Space, Esc and keys without a meaning do nothing', () => {
  const { done, press } = made(4);
  for (const key of ['5', 'Backspace', 'Enter', 'PageUp', ' ', 'Escape', 'x', 'Tab', 'F5']) press(key);
  expect(done).toEqual(['5', 'erase', 'enter', { step: 1 }]);
});

test('Enter presses what has the focus while nothing was typed', () => {
  const { done, press } = made(null);
  for (const key of ['Enter', 'Backspace']) press(key);
  expect(done).toEqual([]);
});

test('Enter on the emergency stop records digits that were typed, and else stops', () => {
  const typed = made(62);
  typed.press('Enter', true);
  expect(typed.done).toEqual(['enter']);
  // A number above 100 that was typed is no stop either.
  const refused = made(null, true);
  refused.press('Enter', true);
  expect(refused.done).toEqual(['enter']);
  const slid = made(62, false);
  slid.press('Enter', true);
  expect(slid.done).toEqual([]);
});
