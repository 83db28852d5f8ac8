import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { message } from '../../../../../src/messages/message.ts';
import { englishText } from '../../../../../src/messages/english.ts';
import { lockHome } from '../../../../../src/main/core/platform/lock-home.ts';
import type { Core } from '../../../../../src/main/core/open-core.ts';
import { openCore } from '../../../../../src/main/core/open-core.ts';
import type { EventName, Recording, CorePayload } from '../../../../../src/main/ipc/contract.ts';
import { clipPictures, clipVideo, needsFfmpeg, stillVideo } from '../../../../support/clip-video.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { jobProcesses } from '../lab/made-core.ts';

interface Feature {
  core: Core;
  told: { event: EventName; payload: unknown }[];
  list: () => Promise<Recording[]>;
  until: (is: (list: Recording[]) => boolean) => Promise<Recording[]>;
}

async function feature(folder: string): Promise<Feature> {
  const home = await lockHome(folder);
  const told: Feature['told'] = [];
  const core = await openCore(home, (event, payload) => {
    told.push({ event, payload });
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await core.close();
    home.release();
    isOpen = false;
  };
  onTestFinished(close);
  const list = async () => core.handlers['recordings.list']({});
  return {
    ...{ core: { ...core, close }, told, list },
    async until(is) {
      await expect.poll(async () => is(await list()), { timeout: 60_000, interval: 20 }).toBe(true);
      return list();
    },
  };
}

const ask = (paths: string[], folder: string | null): CorePayload<'recordings.add'> => ({
  ...{ paths, folder },
  ...{ expressions: false, hasConsent: false },
});

test('expressions are read only where consent is stated, and that is found again', async () => {
  const { core, list } = await feature(scratchFolder());
  const folder = scratchFolder();
  const video = join(folder, 'none.mp4');
  writeFileSync(video, 'no video');
  const asked = { ...ask([video], folder), expressions: true };
  await expect(core.handlers['recordings.add'](asked)).rejects.toThrow(/agreed/);
  expect(await list()).toEqual([]);
  expect(await core.handlers['audit.list']({ limit: 10 })).toEqual([]);
  await core.handlers['recordings.add']({ ...asked, hasConsent: true });
  expect((await list())[0]!.tasks).toEqual(['expression', 'gender', 'age']);
  const [entry] = await core.handlers['audit.list']({ limit: 10 });
  expect(entry).toMatchObject({ action: 'recordings.expressions' });
  expect(englishText(entry!.subject)).toContain(`${video} to `);
  await core.handlers['recordings.add'](ask([video], folder));
  const [, second] = await list();
  expect(second!.tasks).toEqual(['gender', 'age']);
  expect(second!.target).toBe(join(folder, 'none.mp4-2.csv'));
  expect(await core.handlers['audit.list']({ limit: 10 })).toHaveLength(1);
});

test('folders are searched for videos; what is none is refused', async () => {
  const { core, list } = await feature(scratchFolder());
  const folder = scratchFolder();
  await expect(core.handlers['recordings.add'](ask([folder], folder))).rejects.toThrow(
    /no video and no picture/,
  );
  await expect(core.handlers['recordings.add'](ask([join(folder, 'gone')], folder))).rejects.toThrow(
    /not there/,
  );
  mkdirSync(join(folder, 'deep'));
  for (const name of ['b.mp4', 'a.MKV', '.hidden.mp4', 'notes.txt', 'thumbnail.jpg', 'deep/c.webm'])
    writeFileSync(join(folder, name), '');
  await expect(core.handlers['recordings.add'](ask([join(folder, 'notes.txt')], folder))).rejects.toThrow(
    /by its name/,
  );
  await core.handlers['recordings.add'](ask([folder, join(folder, 'b.mp4')], folder));
  const names = (await list()).map(({ source }) => source.slice(folder.length + 1));
  expect(names).toEqual(['a.MKV', 'b.mp4', 'deep/c.webm']);
});

test('a folder of pictures is one recording, folders of those are several', async () => {
  const { core, until } = await feature(scratchFolder());
  const [folder, out] = [scratchFolder(), scratchFolder()];
  clipPictures(join(folder, 'a'), 4);
  clipPictures(join(folder, 'deep', 'b'), 1);
  writeFileSync(join(folder, 'a', 'phone.heic'), '');
  const added = await core.handlers['recordings.add'](ask([folder], out));
  expect(added.list).toHaveLength(2);
  expect(added.skipped).toEqual([
    { path: join(folder, 'a', 'phone.heic'), reason: message('skipped.otherFormat', { format: 'HEIC' }) },
  ]);
  const done = await until((list) => list.length === 2 && list.every(({ state }) => state === 'done'));
  expect(done).toMatchObject([
    { source: join(folder, 'a'), target: join(out, 'a.csv'), frames: 4, total: 4, tracks: 1 },
    { source: join(folder, 'deep', 'b'), target: join(out, 'b.csv'), frames: 1, tracks: 1 },
  ]);
  expect(readdirSync(out)).toEqual(['a.csv', 'b.csv']);
});

describe('the queue', needsFfmpeg, () => {
  test(
    'one after the other, with progress; a broken video fails and the next goes on',
    { timeout: 90_000 },
    async () => {
      const { core, told, until } = await feature(scratchFolder());
      const [folder, out] = [scratchFolder(), scratchFolder()];
      writeFileSync(join(folder, 'a.mp4'), 'no video\0'); // text would be passed over
      clipVideo(join(folder, 'b.mp4'));
      await core.handlers['recordings.add'](ask([folder], out));
      const [broken, whole] = await until((list) => list.every(({ state }) => /done|failed/.test(state)));
      expect(broken).toMatchObject({ state: 'failed', refusal: { code: 'unreadable' } });
      expect(whole).toMatchObject({ state: 'done', frames: 24, total: 24, refusal: null });
      expect(whole!.faces).toBeGreaterThan(10);
      expect(readdirSync(out)).toEqual(['b.mp4.csv']);
      const [header = '', ...rows] = readFileSync(whole!.target, 'utf8').trimEnd().split('\n');
      expect(header).toContain('genderRaw_male');
      expect(header).not.toContain('expression');
      expect(rows.length).toBeGreaterThanOrEqual(24);
      const progress = told.filter(({ event }) => event === 'recordings.progress');
      const last = progress.at(-1)!.payload as Recording;
      expect(last).toMatchObject({ id: whole!.id, frames: 24, total: 24, etaS: 0 });
      expect(last.framesPerSecond).toBeGreaterThan(0);
      await expect.poll(jobProcesses, { timeout: 30_000 }).toEqual([]);
    },
  );

  test('stopped, resumed, removed', { timeout: 120_000 }, async () => {
    const { core, until, list } = await feature(scratchFolder());
    const [folder, out] = [scratchFolder(), scratchFolder()];
    const video = join(folder, 'long.mp4');
    stillVideo(video, 30);
    await core.handlers['recordings.add'](ask([video], out));
    const [running] = await until(([one]) => (one?.frames ?? 0) > 5);
    await core.handlers['recordings.stop']({ id: running!.id });
    const [stopped] = await list();
    expect(stopped).toMatchObject({ state: 'stopped', framesPerSecond: null, total: 240, refusal: null });
    expect(stopped!.frames).toBeGreaterThan(5);
    expect(readdirSync(out)).toEqual([]); // Before its first chapter is complete nothing is kept.
    await core.handlers['recordings.resume']({ id: running!.id });
    expect(() => core.handlers['recordings.resume']({ id: running!.id })).toThrow(/only what stopped/);
    await until(([one]) => one?.state === 'running' && one.framesPerSecond !== null);
    await core.handlers['recordings.remove']({ id: running!.id });
    expect(await list()).toEqual([]);
    expect(readdirSync(out)).toEqual([]);
    await expect.poll(jobProcesses, { timeout: 30_000 }).toEqual([]);
  });

  test(
    'a process that is killed and a core that ends: the recording goes on',
    { timeout: 120_000 },
    async () => {
      const home = scratchFolder();
      const first = await feature(home);
      const [folder, out] = [scratchFolder(), scratchFolder()];
      const video = join(folder, 'clip.mp4');
      clipVideo(video);
      await first.core.handlers['recordings.add'](ask([video], out));
      await first.until(([one]) => (one?.frames ?? 0) > 0);
      for (const pid of jobProcesses()) process.kill(pid, 'SIGKILL');
      await first.until(([one]) => one?.state === 'running' && one.framesPerSecond === null);
      await first.core.close();
      expect(existsSync(join(out, 'clip.mp4.csv'))).toBe(false);
      const second = await feature(home);
      const [done] = await second.until(([one]) => one?.state === 'done');
      expect(done).toMatchObject({ frames: 24, source: video });
      expect(readdirSync(out)).toEqual(['clip.mp4.csv']);
    },
  );
});

test('clips of one name get a table each, and none replaces a file', async () => {
  const { core, list } = await feature(scratchFolder());
  const [videos, folder] = [scratchFolder(), scratchFolder()];
  const paths = Array.from({ length: 40 }, (_, i) => join(videos, `p${i}`, 'camera.mp4'));
  for (const path of paths) {
    mkdirSync(dirname(path));
    writeFileSync(path, 'no video');
  }
  writeFileSync(join(folder, 'camera.mp4-3.csv'), 'mine');
  await core.handlers['recordings.add'](ask(paths.slice(0, 20), folder));
  await core.handlers['recordings.add'](ask(paths.slice(20), folder));
  const expected = ['camera.mp4.csv', ...Array.from({ length: 40 }, (_, i) => `camera.mp4-${i + 2}.csv`)];
  expect((await list()).map(({ target }) => basename(target))).toEqual(
    expected.filter((name) => name !== 'camera.mp4-3.csv'),
  );
});
