import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { clipPictures, clipVideo, needsFfmpeg, stillVideo } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { documentsOf, runHere } from '../run-command.ts';

describe('record', needsFfmpeg, () => {
  it('reads a folder of videos to tables, expressions only where asked', { timeout: 60_000 }, async () => {
    const [folder, out] = [scratchFolder(), scratchFolder()];
    clipVideo(join(folder, 'a.mp4'));
    stillVideo(join(folder, 'b.mp4'), 1);
    const result = await runHere('record', folder, '--out', out, '--json');
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(documentsOf(result)).toMatchObject([
      { file: join(folder, 'a.mp4'), csv: join(out, 'a.mp4.csv'), frames: 24 },
      { frames: 8, tracks: 1 },
    ]);
    expect(readdirSync(out)).toEqual(['a.mp4.csv', 'b.mp4.csv']);
    expect(readFileSync(join(out, 'b.mp4.csv'), 'utf8')).not.toContain('expression');
    await runHere('record', join(folder, 'b.mp4'), '--out', out, '--expressions');
    expect(readFileSync(join(out, 'b.mp4.csv'), 'utf8')).toContain('expressionRaw_happiness');
  });

  it('one bad video of several is reported at the end, and what of another is cut off in a note', async () => {
    const [folder, out] = [scratchFolder(), scratchFolder()];
    stillVideo(join(folder, 'a.mp4'), 1);
    writeFileSync(join(folder, 'b.mp4'), 'words\0'); // text would be passed over
    clipVideo(join(folder, 'c.mkv'));
    const whole = readFileSync(join(folder, 'c.mkv'));
    writeFileSync(join(folder, 'c.mkv'), whole.subarray(0, Math.round(0.9 * whole.length)));
    const result = await runHere('record', folder, '--out', out, '--json');
    expect(result.code).toBe(1);
    const [a, c] = documentsOf<{ frames: number; notes: string[] }>(result);
    expect(a).toMatchObject({ frames: 8, notes: [] });
    expect(c!.frames).toBeLessThan(24);
    expect(c!.notes).toEqual([expect.stringContaining('cut off or damaged')]);
    expect(readdirSync(out)).toEqual(['a.mp4.csv', 'c.mkv.csv']);
    const lines = result.stderr.trimEnd().split('\n');
    expect(lines).toEqual([
      expect.stringMatching(/b\.mp4 is left out: /),
      c!.notes[0],
      `error: unreadable: 1 of 3 clips could not be recorded: ${join(folder, 'b.mp4')}`,
    ]);
  });

  it('refuses two videos that would be one table', async () => {
    const folder = scratchFolder();
    for (const part of ['x', 'y']) {
      mkdirSync(join(folder, part));
      stillVideo(join(folder, part, 'a.mp4'), 1);
    }
    const { code, stderr } = await runHere('record', folder, '--out', folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/would both be/);
  });
});

it('reads a folder of pictures as one clip, named after the folder', async () => {
  const [folder, out] = [join(scratchFolder(), 'visit 3'), scratchFolder()];
  clipPictures(folder, 4);
  const result = await runHere('record', folder, '--out', out, '--json');
  expect(result).toMatchObject({ code: 0, stderr: '' });
  expect(documentsOf(result)).toMatchObject([
    { file: folder, csv: join(out, 'visit 3.csv'), frames: 4, tracks: 1 },
  ]);
  const rows = readFileSync(join(out, 'visit 3.csv'), 'utf8').trimEnd().split('\n').slice(1);
  expect(rows.map((row) => row.split(',').slice(1, 3).join(' '))).toEqual([
    '0 0.000',
    '1 1.000',
    '2 2.000',
    '3 3.000',
  ]);
});
