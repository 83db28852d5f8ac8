import { fork } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { TASKS, VISIBLE } from '../../../src/artifact/labels.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import type { Recorded } from '../../../src/inference/recording/record-clip.ts';
import { recordClip } from '../../../src/inference/recording/record-clip.ts';
import type { RecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { openRecordingNets } from '../../../src/inference/recording/recording-nets.ts';
import { partOf, resumePointOf } from '../../../src/inference/recording/resume-point.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { clipVideo, needsFfmpeg, stillVideo, variableVideo } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { probedFrames } from '../../support/probed-frames.ts';

const FRAMES = 24;
/** A second, so that there are chapters in a clip of three. */
const CHAPTER_MS = 1000;
const never = new AbortController().signal;

describe('recordClip', needsFfmpeg, () => {
  let opened: RecordingNets;
  let folder: string;
  let video: string;
  /** What nobody broke off. */
  let whole: string;
  let recorded: Recorded;
  const told: number[][] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'demiface-record-'));
    video = join(folder, 'a, b.mp4');
    clipVideo(video);
    const readers = TASKS.flatMap((task) =>
      VISIBLE.map((visible) => `${shippedModels()}/${task}.${visible}`),
    );
    opened = await openRecordingNets(readers, `${shippedModels()}/occlusion`);
    mkdirSync(join(folder, 'out'));
    whole = join(folder, 'out', 'whole.csv');
    recorded = await record(whole, { onProgress: (...progress) => void told.push(progress) });
  });
  afterAll(async () => {
    await opened.dispose();
    rmSync(folder, { recursive: true });
  });

  const record = (to: string, more: Partial<Parameters<typeof recordClip>[0]> = {}) =>
    recordClip({
      ...{ file: video, to, nets: opened.nets, models: opened.models, tasks: TASKS },
      ...{ chapterMs: CHAPTER_MS, signal: never, onProgress: () => {} },
      ...more,
    });

  /** Stops at a frame, as a person does. */
  async function stopAt(to: string, frame: number, file = video): Promise<void> {
    const stop = new AbortController();
    const onProgress = (done: number) => void (done === frame && stop.abort());
    await expect(record(to, { file, signal: stop.signal, onProgress })).rejects.toMatchObject({
      code: 'interrupted',
    });
  }

  it('writes a row a face and frame, empty frames too, and leaves nothing beside', () => {
    expect(told.at(-1)).toEqual([FRAMES, FRAMES]);
    expect(readdirSync(join(whole, '..'))).toEqual(['whole.csv']);
    const rows = rowsOf(whole);
    expect(recorded.frames).toBe(FRAMES);
    expect(new Set(rows.map(({ frame }) => frame)).size).toBe(FRAMES);
    const faces = rows.filter(({ track }) => track !== '');
    expect(faces.length).toBe(recorded.faces);
    expect(faces.length).toBeGreaterThan(FRAMES / 2);
    expect(Math.max(...faces.map(({ track }) => Number(track)))).toBe(recorded.tracks);
    const sum = (row: Record<string, string>, start: string) =>
      Object.entries(row).reduce(
        (all, [name, value]) => all + (name.startsWith(start) ? Number(value) : 0),
        0,
      );
    for (const face of faces) {
      for (const start of [
        'expressionRaw_',
        'expressionCalibrated_',
        'genderRaw_',
        'genderCalibrated_',
        'occlusion_',
      ])
        expect(sum(face, start), start).toBeCloseTo(1, 4);
      expect(face['ageModel']).toMatch(/^age\.(full|lower|upper) [0-9a-f]{16}$/);
      expect(Number(face['ageFrameLow'])).toBeLessThan(Number(face['ageFrameHigh']));
      expect(face['file']).toBe(video);
    }
    expect(rows.map(({ timeS }) => Number(timeS))).toEqual(rows.map(({ frame }) => Number(frame) / 8));
  });

  it('lands nothing of a clip that changed while it was read', async () => {
    const folder = scratchFolder();
    const [file, to] = [join(folder, 'clip.mp4'), join(folder, 'out', 'clip.csv')];
    mkdirSync(join(to, '..'));
    copyFileSync(video, file);
    const onProgress = (done: number) => {
      if (done === FRAMES - 2) appendFileSync(file, Buffer.alloc(8));
    };
    await expect(record(to, { file, onProgress })).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining(`${file} changed while it was read`) as string,
    });
    expect(readdirSync(join(to, '..'))).toEqual([]);
    await record(to, { file });
    expect(readdirSync(join(to, '..'))).toEqual(['clip.csv']);
  });

  it('goes on after a stop, with every byte as if there had been none', async () => {
    const to = join(scratchFolder(), 'stopped.csv');
    for (const frame of [3, 12, 20]) await stopAt(to, frame);
    expect(existsSync(to)).toBe(false);
    let first = 0;
    await record(to, { onProgress: (done) => void (first ||= done) });
    expect(first).toBe(17); // from the chapter that began at two seconds
    expect(readFileSync(to, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  });

  it('reads a variable rate at its own times, and goes on in it to the byte', async () => {
    const variable = join(folder, 'variable.mp4');
    variableVideo(variable, video);
    const [straight, stopped] = [join(scratchFolder(), 'straight.csv'), join(scratchFolder(), 'stopped.csv')];
    const { frames } = await record(straight, { file: variable });
    const expected = probedFrames(variable);
    expect(frames).toBe(expected.length);
    const rows = rowsOf(straight);
    const timeOf = new Map(rows.map(({ frame, timeS }) => [Number(frame), Number(timeS)]));
    expect([...timeOf]).toEqual(expected.map(({ atMs }, i) => [i, Number((atMs / 1000).toFixed(3))]));
    for (const frame of [6, 11]) await stopAt(stopped, frame, variable);
    await record(stopped, { file: variable });
    expect(readFileSync(stopped, 'utf8')).toBe(readFileSync(straight, 'utf8'));
  });

  it('begins anew where what was kept is another video’s, other models’ or damaged', async () => {
    const to = join(scratchFolder(), 'other.csv');
    const firstAfter = async (more: Partial<Parameters<typeof recordClip>[0]> = {}) => {
      const stop = new AbortController();
      let first = 0;
      const onProgress = (done: number) => {
        first ||= done;
        stop.abort();
      };
      await record(to, { signal: stop.signal, onProgress, ...more }).catch(() => {});
      return first;
    };
    await stopAt(to, 10);
    expect(await firstAfter()).toBe(9);
    truncateSync(partOf(to), 10);
    expect(await firstAfter()).toBe(1);
    await stopAt(to, 10);
    writeFileSync(resumePointOf(to), '{"half');
    expect(await firstAfter()).toBe(1);
    await stopAt(to, 10);
    expect(await firstAfter({ models: { ...opened.models, 'age.full': 'another' } })).toBe(1);
  });

  it('keeps the track of a face that is followed over the turns of chapters', async () => {
    const still = join(folder, 'still.mp4');
    stillVideo(still, 4);
    const to = join(scratchFolder(), 'still.csv');
    expect((await record(to, { file: still })).tracks).toBe(1);
    const seen = rowsOf(to).filter(({ track }) => track === '1');
    expect(Math.max(...seen.map(({ frame }) => Number(frame)))).toBe(31);
  });

  it('survives being killed at any moment', { timeout: 300_000 }, async () => {
    const random = randomFor(5, 'kills');
    const to = join(scratchFolder(), 'killed.csv');
    const once = (killAt: number) =>
      new Promise<boolean>((resolve, reject) => {
        const child = fork(join(import.meta.dirname, 'record-once.ts'), [video, to, String(CHAPTER_MS)], {
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        });
        child.on('message', (told: { done?: number }) => {
          if ((told.done ?? 0) < killAt) return;
          setTimeout(() => child.kill('SIGKILL'), random.uniform(0, 30));
        });
        child.on('error', reject);
        child.on('exit', (code) => resolve(code === 0));
      });
    for (const share of [0, 0.2, 0.45, 0.7, 0.95]) {
      const isDone = await once(Math.round(share * FRAMES));
      expect(isDone || !existsSync(to)).toBe(true); // the whole or nothing
    }
    await once(Infinity);
    expect(readFileSync(to, 'utf8')).toBe(readFileSync(whole, 'utf8'));
    expect(readdirSync(join(to, '..'))).toEqual(['killed.csv']);
  });
});

function rowsOf(file: string): Record<string, string>[] {
  const [header, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
  const names = header!.split(',');
  return lines.map((line) => {
    const fields = [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain!,
    );
    expect(fields.length).toBe(names.length);
    return Object.fromEntries(names.map((name, i) => [name, fields[i]!]));
  });
}
