import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { recordClip } from '../../../src/inference/recording/record-clip.ts';
import type { RecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { openRecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { clipPictures } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';

const PICTURES = 12;
/** Several in a clip of twelve seconds. */
const CHAPTER_MS = 4000;

let opened: RecordingNets;
beforeAll(async () => {
  opened = await openRecordingNets([`${shippedModels()}/gender.full`], `${shippedModels()}/occlusion`);
});
afterAll(() => opened.dispose());

/** @param stopAt after so many frames a person stops it @returns frames that were read, as they were told */
async function record(file: string, to: string, stopAt = Infinity): Promise<number[]> {
  const stop = new AbortController();
  const told: number[] = [];
  const recording = recordClip({
    ...{ file, to, nets: opened.nets, models: opened.models, tasks: ['gender'] },
    ...{ chapterMs: CHAPTER_MS, signal: stop.signal },
    onProgress(done, total) {
      told.push(done);
      expect(total).toBe(PICTURES);
      if (done === stopAt) stop.abort();
    },
  });
  if (stopAt < PICTURES) await expect(recording).rejects.toMatchObject({ code: 'interrupted' });
  else await recording;
  return told;
}

it('a folder of pictures goes on after a stop, with every byte as if there had been none', async () => {
  const [folder, out] = [join(scratchFolder(), 'pictures'), scratchFolder()];
  clipPictures(folder, PICTURES);
  const [whole, stopped] = [join(out, 'whole.csv'), join(out, 'stopped.csv')];
  expect(await record(folder, whole)).toHaveLength(PICTURES);
  expect(readFileSync(whole, 'utf8')).toMatch(/female|male/);
  await record(folder, stopped, 6);
  expect(existsSync(stopped)).toBe(false);
  expect((await record(folder, stopped, 10))[0]).toBe(5);
  expect((await record(folder, stopped))[0]).toBe(9);
  expect(readFileSync(stopped, 'utf8')).toBe(readFileSync(whole, 'utf8'));
});

it('begins anew where the pictures are others', async () => {
  const [folder, out] = [join(scratchFolder(), 'pictures'), scratchFolder()];
  clipPictures(folder, PICTURES);
  const to = join(out, 'other.csv');
  await record(folder, to, 6);
  rmSync(join(folder, '11s.jpg'));
  clipPictures(folder, PICTURES); // the same picture, written later
  expect((await record(folder, to))[0]).toBe(1);
});

it('reads the others of a folder with a link that leads nowhere', async () => {
  const [folder, to] = [scratchFolder(), join(scratchFolder(), 'a.csv')];
  clipPictures(folder, 2);
  symlinkSync('gone.jpg', join(folder, '00-gone.jpg'));
  const { notes } = await recordClip({
    ...{ file: folder, to, nets: opened.nets, models: opened.models, tasks: ['gender'] },
    ...{ signal: new AbortController().signal, onProgress() {} },
  });
  expect(notes.map(englishText)).toEqual([
    expect.stringMatching(/00-gone\.jpg cannot be read: .*; it is left out$/),
  ]);
  expect(readFileSync(to, 'utf8').trim().split('\n').length).toBeGreaterThan(2);
});
