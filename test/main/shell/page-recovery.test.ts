import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const asked = vi.hoisted(() => ({ times: 0 }));
vi.mock('electron', () => ({
  dialog: {
    showMessageBox: () => {
      asked.times++;
      return Promise.resolve({ response: 0 });
    },
  },
}));

const { shellMessages } = await import('../../../src/renderer/messages/shell.ts');
const { recoverPage } = await import('../../../src/main/shell/page-recovery.ts');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'setInterval', 'performance'] });
  asked.times = 0;
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Crashes the page of a window as often, a second apart. @returns how often it was loaded again by then */
async function crashes(times: number, isKiosk: boolean): Promise<{ reloads: number[]; later: () => number }> {
  let reloads = 0;
  const webContents = Object.assign(new EventEmitter(), {
    ...{ reload: () => reloads++, isDestroyed: () => false, isCrashed: () => true, isLoading: () => false },
    executeJavaScript: () => Promise.resolve(0),
  });
  const window = { webContents, isDestroyed: () => false, isKiosk: () => isKiosk };
  recoverPage(Object.assign(new EventEmitter(), window) as unknown as Parameters<typeof recoverPage>[0], {
    words: () => shellMessages('en').crash,
    quit: () => {},
    isQuitting: () => false,
  });
  const each: number[] = [];
  for (let i = 0; i < times; i++) {
    webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    await vi.advanceTimersByTimeAsync(1000);
    each.push(reloads);
  }
  return { reloads: each, later: () => reloads };
}

test('a window asks before the fourth reload within ten minutes', async () => {
  expect((await crashes(4, false)).reloads).toEqual([1, 2, 3, 4]);
  expect(asked.times).toBe(1);
});

test('a kiosk, where nobody answers, goes on by itself after a pause', async () => {
  const { reloads, later } = await crashes(4, true);
  expect(reloads).toEqual([1, 2, 3, 3]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([later(), asked.times]).toEqual([4, 0]);
});
