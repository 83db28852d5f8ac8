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

const { shellMessages } = await import('../../../../src/renderer/messages/shell.ts');
const { recoverPage } = await import('../../../../src/main/shell/windows/page-recovery.ts');

const { PAGE } = await import('../../../../src/main/shell/windows/page.ts');

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'setInterval', 'performance'] });
  asked.times = 0;
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const crash = (page: EventEmitter) => page.emit('render-process-gone', {}, { reason: 'crashed' });

/** Something befalls the page of a window as often, a second apart. @returns how often it was loaded again by then */
async function crashes(
  times: number,
  isKiosk: boolean,
  happens: (page: EventEmitter) => unknown = crash,
  url = PAGE,
): Promise<{ reloads: number[]; later: () => number }> {
  let reloads = 0;
  const webContents = Object.assign(new EventEmitter(), {
    ...{ isDestroyed: () => false, isCrashed: () => true, isLoading: () => false, getURL: () => url },
    // Of an empty page, a reload shows the empty page.
    reload: () => url === 'about:blank' || reloads++,
    loadURL: (wanted: string) => Promise.resolve(wanted === PAGE && reloads++),
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
    happens(webContents);
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

test('a page that has left its address is loaded again, as one that ended', async () => {
  const goTo = (url: string) => (page: EventEmitter) => page.emit('did-navigate', {}, url);
  const { reloads, later } = await crashes(4, true, goTo('about:blank'), 'about:blank');
  expect(reloads).toEqual([1, 2, 3, 3]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(later()).toBe(4);
  expect((await crashes(2, true, goTo(`${PAGE}#/store`))).reloads).toEqual([0, 0]);
});
