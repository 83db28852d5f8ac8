import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, onTestFinished, test, vi } from 'vitest';

import { lockHome } from '../../../../../src/main/core/platform/lock-home.ts';
import { openCore } from '../../../../../src/main/core/open-core.ts';
import type { RecordingState } from '../../../../../src/main/ipc/contract.ts';
import { clipPictures } from '../../../../support/clip-video.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { englishText } from '../../../../../src/messages/english.ts';
import { inEnglish } from '../../../../../src/messages/english.ts';

// Each recording is a process that loads its networks.
vi.setConfig({ testTimeout: 200_000 });

/** A core with recordings of small folders of pictures. */
async function openFeature(home = scratchFolder()) {
  const held = await lockHome(home);
  const core = await openCore(held, () => {});
  let isOpen = true;
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    core.store.raw.pragma('query_only = off');
    await core.close();
    held.release();
  };
  onTestFinished(close);
  const list = () => core.handlers['recordings.list']({});
  return {
    ...{ core, raw: core.store.raw, close, list },
    add: (paths: string[], folder: string) =>
      core.handlers['recordings.add']({ paths, folder, expressions: false, hasConsent: false }),
    until: async (...states: RecordingState[]) => {
      const now = async () => (await list()).map(({ state }) => state);
      await expect.poll(now, { timeout: 150_000, interval: 20 }).toEqual(states);
      return list();
    },
  };
}

const stored = (raw: { prepare: (sql: string) => { all: () => unknown[] } }) =>
  raw.prepare('select state, frames from recordings order by id').all();

test('a database that takes no writes holds up no clip: the list states so, and all is written later', async () => {
  const { add, until, raw } = await openFeature();
  const [folder, out] = [scratchFolder(), scratchFolder()];
  for (const name of ['a', 'b']) clipPictures(join(folder, name), 3);
  await add([folder], out);
  raw.pragma('query_only = on'); // As a full disk: SQLite refuses every write.
  const list = await until('done', 'done');
  for (const { frames, refusal } of list)
    expect(inEnglish({ frames, refusal })).toMatchObject({
      frames: 3,
      refusal: { code: 'disk', message: expect.stringMatching(/not saved yet: .*free some space/) as string },
    });
  expect(stored(raw)).not.toContainEqual({ state: 'done', frames: 3 });
  expect(readdirSync(out)).toEqual(['a.csv', 'b.csv']);
  raw.pragma('query_only = off');
  const done = { state: 'done', frames: 3 };
  await expect.poll(() => stored(raw), { timeout: 20_000 }).toEqual([done, done]);
});

test('stopping works where the database takes no writes', async () => {
  const { core, add, until, raw, list } = await openFeature();
  const [folder, out] = [join(scratchFolder(), 'a'), scratchFolder()];
  clipPictures(folder, 12);
  await add([folder], out);
  await until('running');
  raw.pragma('query_only = on');
  const [{ id } = { id: 0 }] = await list();
  await core.handlers['recordings.stop']({ id });
  await until('stopped');
});

test('a table that is found in its place is not replaced; once it is moved the recording lands', async () => {
  const { core, add, until, list } = await openFeature();
  const [folder, out] = [join(scratchFolder(), 'a'), scratchFolder()];
  clipPictures(folder, 12);
  await add([folder], out);
  await until('running');
  const target = join(out, 'a.csv');
  writeFileSync(target, 'notes of somebody');
  const [failed] = await until('failed');
  expect(inEnglish(failed!.refusal)).toMatchObject({
    code: 'usage',
    message: expect.stringContaining(target) as string,
  });
  expect(readFileSync(target, 'utf8')).toBe('notes of somebody');
  writeFileSync(join(out, 'moved.csv'), readFileSync(target));
  rmSync(target);
  await core.handlers['recordings.resume']({ id: failed!.id });
  await until('done');
  expect((await list())[0]).toMatchObject({ frames: 12, refusal: null });
  expect(readFileSync(target, 'utf8')).toMatch(/^file,frame/);
});

test('what could not be read of a clip stands in the list', async () => {
  const { add, until } = await openFeature();
  const [folder, out] = [join(scratchFolder(), 'a'), scratchFolder()];
  clipPictures(folder, 3);
  writeFileSync(join(folder, '01s.jpg'), 'words');
  await add([folder], out);
  const [done] = await until('done');
  expect(done).toMatchObject({ frames: 3, refusal: { code: 'unreadable' } });
  expect(englishText(done!.refusal!.message)).toContain(join(folder, '01s.jpg'));
  expect(done!.refusal!.notes).toMatchObject([{ code: 'clip.pictureLeftOut' }]);
});

test('a damaged entry has failed and can be taken off; the others are read', async () => {
  const home = scratchFolder();
  const [folder, out] = [scratchFolder(), scratchFolder()];
  for (const name of ['a', 'b', 'c', 'd', 'e']) clipPictures(join(folder, name), 4);
  const first = await openFeature(home);
  await first.add([folder], out);
  first.raw.exec(`
    update recordings set tasks = '{"half' where source like '%a';
    update recordings set tasks = '["weight"]', state = 'queued' where source like '%b';
    update recordings set refusal = 'words', state = 'failed' where source like '%c';
    update recordings set frames = -1 where source like '%d';`);
  await first.close();
  const second = await openFeature(home);
  const list = await second.until('failed', 'failed', 'failed', 'failed', 'done');
  for (const { id, refusal } of list.slice(0, 4)) {
    expect(refusal).toMatchObject({ code: 'corrupt' });
    await second.core.handlers['recordings.remove']({ id });
  }
  await second.until('done');
  expect(existsSync(join(out, 'e.csv'))).toBe(true);
});
