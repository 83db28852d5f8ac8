import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import type { Frame, FrameSource } from '../../../../src/reading/live/sources/frame-source.ts';
import { videoLength, videoSource } from '../../../../src/reading/live/sources/video-source.ts';

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'demiface-video-'));
const video = join(folder, 'a b.mp4');

beforeAll(() => {
  if (!hasFfmpeg) return;
  const made = spawnSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'color=red:size=64x48:rate=12:duration=2'],
    ...['-pix_fmt', 'yuv420p', video],
  ]);
  expect(made.stderr.toString()).toBe('');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function collected(source: FrameSource, signal = new AbortController().signal): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const { picture, atMs } of source.frames(signal)) {
    frames.push({ picture: { ...picture, data: picture.data.slice(0, 3) }, atMs });
  }
  return frames;
}

describe.runIf(hasFfmpeg)('videoSource (where ffmpeg is installed)', () => {
  it('gives every frame at its time, scaled if asked', async () => {
    const frames = await collected(videoSource(video, { scaledTo: { width: 32, height: 24 } }));
    expect(frames).toHaveLength(24);
    expect(frames[12]!.atMs).toBeCloseTo(1000, 6);
    expect(frames[12]!.picture).toMatchObject({ width: 32, height: 24 });
    const [red, green, blue] = frames[12]!.picture.data;
    expect(red! > 240 && green! < 15 && blue! < 15).toBe(true);
  });

  it('goes on from the middle', async () => {
    const frames = await collected(videoSource(video, { fromFrame: 18 }));
    expect([frames.length, frames[0]!.atMs]).toEqual([6, 1500]);
  });

  it('knows how long it is', async () => {
    expect(await videoLength(video)).toBe(24);
  });

  it('stops its program when it is stopped', async () => {
    const stop = new AbortController();
    let n = 0;
    for await (const frame of videoSource(video).frames(stop.signal)) {
      expect(frame.picture.width).toBe(64);
      if (++n === 2) stop.abort();
    }
    expect(n).toBe(2);
  });

  it('says what is no video', async () => {
    const file = join(folder, 'text.mp4');
    writeFileSync(file, 'words');
    await expect(collected(videoSource(file))).rejects.toMatchObject({ code: 'unreadable' });
    await expect(collected(videoSource(join(folder, 'none.mp4')))).rejects.toMatchObject({ code: 'missing' });
  });
});

it('names the package to install where ffmpeg is not', async () => {
  vi.stubEnv('PATH', folder);
  writeFileSync(join(folder, 'some.mp4'), 'words');
  try {
    await expect(collected(videoSource(join(folder, 'some.mp4')))).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringContaining('apt install ffmpeg') as string,
    });
  } finally {
    vi.unstubAllEnvs();
  }
});
