import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import type { Frame, FrameSource } from '../../../src/inference/sources/frame-source.ts';
import { videoLength, videoSource } from '../../../src/inference/sources/video-source.ts';
import { needsFfmpeg, needsFrameShapes } from '../../support/clip-video.ts';
import { probedFrames } from '../../support/probed-frames.ts';

const folder = mkdtempSync(join(tmpdir(), 'demiface-video-'));
const video = join(folder, 'a b.mp4');

/** Frames keep their times; none is added. */
const VFR = ['-vsync', 'vfr'];

afterAll(() => rmSync(folder, { recursive: true }));

/** What is said of a video that is read whole. */
async function notesOf(file: string): Promise<string[]> {
  const notes: string[] = [];
  await collected(videoSource(file, { onNote: (note) => void notes.push(englishText(note)) }));
  return notes;
}

async function collected(source: FrameSource, signal = new AbortController().signal): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const { picture, atMs } of source.frames(signal)) {
    // All pictures share their pixels, and a slice of a Buffer is no copy.
    frames.push({ picture: { ...picture, data: Uint8Array.from(picture.data.subarray(0, 3)) }, atMs });
  }
  return frames;
}

describe('videoSource', needsFfmpeg, () => {
  beforeAll(() => {
    const made = spawnSync('ffmpeg', [
      ...['-v', 'error', '-f', 'lavfi', '-i', 'color=red:size=64x48:rate=12:duration=2'],
      ...['-pix_fmt', 'yuv420p', video],
    ]);
    expect(made.stderr.toString()).toBe('');
  });

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

  it.each([
    ['of a variable rate, without a number of frames', 'vary.mkv', ['-vf', "select='mod(n,3)'", ...VFR]],
    ['of bursts and pauses', 'bursts.mkv', ['-vf', "select='lt(mod(t,1),0.2)'", ...VFR]],
    ['as a browser records it', 'page.webm', ['-c:v', 'libvpx', '-f', 'webm', '-live', '1']],
    ['without compression', 'raw.y4m', []],
    ['of a broadcast', 'broadcast.ts', ['-c:v', 'mpeg2video']],
    ['of a camcorder', 'camcorder.m2ts', ['-c:v', 'mpeg2video', '-mpegts_m2ts_mode', '1']],
  ])('knows how long a video is: %s', async (_, name, how) => {
    const file = join(folder, name);
    const source = ['-f', 'lavfi', '-i', 'testsrc2=size=64x48:rate=30:duration=4'];
    const made = spawnSync('ffmpeg', ['-v', 'error', ...source, '-pix_fmt', 'yuv420p', ...how, file]);
    expect(made.stderr.toString()).toBe('');
    const decoded = await collected(videoSource(file));
    expect(await videoLength(file)).toBe(decoded.length);
  });

  it('knows that a video without a frame has none', async () => {
    const whole = join(folder, 'vary.mkv');
    const file = join(folder, 'header.mkv');
    writeFileSync(file, readFileSync(whole).subarray(0, 900));
    expect(await videoLength(file)).toBe(0);
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

  it('reports what is no video', async () => {
    const file = join(folder, 'text.mp4');
    writeFileSync(file, 'words');
    await expect(collected(videoSource(file))).rejects.toMatchObject({ code: 'unreadable' });
    await expect(collected(videoSource(join(folder, 'none.mp4')))).rejects.toMatchObject({ code: 'missing' });
  });
});

/** Gray pictures, each four levels brighter than the one before. */
const BRIGHTER = [
  '-f',
  'lavfi',
  '-i',
  "color=black:size=64x48:rate=25:duration=2,geq=lum='16+4*N':cb=128:cr=128",
];
/** Of so many bytes that a cut falls between frames. */
const DETAILED = ['-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=2'];
/** Short, long and longer steps. */
const VARIABLE = ['-vf', "select='lt(n,10)+not(mod(n,7))+gt(n,44)'", '-fps_mode', 'vfr'];
/** At a constant rate, then five times as fast. */
const BURSTS = [
  ...['-vf', "settb=1/90000,setpts='if(lt(N,20),N*3600,72000+(N-20)*750)'"],
  ...['-fps_mode', 'passthrough', '-enc_time_base', '1:90000'],
];
const X264 = ['-c:v', 'libx264', '-pix_fmt', 'yuv420p'];

function made(name: string, ...args: string[]): string {
  const file = join(folder, name);
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...args, file]);
  expect(status, stderr.toString()).toBe(0);
  return file;
}

/** Declares an MP4 as turned, as phones do: by the matrix of its track header (ISO 14496-12, 8.3.2; version 0). */
function turnByQuarter(file: string): void {
  const bytes = readFileSync(file);
  const matrix = bytes.indexOf('tkhd') + 4 + 40;
  const fixed = [0, 0x10000, 0, -0x10000, 0, 0, 0, 0, 0x40000000];
  for (const [i, value] of fixed.entries()) bytes.writeInt32BE(value, matrix + 4 * i);
  writeFileSync(file, bytes);
}

/** ffprobe writes microseconds. */
function expectTimes(frames: readonly Frame[], expected: readonly { atMs: number }[]): void {
  expect(frames).toHaveLength(expected.length);
  const apart = frames.map(({ atMs }, i) => Math.abs(atMs - expected[i]!.atMs));
  expect(Math.max(...apart)).toBeLessThan(0.002);
}

describe('stored frames', needsFfmpeg, () => {
  const kinds: readonly [name: string, ...args: string[]][] = [
    [
      'hevc 10 bit.mp4',
      ...BRIGHTER,
      '-c:v',
      'libx265',
      '-x265-params',
      'log-level=none',
      '-pix_fmt',
      'yuv420p10le',
    ],
    ['vp9 12 bit.webm', ...BRIGHTER, '-c:v', 'libvpx-vp9', '-profile:v', '2', '-pix_fmt', 'yuv420p12le'],
    ['variable.mp4', ...BRIGHTER, ...VARIABLE, ...X264],
    ['variable.mkv', ...BRIGHTER, ...VARIABLE, ...X264],
    ['variable, no B-frames.avi', ...BRIGHTER, ...VARIABLE, '-c:v', 'mjpeg'],
    ['starts late.ts', ...BRIGHTER, ...X264, '-output_ts_offset', '7'],
    ['starts late.mkv', ...BRIGHTER, ...X264, '-output_ts_offset', '7'],
    ['bursts.mkv', ...BRIGHTER, ...BURSTS, ...X264, '-bf', '0'],
    ['bursts.mp4', ...BRIGHTER, ...BURSTS, ...X264],
    ['29.97.mov', ...BRIGHTER, '-r', '30000/1001', ...X264],
    ['odd.mkv', ...BRIGHTER, '-vf', 'scale=61:47,setsar=1', '-c:v', 'ffv1'],
    ['animated.gif', ...BRIGHTER, ...VARIABLE],
    ['one.mp4', ...BRIGHTER, '-frames:v', '1', ...X264],
    [
      'with sound.mkv',
      '-f',
      'lavfi',
      '-i',
      'sine=duration=3',
      ...BRIGHTER,
      '-map',
      '1',
      '-map',
      '0',
      ...X264,
    ],
  ];
  it.each(kinds)('%s: every one once, each at its own time', async (name, ...args) => {
    const file = made(name, ...args);
    const notes: string[] = [];
    const frames = await collected(
      videoSource(file, { onNote: (note) => void notes.push(englishText(note)) }),
    );
    const expected = probedFrames(file);
    expect(expected.length).toBeGreaterThan(0);
    expectTimes(frames, expected);
    const { width, height } = expected[0]!;
    expect(frames.every(({ picture }) => picture.width === width && picture.height === height)).toBe(true);
    const levels = frames.map(({ picture }) => picture.data[0]!);
    // The rate of one repeats pictures, the other has few levels.
    if (!/mov|gif/.test(name))
      // its rate repeats pictures
      expect(
        levels.every((level, i) => i === 0 || level > levels[i - 1]!),
        levels.join(' '),
      ).toBe(true);
    expect(notes).toEqual([]);
  });

  it('a clip that was cut by an edit list gives what it shows', async () => {
    const file = made('whole.mp4', ...BRIGHTER, '-g', '50', ...X264);
    const cut = made('cut.mp4', '-ss', '0.6', '-i', file, '-c', 'copy');
    const notes: string[] = [];
    const frames = await collected(
      videoSource(cut, { onNote: (note) => void notes.push(englishText(note)) }),
    );
    expectTimes(frames, probedFrames(cut));
    expect(frames.length).toBeLessThan(50);
    expect(notes).toEqual([]);
  });

  it.each([
    ['of a constant rate', []],
    ['with slower frames at the end', ['-vf', "select='lt(n,30)+not(mod(n,4))'", '-fps_mode', 'vfr']],
  ])('a clip %s that was trimmed without coding it anew is whole', async (_, filters) => {
    const file = made('untrimmed.mp4', ...BRIGHTER, ...filters, '-g', '25', ...X264);
    for (const start of ['0.3', '0.5', '0.9']) {
      const trimmed = made('trimmed.mp4', '-ss', start, '-i', file, '-c', 'copy');
      const notes: string[] = [];
      const frames = await collected(
        videoSource(trimmed, { onNote: (note) => void notes.push(englishText(note)) }),
      );
      expectTimes(frames, probedFrames(trimmed));
      expect(notes).toEqual([]);
    }
  });

  it('a turned phone gives upright frames', async () => {
    const file = made('lying.mp4', ...BRIGHTER, ...X264);
    turnByQuarter(file);
    const [frame] = await collected(videoSource(file));
    expect(frame!.picture).toMatchObject({ width: 48, height: 64 });
  });

  it.each([
    ['wide pixels of a DVD', '64/45', 91, 48],
    ['narrow ones', '8/9', 57, 48],
    ['pixels of unknown shape', '0', 64, 48],
  ])('%s become square ones', async (name, shape, width, height) => {
    const file = made(`${name}.mp4`, ...BRIGHTER, '-vf', `setsar=${shape}`, ...X264);
    const [frame] = await collected(videoSource(file));
    expect(frame!.picture).toMatchObject({ width, height });
  });

  it.each([
    ['100 times as wide as high', '100'],
    ['1,000 times as high as wide', '1/1000'],
  ])('pixels %s are read as square ones, with a note', async (words, shape) => {
    const file = made(`absurd ${shape.length}.mkv`, ...BRIGHTER, '-vf', `setsar=${shape}`, ...X264);
    const [frame] = await collected(videoSource(file));
    expect(frame!.picture).toMatchObject({ width: 64, height: 48 });
    expect(await notesOf(file)).toEqual([
      `${file} declares pixels ${words}, which no camera has: they are read as square ones`,
    ]);
  });

  it('of two video streams the first is read, with a note; a cover is no stream', async () => {
    const two = made('two.mkv', ...BRIGHTER, ...DETAILED, '-map', '0', '-map', '1', ...X264);
    const [frame] = await collected(videoSource(two));
    expect(frame!.picture.width).toBe(64);
    expect(await notesOf(two)).toEqual([
      `${two} holds 2 video streams, of which the first alone is read; save each as a file of its own to read them all`,
    ]);
    const cover = made('front.png', ...BRIGHTER, '-frames:v', '1');
    const film = made('film.mp4', ...BRIGHTER, ...X264);
    const attached = ['-c', 'copy', '-disposition:v:1', 'attached_pic'];
    const covered = made('covered.mp4', '-i', film, '-i', cover, '-map', '0', '-map', '1', ...attached);
    expect(await notesOf(covered)).toEqual([]);
  });

  it('wide pixels of a turned phone are wide in the upright frame where they were stored so', async () => {
    const file = made('lying-wide.mp4', ...BRIGHTER, '-vf', 'setsar=2', ...X264);
    turnByQuarter(file);
    const [frame] = await collected(videoSource(file));
    const { width, height } = frame!.picture;
    expect(height / width).toBeCloseTo((64 * 2) / 48, 1);
  });

  it('time stamps that jump: every frame, and a note that is not of damage', async () => {
    const parts = ['0', '5000'].map((offset) =>
      readFileSync(made(`from-${offset}.ts`, ...DETAILED, ...X264, '-output_ts_offset', offset)),
    );
    const file = join(folder, 'jump.ts');
    writeFileSync(file, Buffer.concat(parts));
    expect(await notesOf(file)).toEqual([
      expect.stringMatching(/ has times that jump by 499\d\.\d\d s in all; .*: 100 frames were decoded$/),
    ]);
    expect(await videoLength(file)).toBe(100); // and not the 125,000 of five thousand seconds
  });

  it.each([
    ['0', '1.96'],
    ['100', '101.88'],
  ])('time stamps of a transport stream that jump back from %s s and on: a note', async (offset, jump) => {
    const parts = [offset, '0'].map((from) =>
      readFileSync(made(`back-from-${from}.ts`, ...DETAILED, ...X264, '-output_ts_offset', from)),
    );
    const file = join(folder, `back-${offset}.ts`);
    writeFileSync(file, Buffer.concat(parts));
    expect(await notesOf(file)).toEqual([
      `${file} has times that jump back by ${jump} s in all; frames behind a jump follow those before it at once: 100 frames were decoded`,
    ]);
  });

  it('frames whose own times jump back: a note', async () => {
    const part = readFileSync(made('part.mkv', ...DETAILED, ...X264));
    const file = join(folder, 'twice.mkv');
    writeFileSync(file, Buffer.concat([part, part]));
    expect(await notesOf(file)).toEqual([
      `${file} has times that jump back by 1.96 s; frames behind a jump keep the time of the last one before it until theirs is later: 100 frames were decoded`,
    ]);
  });

  it('two sizes in one stream: every frame in its own, with a note', async () => {
    const [a, b] = ['64x48', '96x80'].map((size) =>
      readFileSync(
        made(`${size}.ts`, '-f', 'lavfi', '-i', `testsrc=size=${size}:rate=25:duration=1`, ...X264),
      ),
    );
    const file = join(folder, 'sizes.ts');
    writeFileSync(file, Buffer.concat([a!, b!]));
    const frames = await collected(videoSource(file));
    expect(frames).toHaveLength(50);
    expect(await notesOf(file)).toEqual([
      `${file} changes its frame size at 1.00 s from 64×48 to 96×80: each frame is read in its own size, and boxes are in its pixels`,
      expect.stringContaining('has times that jump back by 0.96 s'),
    ]);
    expect(frames.map(({ picture }) => `${picture.width}×${picture.height}`)).toEqual([
      ...new Array<string>(25).fill('64×48'),
      ...new Array<string>(25).fill('96×80'),
    ]);
    expect(frames.every(({ atMs }, i) => i === 0 || atMs > frames[i - 1]!.atMs)).toBe(true);
    const rest = await collected(videoSource(file, { fromFrame: 30 }));
    expect(rest.map(({ atMs }) => atMs)).toEqual(frames.slice(30).map(({ atMs }) => atMs));
  });

  it('a turned phone whose recording turns with it: frames of both shapes, whole', async () => {
    const clips = ['scale=64:48', 'transpose,scale=48:64'].map((filter, i) => {
      const part = made(`turn-${i}.webm`, ...BRIGHTER, '-vf', filter, '-frames:v', '5', '-c:v', 'libvpx');
      return `file '${part}'\n`;
    });
    const list = join(folder, 'turns.txt');
    writeFileSync(list, clips.join(''));
    const file = made('turns.webm', '-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy');
    const frames = await collected(videoSource(file));
    expect(frames.map(({ picture }) => picture.width)).toEqual([64, 64, 64, 64, 64, 48, 48, 48, 48, 48]);
    const scaledTo = { width: 32, height: 24 };
    const scaled = await collected(videoSource(file, { scaledTo }));
    expect(scaled.map(({ picture }) => picture.height)).toEqual(new Array<number>(10).fill(24));
  });

  it(
    'pixels that change their shape midway become square ones, each by its own',
    needsFrameShapes,
    async () => {
      const parts = ['16/15', '64/45'].map((shape, i) =>
        readFileSync(
          made(
            `shape-${i}.mpg`,
            ...['-f', 'lavfi', '-i', `testsrc=size=720x576:rate=25:duration=0.4`],
            ...['-vf', `setsar=${shape}`, '-c:v', 'mpeg2video', '-bf', '0'],
          ),
        ),
      );
      const file = join(folder, 'shapes.mpg');
      writeFileSync(file, Buffer.concat(parts));
      const widths = (await collected(videoSource(file))).map(({ picture }) => picture.width);
      expect([widths[0], widths.at(-1), new Set(widths).size]).toEqual([768, 1024, 2]);
      expect(await notesOf(file)).toContainEqual(
        expect.stringMatching(/ changes its frame size at 0\.\d\d s from 768×576 to 1024×576: /),
      );
    },
  );

  it.each(['mp4', 'mkv'])(
    'a %s that is cut off anywhere: what can be decoded, and a note',
    async (ending) => {
      const whole = made(
        `long.${ending}`,
        ...DETAILED,
        '-g',
        '10',
        '-bf',
        '0',
        ...X264,
        '-movflags',
        '+faststart',
      );
      const bytes = readFileSync(whole);
      for (const share of [0.5, 0.7, 0.8, 0.9]) {
        const file = join(folder, `cut.${ending}`);
        writeFileSync(file, bytes.subarray(0, Math.round(share * bytes.length)));
        const notes: string[] = [];
        const frames = await collected(
          videoSource(file, { onNote: (note) => void notes.push(englishText(note)) }),
        );
        expect(frames.length).toBeGreaterThan(0);
        expect(frames.length).toBeLessThan(50);
        expect(frames.length).toBe(probedFrames(file).length);
        expect(notes).toEqual([
          expect.stringMatching(
            ending === 'mp4'
              ? /cut off or damaged: \d+ of 50 frames were decoded$/
              : /cut off or damaged: \d+ frames were decoded$/,
          ),
        ]);
      }
    },
  );

  it('a y4m that is cut off within a frame: what can be decoded, and a note', async () => {
    const whole = made('whole.y4m', ...DETAILED, '-pix_fmt', 'yuv420p');
    expect(await notesOf(whole)).toEqual([]);
    const bytes = readFileSync(whole);
    const file = join(folder, 'cut.y4m');
    for (const [kept, frames] of [
      [Math.round(0.7 * bytes.length), 34],
      [bytes.length - 1, 49],
    ] as const) {
      writeFileSync(file, bytes.subarray(0, kept));
      expect(await notesOf(file)).toEqual([
        `${file} ends within a frame, it is cut off: ${frames} frames were decoded`,
      ]);
    }
  });

  it('an mp4 without its index is refused in words', async () => {
    const file = made('no index.mp4', ...DETAILED, ...X264);
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, Math.round(0.5 * bytes.length)));
    await expect(collected(videoSource(file))).rejects.toMatchObject({
      code: 'unreadable',
      message: `${file} cannot be read as a video: its index is missing, it is cut off or was never finished; copy or export it again`,
    });
  });

  it.each(['mp4', 'mkv', 'webm'])(
    'a %s without its first key frame: how many frames are lost',
    async (ending) => {
      const codec = ending === 'webm' ? ['-c:v', 'libvpx'] : X264;
      const whole = made(`keyed.${ending}`, ...DETAILED, '-g', '20', '-bf', '0', ...codec);
      expect(await notesOf(whole)).toEqual([]);
      const file = made(`unkeyed.${ending}`, '-i', whole, '-c', 'copy', '-bsf:v', 'noise=drop=eq(n\\,0)');
      const frames = await collected(videoSource(file));
      expect(await notesOf(file)).toEqual([
        expect.stringMatching(/: 30 of 49 frames were decoded, the 19 before 0\.76 s were not$/),
      ]);
      expect(frames).toHaveLength(30);
    },
  );

  it('frames of which nothing is decoded midway and at the end: how many', async () => {
    const whole = made('blanks.mkv', ...DETAILED, '-q:v', '31', '-c:v', 'mjpeg');
    const file = made(
      'blank.mkv',
      '-i',
      whole,
      '-c',
      'copy',
      '-bsf:v',
      "noise=amount='if(eq(n,20)+gt(n,46),1,0)'",
    );
    expect(await notesOf(file)).toEqual([
      expect.stringMatching(/ is damaged \(.*\): \d\d of 50 frames were decoded$/),
    ]);
  });

  it('damage in the middle is noted, and does not end the video', async () => {
    const whole = made('sound.mp4', ...DETAILED, '-g', '5', '-bf', '0', ...X264);
    const bytes = readFileSync(whole);
    const middle = Math.round(bytes.length / 2);
    bytes.fill(0xff, middle - 100, middle + 100);
    const file = join(folder, 'damaged.mp4');
    writeFileSync(file, bytes);
    const notes: string[] = [];
    const frames = await collected(
      videoSource(file, { onNote: (note) => void notes.push(englishText(note)) }),
    );
    expect(frames.at(-1)!.atMs).toBeGreaterThan(1500);
    expect(notes).toEqual([expect.stringMatching(/is damaged \(.+\): \d+ frames were decoded$/)]);
  });

  it('parts of pictures that the decoder made up are noted, whether or not it reports an error', async () => {
    const whole = made('whole.mp4', ...DETAILED, '-g', '5', '-bf', '0', ...X264);
    const bytes = readFileSync(whole);
    const file = join(folder, 'concealed.mp4');
    const places = [8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 32].map((k) => (k * bytes.length) / 48);
    const logs: string[] = [];
    const notes: string[][] = [];
    for (const place of places.map(Math.round)) {
      writeFileSync(file, Buffer.from(bytes).fill(0xff, place, place + 20));
      const args = ['-v', 'level+info', '-i', file, '-map', '0:v:0', '-f', 'null', '-'];
      const log = spawnSync('ffmpeg', args).stderr.toString();
      if (!log.includes('concealing') || log.includes('[error]')) continue;
      logs.push(log);
      notes.push(await notesOf(file));
    }
    expect(logs.length).toBeGreaterThan(0);
    for (const note of notes)
      expect(note).toEqual([expect.stringMatching(/ is damaged \(concealing .+\): /)]);
  });

  it.each(['mjpg', 'mjpeg'])('a bare stream of pictures is read (.%s)', async (ending) => {
    const file = made(`bare.${ending}`, ...BRIGHTER, '-c:v', 'mjpeg', '-f', 'mjpeg');
    expect((await collected(videoSource(file))).length).toBeGreaterThan(5);
  });

  it.each([
    ['a playlist', '#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nlisted.ts\n#EXT-X-ENDLIST\n'],
    ['a list to join', 'ffconcat version 1.0\nfile listed.ts\n'],
    ['a session description', 'v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n'],
  ])('%s that is named as a video is refused, whatever it lists', async (name, text) => {
    made('listed.ts', ...BRIGHTER, ...X264);
    const file = join(folder, `${name}.mp4`);
    writeFileSync(file, text);
    await expect(collected(videoSource(file))).rejects.toMatchObject({
      code: 'unreadable',
      message: `${file} cannot be read as a video: it is a list of other files, or of a kind that is not read; name the videos themselves, or save it as MP4`,
    });
  });

  it('frames that are too large for the memory are refused in words; those that come later, left out with a note', async () => {
    const [small, large] = ['64x48', '8000x5100'].map((size) => {
      const drawn = ['-f', 'lavfi', '-i', `color=gray:size=${size}`, '-frames:v', '1'];
      return made(`${size}.mkv`, ...drawn, '-c:v', 'mjpeg');
    });
    await expect(collected(videoSource(large!))).rejects.toMatchObject({
      code: 'unreadable',
      message: `${large} has frames of 8000×5100 pixels, too large to be read: up to 40 megapixels are (8K has 33); save it smaller`,
    });
    const list = join(folder, 'larger.txt');
    writeFileSync(list, `file '${small}'\nfile '${large}'\n`);
    const file = made('larger.mkv', '-f', 'concat', '-safe', '0', '-i', list, '-c', 'copy');
    expect(await notesOf(file)).toEqual([
      expect.stringMatching(/ is damaged \(.*8000x5100 exceeds.*\): 1 of 2 frames were decoded$/),
    ]);
  });

  it('sound with a cover, a video without a frame, and a pipe hold no video', async () => {
    const cover = made('cover.png', ...BRIGHTER, '-frames:v', '1');
    const sound = ['-f', 'lavfi', '-i', 'sine=duration=1', '-i', cover, '-map', '0', '-map', '1'];
    const album = made('album.mp4', ...sound, '-c:v', 'mjpeg', '-disposition:v:0', 'attached_pic');
    await expect(collected(videoSource(album))).rejects.toMatchObject({
      code: 'unreadable',
      message: `${album} holds no video`,
    });
    const empty = made('empty.mkv', ...BRIGHTER, '-vf', 'trim=start=9', '-c:v', 'ffv1');
    await expect(collected(videoSource(empty))).rejects.toMatchObject({ code: 'unreadable' });
    const pipe = join(folder, 'pipe.mp4');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    await expect(collected(videoSource(pipe))).rejects.toMatchObject({ code: 'unreadable' });
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
