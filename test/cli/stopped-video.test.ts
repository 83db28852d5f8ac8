import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, expect, it } from 'vitest';

import { needsFfmpeg, stillVideo } from '../support/clip-video.ts';
import { scratchFolder } from '../support/made-data.ts';
import { needs } from '../support/needs.ts';

const ENTRY = join(import.meta.dirname, '..', '..', 'src', 'cli', 'index.ts');

/** Processes that have a word in their command line, by name. */
function processesWith(word: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        return line.some((part) => part.includes(word)) ? [line[0]!] : [];
      } catch {
        return []; // It has just ended.
      }
    });
}

let long: string;
beforeAll(() => {
  long = join(mkdtempSync(join(tmpdir(), 'demiface-test-')), 'long.mp4');
  if (!needsFfmpeg.skip) stillVideo(long, 60);
});
afterAll(() => rmSync(dirname(long), { recursive: true }));

const isLinux = process.platform === 'linux';

it.each([
  ['record', 'SIGINT', 130],
  ['record', 'SIGKILL', null],
  ['predict', 'SIGTERM', 130],
  ['serve --clip', 'SIGINT', 130],
  ['serve --clip', 'SIGKILL', null],
] as const)(
  '%s that gets %s leaves no process, and no table that is not whole',
  { ...needsFfmpeg, ...needs(isLinux ? undefined : 'processes are listed on Linux'), timeout: 120_000 },
  async (verb, signal, exit) => {
    const [folder, out] = [scratchFolder(), scratchFolder()];
    const video = join(folder, 'long.mp4');
    copyFileSync(long, video); // A name of its own, to find its processes by.
    const csv = join(out, 'readings.csv');
    const more = { record: ['--out', out], predict: ['--csv', csv], 'serve --clip': [] }[verb];
    const words = verb.split(' ');
    const child = spawn(process.execPath, [ENTRY, ...words, video, ...more], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, DEMIFACE_HOME: scratchFolder() },
    });
    child.stdout.resume();
    const isReading = () => processesWith(video).some((name) => name.includes('ffmpeg'));
    await expect.poll(isReading, { timeout: 60_000, interval: 50 }).toBe(true);
    child.kill(signal);
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(exit);
    await expect.poll(() => processesWith(video), { timeout: 20_000 }).toEqual([]);
    expect(existsSync(csv)).toBe(false);
    expect(existsSync(join(out, 'long.mp4.csv'))).toBe(false);
  },
);
