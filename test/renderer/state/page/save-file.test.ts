import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import type { saveFile as SaveFile } from '../../../../src/renderer/state/page/save-file.ts';
import type { notices as Notices } from '../../../../src/renderer/state/page/notices.svelte.ts';
import { openSvelteModules } from '../../components/insights/svelte-modules.ts';

const TOKEN = { purpose: 'save', token: 'a'.repeat(32) } as const;
let modules: Awaited<ReturnType<typeof openSvelteModules>>;
let saveFile: typeof SaveFile;
let notices: typeof Notices;
const asked: string[] = [];
/** What the next requests are answered; the last stays. */
let answers: object[];

beforeEach(async () => {
  modules = await openSvelteModules();
  asked.length = 0;
  vi.stubGlobal('window', {
    demiface: {
      request(channel: string) {
        asked.push(channel);
        if (channel === 'app.pickSave') return Promise.resolve({ ok: { token: TOKEN, path: '/a.csv' } });
        return Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]);
      },
    },
  });
  ({ saveFile } = (await modules.load('state/page/save-file.ts')) as { saveFile: typeof SaveFile });
  ({ notices } = (await modules.load('state/page/notices.svelte.ts')) as { notices: typeof Notices });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await modules.close();
});

/** Writes by a request, as `saveFile` is used. */
async function save(): Promise<void> {
  const { request } = (await modules.load('state/page/client.ts')) as {
    request: (channel: string, payload: object) => Promise<unknown>;
  };
  await saveFile({ title: 't', name: 'n' }, async (path) => {
    await request('audience.csv', { path });
    notices.tell({ tone: 'good', text: 'saved' });
  });
}

it('offers to try again at the same place, without choosing it again', async () => {
  answers = [{ refused: { code: 'disk', message: 'the disk is full' } }, { ok: {} }];
  await save();
  const [refusal] = notices.list;
  expect(refusal).toMatchObject({ tone: 'bad', detail: 'the disk is full', action: { text: 'Try again' } });
  refusal!.action!.run();
  await vi.waitFor(() => expect(notices.list.at(-1)).toMatchObject({ text: 'saved' }));
  expect(asked).toEqual(['app.pickSave', 'audience.csv', 'audience.csv']);
});

it('offers nothing where the place is used up', async () => {
  answers = [{ refused: { code: 'payload', message: 'written already' } }];
  await save();
  expect(notices.list).toMatchObject([{ tone: 'bad', detail: 'written already' }]);
  expect(notices.list[0]!.action).toBeUndefined();
});
