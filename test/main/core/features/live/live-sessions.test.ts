import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';

import { shippedClip } from '../../../../../src/artifact/places.ts';
import { englishText } from '../../../../../src/messages/english.ts';
import { liveHandlers } from '../../../../../src/main/core/features/live/live-handlers.ts';
import { LiveSessions } from '../../../../../src/main/core/features/live/live-sessions.ts';
import { FrameMemory } from '../../../../../src/main/core/platform/live/frame-memory.ts';
import { clipVideo, needsFfmpeg } from '../../../../support/clip-video.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { madeStore } from '../audience/made-audience.ts';

const picture = (second: number) => join(shippedClip(), `${String(second).padStart(2, '0')}s.jpg`);

function made(memory = new FrameMemory()) {
  const live = new LiveSessions(madeStore(), memory);
  onTestFinished(() => live.end());
  const ask = liveHandlers(live);
  type Source = Parameters<(typeof ask)['live.open']>[0]['source'];
  return {
    ask,
    folder: scratchFolder(),
    open: (source: Source) => ask['live.open']({ source, occlusion: 'auto' }),
  };
}

/** Two pictures and a file that is none. */
function fill(folder: string): void {
  for (const name of ['2', '10']) copyFileSync(picture(Number(name)), join(folder, `${name}.jpg`));
  writeFileSync(join(folder, '11.jpg'), 'no picture');
}

/** The frames of a video; the notes at its end. */
async function* frames(ask: ReturnType<typeof liveHandlers>, session: number) {
  for (;;) {
    const next = await ask['live.next']({ session });
    if ('notes' in next) return next.notes;
    yield next;
  }
}

/** A frame as a camera gives it. */
async function rgba(file: string) {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { format: 'RGBA' as const, width: info.width, height: info.height, data: new Uint8Array(data) };
}

describe('the clip that ships', () => {
  it('is played with expression, gender and age of its face, to its end', async () => {
    const { ask, open } = made();
    const opened = await open({ kind: 'sample' });
    expect(opened).toMatchObject({ mode: 'video', pictures: [], lengthMs: 24_000, leftOut: [] });
    expect(new Set(opened.models.map(({ task }) => task))).toEqual(new Set(['expression', 'gender', 'age']));
    const { session } = opened;
    const seen: number[] = [];
    for await (const next of frames(ask, session)) {
      expect((await sharp(next.image).metadata()).format).toBe('jpeg');
      seen.push(next.frame.faces.length);
      if (next.frame.atMs === 10_000)
        expect(next.frame.faces[0]).toMatchObject({
          occlusion: 'none',
          expression: { probs: { neutral: expect.any(Number) as number } },
          gender: { label: expect.any(String) as string },
          ageYears: { value: expect.any(Number) as number },
        });
    }
    expect(seen).toHaveLength(24);
    expect(seen.slice(3)).toEqual(new Array(21).fill(1));
  });
});

describe('pictures', () => {
  it('of a folder come one by one, in natural order; one that is damaged stops none of the others', async () => {
    const { ask, open, folder } = made();
    fill(folder);
    const { session, mode, pictures } = await open({ kind: 'clip', path: folder });
    expect([mode, pictures]).toEqual(['pictures', ['2.jpg', '10.jpg', '11.jpg']]);
    await expect(ask['live.picture']({ session, index: 2 })).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/^11\.jpg cannot be read: /) as string,
    });
    const { frame } = await ask['live.picture']({ session, index: 1 });
    expect(frame.faces).toMatchObject([{ track: 1, isSeen: true, occlusion: 'none' }]);
    await expect(ask['live.picture']({ session, index: 3 })).rejects.toMatchObject({ code: 'missing' });
    await expect(ask['live.next']({ session })).rejects.toMatchObject({ code: 'usage' });
  });

  it('without light are said to be too dark; one of a face in the light, or of a white wall, is not', async () => {
    const { ask, open, folder } = made();
    const plain = (level: number, name: string) =>
      sharp({
        create: { width: 320, height: 240, channels: 3, background: { r: level, g: level, b: level } },
      })
        .png()
        .toFile(join(folder, name));
    await Promise.all([plain(0, '1.png'), plain(255, '2.png')]);
    await sharp(picture(10)).linear(0.04).toFile(join(folder, '3.jpg'));
    copyFileSync(picture(10), join(folder, '4.jpg'));
    const { session } = await open({ kind: 'clip', path: folder });
    const scenes = [];
    for (const index of [0, 1, 2, 3]) {
      const { frame } = await ask['live.picture']({ session, index });
      scenes.push([frame.scene, frame.faces.length]);
    }
    expect(scenes).toEqual([
      ['dark', 0],
      ['clear', 0],
      ['dark', 0],
      ['clear', 1],
    ]);
  });

  it('are those of all folders below, and what is not shown is named', async () => {
    const { open, folder } = made();
    fill(folder);
    mkdirSync(join(folder, 'more'));
    copyFileSync(picture(3), join(folder, 'more', '3.jpg'));
    for (const name of ['IMG_1.HEIC', 'clip.mp4', 'notes.txt']) writeFileSync(join(folder, name), 'x\0');
    const { pictures, skipped } = await open({ kind: 'clip', path: folder });
    expect(pictures).toEqual(['2.jpg', '10.jpg', '11.jpg', join('more', '3.jpg')]);
    expect(skipped.map(({ path, reason }) => [relative(folder, path), englishText(reason)])).toEqual([
      ['IMG_1.HEIC', 'HEIC is not read; save it as JPEG or PNG'],
      ['clip.mp4', 'a video, not a picture'],
    ]);
    await expect(open({ kind: 'clip', path: join(folder, 'IMG_1.HEIC') })).rejects.toMatchObject({
      ...{ code: 'unreadable', message: 'HEIC is not read; save it as JPEG or PNG' },
    });
  });

  it('are read as half covered where the person says so, from then on', async () => {
    const { ask, open } = made();
    const { session, models } = await open({ kind: 'clip', path: picture(10) });
    const before = (await ask['live.picture']({ session, index: 0 })).frame.faces[0]!;
    await ask['live.setOcclusion']({ session, occlusion: 'upper' });
    const { faces } = (await ask['live.picture']({ session, index: 0 })).frame;
    expect(faces[0]!.occlusion).toBe('upper');
    expect(faces[0]!.expression!.probs).not.toEqual(before.expression!.probs);
    const { model, heat, side, square } = await ask['live.explain']({
      session,
      track: 1,
      task: 'expression',
    });
    expect(models).toContainEqual({ task: 'expression', visible: 'lower', name: model });
    expect(heat.slice(0, (side * side) / 2).every((value) => value === 0)).toBe(true);
    expect(Math.max(...heat)).toBe(1);
    expect(square.side).toBeGreaterThan(0.5 * faces[0]!.box.width);
  });

  it('are there once more in full, pixel by pixel', async () => {
    const { ask, open } = made();
    const { session } = await open({ kind: 'clip', path: picture(4) });
    await expect(ask['live.still']({ session })).rejects.toMatchObject({ code: 'missing' });
    await ask['live.picture']({ session, index: 0 });
    const { image } = await ask['live.still']({ session });
    expect(await sharp(image).raw().toBuffer()).toEqual(await sharp(picture(4)).raw().toBuffer());
  });
});

it('loses no frame of a video that is asked for while one is predicted', async () => {
  const { ask, open } = made();
  const { session } = await open({ kind: 'sample' });
  const answers = await Promise.allSettled(
    Array.from({ length: 6 }, async () => ask['live.next']({ session })),
  );
  const times = answers.flatMap((one) =>
    one.status === 'fulfilled' && 'frame' in one.value ? [one.value.frame.atMs] : [],
  );
  expect(times).toEqual([0]);
  expect(await ask['live.next']({ session })).toMatchObject({ frame: { atMs: 1000 } });
});

describe('a picture that is held', () => {
  it('is predicted anew with another occlusion, each face by its number', async () => {
    const { ask, open } = made();
    const { session } = await open({ kind: 'camera' });
    let read = await ask['live.frame']({ session, atMs: 0, pixels: await rgba(picture(5)) });
    for (let atMs = 100; read.faces.length === 0; atMs += 100)
      read = await ask['live.frame']({ session, atMs, pixels: await rgba(picture(5)) });
    await ask['live.setOcclusion']({ session, occlusion: 'lower' });
    const { frame } = await ask['live.predictAgain']({ session });
    expect(frame.faces).toMatchObject([{ track: read.faces[0]!.track, occlusion: 'lower' }]);
    expect(await ask['live.still']({ session })).toMatchObject({ frame });
  });

  it('gives its memory back when it is closed while it is read', async () => {
    const memory = new FrameMemory(3 * 640 * 480 * 3);
    const { ask, open } = made(memory);
    for (let i = 0; i < 4; i++) {
      const { session } = await open({ kind: 'clip', path: picture(5) });
      const reading = Promise.allSettled([ask['live.picture']({ session, index: 0 })]);
      await ask['live.close']({ session });
      await reading;
    }
    const { session } = await open({ kind: 'clip', path: picture(5) });
    expect(await ask['live.picture']({ session, index: 0 })).toHaveProperty('frame');
  });

  it('names the models that predict', async () => {
    const { ask, open } = made();
    const { session, models } = await open({ kind: 'camera' });
    expect((await ask['live.models']({ session })).models).toEqual(models);
    await ask['live.close']({ session: null });
    await expect(ask['live.models']({ session })).rejects.toMatchObject({ code: 'missing' });
  });
});

describe('a camera', () => {
  it('has its faces tracked over the frames that the page sends', async () => {
    const { ask, open } = made();
    const { session, mode } = await open({ kind: 'camera' });
    expect(mode).toBe('camera');
    for (let atMs = 0; atMs < 400; atMs += 100)
      await ask['live.frame']({ session, atMs, pixels: await rgba(picture(5)) });
    const { faces } = await ask['live.frame']({ session, atMs: 400, pixels: await rgba(picture(5)) });
    expect(faces).toMatchObject([{ track: 1, expression: { probs: expect.any(Object) as object } }]);
    await expect(ask['live.explain']({ session, track: 9, task: 'age' })).rejects.toMatchObject({
      code: 'missing',
    });
    expect((await ask['live.explain']({ session, track: 1, task: 'age' })).heat.length).toBeGreaterThan(0);
  });

  it('is refused while its last frame is still being read', async () => {
    const { ask, open } = made();
    const { session } = await open({ kind: 'camera' });
    const pixels = await rgba(picture(5));
    const first = ask['live.frame']({ session, atMs: 0, pixels });
    await expect(ask['live.frame']({ session, atMs: 1, pixels })).rejects.toMatchObject({ code: 'busy' });
    await first;
  });

  it('that is closed, or followed by another source, is not looked at any more', async () => {
    const { ask, open } = made();
    const { session } = await open({ kind: 'camera' });
    const other = await open({ kind: 'sample' });
    const pixels = await rgba(picture(5));
    await expect(ask['live.frame']({ session, atMs: 0, pixels })).rejects.toMatchObject({ code: 'missing' });
    await ask['live.close']({ session }); // of the one before: the other goes on
    expect(await ask['live.next']({ session: other.session })).toHaveProperty('frame');
    await ask['live.close'](other);
    await expect(ask['live.next']({ session: other.session })).rejects.toMatchObject({ code: 'missing' });
  });
});

describe('a video', needsFfmpeg, () => {
  it('comes frame by frame, each at its own time', async () => {
    const { ask, open, folder } = made();
    const file = join(folder, 'clip.mp4');
    clipVideo(file);
    const { session, mode, lengthMs } = await open({ kind: 'clip', path: file });
    expect([mode, lengthMs]).toEqual(['video', 3000]);
    const times: number[] = [];
    for await (const { frame } of frames(ask, session)) times.push(frame.atMs);
    expect(times).toEqual(Array.from({ length: 24 }, (_, i) => i * 125));
  });

  it('that is cut off says so at its end', async () => {
    const { ask, open, folder } = made();
    const [whole, file] = [join(folder, 'whole.mkv'), join(folder, 'cut.mkv')];
    clipVideo(whole);
    const bytes = readFileSync(whole);
    writeFileSync(file, bytes.subarray(0, Math.round(0.6 * bytes.length)));
    const { session } = await open({ kind: 'clip', path: file });
    const all = frames(ask, session);
    let end = await all.next();
    while (!end.done) end = await all.next();
    expect(englishText(end.value[0]!)).toMatch(/cut off or damaged/);
  });

  it('that is none is refused, and what was looked at before has ended', async () => {
    const { ask, open, folder } = made();
    const file = join(folder, 'words.mp4');
    writeFileSync(file, 'words');
    const { session } = await open({ kind: 'sample' });
    await expect(open({ kind: 'clip', path: file })).rejects.toMatchObject({ code: 'unreadable' });
    await expect(ask['live.next']({ session })).rejects.toMatchObject({ code: 'missing' });
  });
});

it('a snapshot is written as it is, and nothing but a PNG', async () => {
  const { ask, folder } = made();
  const path = join(folder, 'snapshot.png');
  const png = await sharp({ create: { width: 4, height: 4, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  await ask['live.saveSnapshot']({ png, path });
  expect(readFileSync(path)).toEqual(png);
  await expect(ask['live.saveSnapshot']({ png: Buffer.from('#!/bin/sh'), path })).rejects.toMatchObject({
    code: 'unreadable',
  });
  expect(readFileSync(path)).toEqual(png);
});
