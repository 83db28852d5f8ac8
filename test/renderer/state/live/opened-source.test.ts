import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import type { OpenedSource } from '../../../../src/renderer/state/live/opened-source.svelte.ts';
import type { PictureByIndex } from '../../../../src/renderer/state/live/picture-by-index.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const modules = await openSvelteModules();
let Source: new () => OpenedSource;
let Pictures: new () => PictureByIndex;

/** Requests of the page in order, each answered by hand. */
interface Sent {
  channel: string;
  payload: Record<string, unknown>;
  answer: (value: unknown) => void;
}
let sent: Sent[] = [];
const next = (channel: string) => vi.waitUntil(() => sent.findLast((one) => one.channel === channel));

beforeAll(async () => {
  Source = ((await modules.load('state/live/opened-source.svelte.ts')) as { OpenedSource: typeof Source })
    .OpenedSource;
  Pictures = (
    (await modules.load('state/live/picture-by-index.svelte.ts')) as { PictureByIndex: typeof Pictures }
  ).PictureByIndex;
});
beforeEach(() => {
  sent = [];
  const request = (channel: string, payload: Record<string, unknown>) =>
    new Promise((resolve) => sent.push({ channel, payload, answer: resolve }));
  vi.stubGlobal('window', { demiface: { request } });
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

const opened = (session: number, pictures: string[] = []) => ({ session, pictures, models: [], leftOut: [] });

test('a source that is closed while it opens is closed in the core, and is never shown', async () => {
  const source = new Source();
  const opening = source.open({ kind: 'camera' }, null, 'auto');
  expect(source.opening).toBe('camera');
  void source.close();
  expect(source.opening).toBeNull();
  (await next('live.open')).answer({ ok: opened(7) });
  const close = await next('live.close');
  expect(close.payload).toEqual({ session: 7 });
  close.answer({ ok: {} });
  expect([await opening, source.now]).toEqual([null, null]);
});

test('of two sources that are opened at once the last one holds, whichever answers first', async () => {
  const source = new Source();
  const first = source.open({ kind: 'camera' }, null, 'auto');
  const early = await next('live.open');
  const second = source.open({ kind: 'sample' }, null, 'auto');
  (await vi.waitUntil(() => sent[1])).answer({ ok: opened(2) });
  expect(await second).toMatchObject({ session: 2 });
  early.answer({ ok: opened(1) });
  (await next('live.close')).answer({ ok: {} });
  expect([await first, source.now?.session, source.opening]).toEqual([null, 2, null]);
});

test('a refused source leaves nothing open', async () => {
  const source = new Source();
  const opening = source.open({ kind: 'sample' }, null, 'auto');
  (await next('live.open')).answer({ refused: { code: 'missing', message: 'not there' } });
  await expect(opening).rejects.toThrow('not there');
  expect([source.now, source.opening]).toEqual([null, null]);
});

test('pictures that were passed over are not requested; a refused one names its reason', async () => {
  const pictures = new Pictures();
  const folder = opened(3, ['a', 'b', 'c', 'd']) as never;
  const requested = () => sent.map(({ payload }) => payload['index']);
  const shown = [0, 1, 2, 3].map((index) => pictures.choose(folder, index, null));
  (await next('live.picture')).answer({ refused: { code: 'unreadable', message: 'no picture' } });
  expect(await Promise.all(shown)).toMatchObject([null, null, null, { picture: null }]);
  expect([requested(), pictures.index, pictures.failure]).toEqual([[3], 3, 'no picture']);
  expect(await pictures.choose(folder, 4, null)).toBeNull();
  pictures.forget();
  expect([requested(), pictures.failure]).toEqual([[3], null]);
});

test('waits for what the core works on; none is shown once the folder is closed', async () => {
  const pictures = new Pictures();
  const before = Promise.withResolvers<void>();
  const shown = pictures.choose(opened(3, ['a']) as never, 0, before.promise);
  await Promise.resolve();
  expect(sent).toEqual([]);
  before.resolve();
  const request = await next('live.picture');
  pictures.forget();
  request.answer({ refused: { code: 'unreadable', message: 'late' } });
  expect([await shown, pictures.failure]).toEqual([null, null]);
});
