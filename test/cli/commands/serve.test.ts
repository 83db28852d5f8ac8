import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { shippedClip } from '../../../src/artifact/places.ts';
import { lockHome } from '../../../src/main/core/platform/lock-home.ts';
import { openCore } from '../../../src/main/core/open-core.ts';
import { openStore } from '../../../src/main/core/platform/store/store.ts';
import { randomFor } from '../../../src/common/math/random.ts';
import { below } from '../../e2e/processes.ts';
import { clipPictures, clipVideo, needsFfmpeg } from '../../support/clip-video.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { documentsOf, runHere } from '../run-command.ts';

const COMMAND = join(import.meta.dirname, '../../../src/cli/index.ts');

interface Line {
  file: string;
  timeS: number;
  faces: { track: number; score: number; occlusion: string | null; gender?: { label: string } }[];
}

let home: string;
beforeEach(() => {
  home = scratchFolder();
  const before = process.env['DEMIFACE_HOME'];
  process.env['DEMIFACE_HOME'] = home;
  onTestFinished(() => {
    if (before === undefined) delete process.env['DEMIFACE_HOME'];
    else process.env['DEMIFACE_HOME'] = before;
  });
});

/** The command in a process of its own. */
function serving(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, 'serve', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const result = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (result[stream] += text));
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    ...result,
  }));
  const until = (is: (all: typeof result) => boolean) =>
    expect.poll(() => is(result), { timeout: 30_000, interval: 10 }).toBe(true);
  return { child, ended, until };
}

const coresBelow = (child: ChildProcess) => below(child.pid!, join('core', 'serve.ts'));
const isReady = ({ stderr }: { stderr: string }) => stderr.includes('works without a window');

/** Nobody holds the home any more, and its database is whole. */
async function expectFree(): Promise<void> {
  await expect
    .poll(
      async () => {
        try {
          (await lockHome(home, 0)).release();
          return true;
        } catch {
          return false;
        }
      },
      { timeout: 10_000 },
    )
    .toBe(true);
  const store = openStore(join(home, 'demiface.sqlite'));
  expect(store.raw.pragma('integrity_check', { simple: true })).toBe('ok');
  await store.close();
}

it('plays a clip as a camera at its own pace, says a line a frame and counts nothing', async () => {
  const folder = join(scratchFolder(), 'pictures');
  clipPictures(folder, 4);
  writeFileSync(join(folder, 'IMG_1.HEIC'), 'x');
  const startMs = performance.now();
  const { code, stdout, stderr } = await runHere('serve', '--clip', folder, '--json');
  expect(performance.now() - startMs).toBeGreaterThan(3000);
  expect(code).toBe(0);
  const notes = stderr.trim().split('\n');
  expect(notes).toHaveLength(2);
  expect(notes).toContainEqual(expect.stringMatching(/IMG_1\.HEIC is left out: HEIC is not read/));
  const lines = documentsOf<Line>({ stdout });
  expect(lines.map(({ file, timeS }) => [file, timeS])).toEqual([0, 1, 2, 3].map((timeS) => [folder, timeS]));
  const [face] = lines.at(-1)!.faces;
  expect(face).toMatchObject({ track: 1, gender: { label: expect.stringMatching(/male/) as string } });
  expect(Object.keys(face!)).toEqual([
    'track',
    'box',
    'score',
    'occlusion',
    'expression',
    'gender',
    'ageYears',
    'hidden',
    'emotion',
  ]);
  const store = openStore(join(home, 'demiface.sqlite'));
  const tables = store.raw
    .prepare<unknown[], { name: string }>(
      `select name from sqlite_master where name like 'audience%' and type = 'table'`,
    )
    .all();
  expect(tables.length).toBeGreaterThan(1);
  for (const { name } of tables)
    expect([name, store.raw.prepare(`select * from ${name}`).all()]).toEqual([name, []]);
  await store.close();
});

it('reports a picture that stands still in words', async () => {
  const { code, stdout } = await runHere('serve', '--clip', join(shippedClip(), '00s.jpg'));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^0\.00 s: no face\n/);
  expect(stdout).toMatch(/^4\.00 s: face 1: .*male \d+ %, \d+ years \(\d+ to \d+\)$/m);
});

it('reports in a line what cannot be played, and leaves the home free', async () => {
  const folder = scratchFolder();
  const broken = join(folder, 'broken.jpg');
  writeFileSync(broken, 'words');
  for (const [clip, code] of [
    [join(folder, 'gone.mp4'), 'missing'],
    [scratchFolder(), 'missing'],
    [broken, 'unreadable'],
  ] as const) {
    const result = await runHere('serve', '--clip', clip);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr.match(/^error: .*$/gm)).toEqual([
      expect.stringMatching(`^error: ${code}: .*${clip}`),
    ]);
  }
  (await lockHome(home, 0)).release();
});

describe('videos', needsFfmpeg, () => {
  it('plays them in the order of their frames, and names what is missing where ffmpeg is not', async () => {
    const video = join(scratchFolder(), 'clip.mp4');
    clipVideo(video);
    const { code, stdout } = await runHere('serve', '--clip', video, '--json');
    expect(code).toBe(0);
    const times = documentsOf<Line>({ stdout }).map(({ timeS }) => timeS);
    expect(times.every((timeS, i) => i === 0 || timeS > times[i - 1]!)).toBe(true);
    expect(times.every((timeS) => Number.isInteger(timeS * 8) && timeS < 3)).toBe(true);
    const path = process.env['PATH'];
    process.env['PATH'] = '';
    try {
      const without = await runHere('serve', '--clip', video);
      expect(without).toMatchObject({ code: 1, stdout: '' });
      expect(without.stderr).toMatch(/error: missing: .*ffmpeg/);
    } finally {
      process.env['PATH'] = path;
    }
  });

  it('goes on with what the queue holds, without a window', { timeout: 120_000 }, async () => {
    const [folder, out] = [scratchFolder(), scratchFolder()];
    clipVideo(join(folder, 'clip.mp4'));
    const held = await lockHome(home);
    const core = await openCore(held, () => {});
    await core.handlers['recordings.add']({
      paths: [folder],
      folder: out,
      expressions: false,
      hasConsent: false,
    });
    await core.close();
    held.release();
    const { child, ended, until } = serving();
    await until(({ stderr }) => /clip\.mp4: done/.test(stderr));
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toMatch(/0 trainings, 1 recording\b/);
    expect(readdirSync(out)).toEqual(['clip.mp4.csv']);
    await expectFree();
  });
});

it('stops cleanly in the middle, reports how to go on, and a second one is refused meanwhile', async () => {
  const { child, ended, until } = serving('--clip', shippedClip());
  await until(({ stdout }) => stdout.includes('1.00 s'));
  expect(coresBelow(child)).toHaveLength(1);
  const second = await runHere('serve');
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr.match(/^error: /gm)).toHaveLength(1);
  expect(second.stderr).toMatch(/^error: busy: .*demiface serve/m);
  const [core] = coresBelow(child);
  child.kill('SIGINT');
  const { code, stderr } = await ended;
  expect(code).toBe(130);
  expect(stderr.trimEnd().split('\n').at(-1)).toMatch(
    /^error: interrupted: stopped at \d\.00 s .*the same command/,
  );
  expect(() => process.kill(core!, 0)).toThrow(/ESRCH/);
  await expectFree();
});

it(
  'leaves nothing behind when it is killed at any moment, nor when its core is',
  { timeout: 120_000 },
  async () => {
    const random = randomFor(11, 'serve');
    for (let n = 0; n < 4; n++) {
      const { child, ended } = serving('--clip', shippedClip());
      setTimeout(() => child.kill('SIGKILL'), random.uniform(50, 2500));
      expect((await ended).signal).toBe('SIGKILL');
      await expectFree();
    }
    const { child, ended, until } = serving();
    await until(isReady);
    for (const core of coresBelow(child)) process.kill(core, 'SIGKILL');
    const { code, stderr } = await ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: internal: .*SIGKILL.*nothing is lost/m);
    await expectFree();
  },
);
