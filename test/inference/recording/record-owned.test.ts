import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { discardPart } from '../../../src/inference/recording/part-file.ts';
import { recordClip } from '../../../src/inference/recording/record-clip.ts';
import type { RecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { openRecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { partOf, resumePointOf } from '../../../src/inference/recording/resume-point.ts';
import { clipPictures } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';

let opened: RecordingNets;
let clip: string;
beforeAll(async () => {
  opened = await openRecordingNets([`${shippedModels()}/gender.full`], `${shippedModels()}/occlusion`);
});
afterAll(() => opened.dispose());

const record = (to: string, more: Partial<Parameters<typeof recordClip>[0]> = {}) =>
  recordClip({
    ...{ file: clip, to, nets: opened.nets, models: opened.models, tasks: ['gender'] },
    ...{ onProgress: () => {}, signal: new AbortController().signal },
    ...more,
  });

function madeClip(pictures: number): string {
  clip = join(scratchFolder(), 'pictures');
  clipPictures(clip, pictures);
  return clip;
}

it('of two recordings to one table the second is refused in a line, and the first is whole', async () => {
  madeClip(4);
  const [alone, both] = [join(scratchFolder(), 'alone.csv'), join(scratchFolder(), 'both.csv')];
  await record(alone);
  const ends = await Promise.allSettled([record(both), record(both), record(both)]);
  expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  for (const end of ends) if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'busy' });
  expect(readFileSync(both, 'utf8')).toBe(readFileSync(alone, 'utf8'));
  expect(readdirSync(join(both, '..'))).toEqual(['both.csv']);
  await record(both, { mayReplace: true }); // and it is free again
});

it('makes no folder: one that is not there, or goes meanwhile, ends it with what to do', async () => {
  madeClip(12);
  const folder = join(scratchFolder(), 'tables');
  const to = join(folder, 'a.csv');
  const gone = { code: 'disk', message: expect.stringContaining(`${folder} is not there`) as string };
  await expect(record(to)).rejects.toMatchObject(gone);
  mkdirSync(folder);
  let last = 0;
  const goes = (done: number) => {
    last = done;
    if (done === 2) rmSync(folder, { recursive: true });
  };
  await expect(record(to, { onProgress: goes, chapterMs: 4000 })).rejects.toMatchObject(gone);
  expect(last).toBe(4); // the first chapter's end
  expect(existsSync(folder)).toBe(false);
  mkdirSync(folder);
  const loses = (done: number) => void (done === 2 && rmSync(partOf(to)));
  await expect(record(to, { onProgress: loses })).rejects.toMatchObject({
    ...{ code: 'disk', message: expect.stringContaining('was moved or removed') as string },
  });
  expect(readdirSync(folder)).toEqual([]);
});

it('replaces the table that was there at the start only where asked, and never one that appears', async () => {
  madeClip(3);
  const to = join(scratchFolder(), 'a.csv');
  writeFileSync(to, 'mine');
  await expect(record(to)).rejects.toMatchObject({ code: 'usage' });
  const appears = (done: number) => void (done === 2 && writeFileSync(to, 'another, longer'));
  await expect(record(to, { mayReplace: true, onProgress: appears })).rejects.toMatchObject({
    code: 'usage',
  });
  expect(readFileSync(to, 'utf8')).toBe('another, longer');
  await record(to, { mayReplace: true });
  expect(readFileSync(to, 'utf8')).toMatch(/^file,frame/);
  rmSync(to);
  await expect(record(to, { onProgress: appears })).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(to, 'utf8')).toBe('another, longer');
  expect(existsSync(partOf(to))).toBe(true);
});

it.each([partOf, resumePointOf])(
  'leaves a file of a user that has the name of its unfinished rows',
  async (place) => {
    madeClip(1);
    const to = join(scratchFolder(), 'a.csv');
    writeFileSync(place(to), 'mine');
    await expect(record(to)).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining(`cannot write ${place(to)}: it is there`) as string,
    });
    await discardPart(to);
    expect(readFileSync(place(to), 'utf8')).toBe('mine');
  },
);

it('a process that ended between landing and cleaning up left a table that stays whole', async () => {
  madeClip(3);
  const to = join(scratchFolder(), 'a.csv');
  await record(to);
  const whole = readFileSync(to, 'utf8');
  linkSync(to, partOf(to));
  await expect(record(to)).rejects.toMatchObject({ code: 'usage' });
  expect(readFileSync(to, 'utf8')).toBe(whole);
  expect(readdirSync(join(to, '..'))).toEqual(['a.csv']);
});

it('names each picture, in natural order; one that cannot be read keeps its place and is noted', async () => {
  madeClip(12);
  const bad = join(clip, '10s.jpg');
  for (const name of readdirSync(clip).sort())
    writeFileSync(join(clip, name.replace(/^0/, '')), readFileSync(join(clip, name)));
  for (const name of readdirSync(clip)) if (/^0\d/.test(name)) rmSync(join(clip, name));
  writeFileSync(bad, 'words');
  const to = join(scratchFolder(), 'a.csv');
  const { frames, notes } = await record(to);
  expect(frames).toBe(12);
  expect(notes.map(englishText)).toEqual([
    expect.stringMatching(`^${bad} cannot be read: .*; it is left out$`),
  ]);
  const rows = readFileSync(to, 'utf8').trimEnd().split('\n').slice(1);
  const places = rows.map((row) => row.split(',').slice(0, 3));
  const expected = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11];
  expect(places).toEqual(expected.map((n) => [join(clip, `${n}s.jpg`), String(n), `${n}.000`]));
});

it('a clip that is stopped before anything was kept leaves nothing, and its error reports it', async () => {
  madeClip(4);
  const to = join(scratchFolder(), 'a.csv');
  const stop = new AbortController();
  const recording = record(to, { signal: stop.signal, onProgress: () => stop.abort() });
  await expect(recording).rejects.toMatchObject({
    code: 'interrupted',
    message: `stopped at frame 1 of ${clip}; it is begun anew the next time`,
  });
  expect(readdirSync(join(to, '..'))).toEqual([]);
});

it('a clip of which nothing can be read leaves nothing', async () => {
  madeClip(1);
  writeFileSync(join(clip, '00s.jpg'), 'words');
  const to = join(scratchFolder(), 'a.csv');
  await expect(record(to)).rejects.toMatchObject({ code: 'unreadable' });
  expect(readdirSync(join(to, '..'))).toEqual([]);
});
