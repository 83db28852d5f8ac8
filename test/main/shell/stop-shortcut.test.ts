import { expect, test, vi } from 'vitest';

import { StopShortcut } from '../../../src/main/shell/stop-shortcut.ts';
import type { SessionShortcut, SessionState } from '../../../src/main/ipc/contract.ts';

vi.mock('electron', () => ({ globalShortcut: {} }));

const CHOSEN = 'Control+Shift+Space';
const opened = (session: number) => ({ session }) as SessionState;

function made({ taken = [] as string[] } = {}) {
  const registered = new Map<string, () => void>();
  const registry = {
    register(shortcut: string, press: () => void): boolean {
      if (shortcut === 'nonsense') throw new TypeError('conversion failure');
      if (taken.includes(shortcut) || registered.has(shortcut)) return false;
      registered.set(shortcut, press);
      return true;
    },
    unregister: (shortcut: string) => void registered.delete(shortcut),
  };
  const asked: [string, unknown][] = [];
  const core = {
    request: (channel: string, payload: unknown) => {
      asked.push([channel, payload]);
      return Promise.resolve({ stopShortcut: CHOSEN });
    },
  };
  const told: (SessionShortcut | null)[] = [];
  const stop = new StopShortcut(core as never, (now) => told.push(now), registry);
  return { stop, registered, asked, told };
}

test('is registered while a session is open, and asks the core to stop that one', async () => {
  const { stop, registered, asked, told } = made();
  stop.follow(opened(3));
  stop.follow(opened(3));
  await vi.waitFor(() => expect([...registered.keys()]).toEqual([CHOSEN]));
  expect(told).toEqual([{ shortcut: CHOSEN, isRegistered: true }]);
  registered.get(CHOSEN)!();
  expect(asked.at(-1)).toEqual(['session.stop', { session: 3, by: 'shortcut' }]);
  stop.follow(null);
  expect([registered.size, told.at(-1), stop.now]).toEqual([0, null, null]);
});

test('that another program has is reported as not registered', async () => {
  const { stop, told } = made({ taken: [CHOSEN] });
  stop.follow(opened(1));
  await vi.waitFor(() => expect(told).toEqual([{ shortcut: CHOSEN, isRegistered: false }]));
  expect(stop.isFree(CHOSEN)).toBe(false);
  stop.rebind('Control+Alt+F10');
  expect(stop.now).toEqual({ shortcut: 'Control+Alt+F10', isRegistered: true });
});

test('is bound anew while the session is open', async () => {
  const { stop, registered } = made();
  stop.rebind('Control+Alt+F9'); // No session: nothing is registered.
  expect(registered.size).toBe(0);
  stop.follow(opened(1));
  await vi.waitFor(() => expect(registered.size).toBe(1));
  stop.rebind('Control+Alt+F10');
  expect([...registered.keys()]).toEqual(['Control+Alt+F10']);
});

test('can be tried without a session, and leaves nothing registered', () => {
  const { stop, registered } = made({ taken: ['Control+A'] });
  expect([CHOSEN, 'Control+A', 'nonsense'].map((one) => stop.isFree(one))).toEqual([true, false, false]);
  expect(registered.size).toBe(0);
});

test('a session that ended while the core was asked registers nothing', async () => {
  const { stop, registered } = made();
  stop.follow(opened(1));
  stop.follow(null);
  await Promise.resolve();
  expect(registered.size).toBe(0);
});
