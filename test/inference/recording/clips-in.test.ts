import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { expect, it } from 'vitest';

import { inEnglish } from '../../../src/messages/english.ts';
import { picturesIn } from '../../../src/inference/sources/pictures-in.ts';
import { clipsIn } from '../../../src/inference/recording/clips-in.ts';
import { hasByteNames, writeLatin1 } from '../../support/latin1-name.ts';
import { scratchFolder } from '../../support/made-data.ts';

function folderOf(...files: string[]): string {
  const folder = scratchFolder();
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

const SOUND = 'sound, not a video';
const OTHER_VIDEO = expect.stringMatching(/^this kind of video is not read; /) as string;
const ANIMATION = expect.stringMatching(/^a picture or an animation, not a video; /) as string;

it('beside videos names pictures, folders of pictures, animations, sound and other videos', async () => {
  const folder = folderOf(
    ...['a.mp4', 'b/c.mkv', 'p.jpg', 'moves.gif', 'words.mp3', 'old.3gp', 'old.flv', 'phone.heic'],
    ...['notes.txt', 'b/still.png', 'visit/1.jpg', 'visit/2.jpg'],
  );
  const { clips, skipped } = inEnglish(await clipsIn([folder]));
  expect(clips).toEqual([join(folder, 'a.mp4'), join(folder, 'b/c.mkv')]);
  const reasons = Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]));
  expect(Object.keys(reasons)).toHaveLength(skipped.length);
  expect(reasons).toEqual({
    [join(folder, 'p.jpg')]: 'a picture, not a video',
    [join(folder, 'b/still.png')]: 'a picture, not a video',
    [join(folder, 'phone.heic')]: 'a picture, not a video',
    [join(folder, 'moves.gif')]: ANIMATION,
    [join(folder, 'words.mp3')]: SOUND,
    [join(folder, 'old.3gp')]: OTHER_VIDEO,
    [join(folder, 'old.flv')]: OTHER_VIDEO,
    [join(folder, 'visit')]: 'a folder of pictures beside videos; name it to record it',
  });
});

it('beside pictures names sound and other videos, and is silent of what is neither', async () => {
  const folder = folderOf('visit/1.jpg', 'visit/words.wav', 'old.3gp', 'notes.txt', 'phone.heic');
  const { clips, skipped } = inEnglish(await clipsIn([folder]));
  expect(clips).toEqual([join(folder, 'visit')]);
  const reasons = Object.fromEntries(skipped.map(({ path, reason }) => [path, reason]));
  expect(reasons).toEqual({
    [join(folder, 'visit/words.wav')]: SOUND,
    [join(folder, 'old.3gp')]: OTHER_VIDEO,
    [join(folder, 'phone.heic')]: expect.stringMatching(/^HEIC is not read; /) as string,
  });
});

it.each(['h264', '264', 'hevc', 'H265', '265', 'dav', 'ivf', 'vob', 'm2v', 'obu', 'trp'])(
  'names a video of a kind that is not read, also where nothing else is there: .%s',
  async (ending) => {
    const alone = folderOf(`door.${ending}`);
    await expect(clipsIn([alone])).rejects.toThrow(
      /no video and no picture in .*; .*door\..* is left out: this/,
    );
    const { skipped } = inEnglish(await clipsIn([folderOf(`door.${ending}`, 'a.mp4')]));
    expect(skipped).toEqual([expect.objectContaining({ reason: OTHER_VIDEO })]);
    const { skipped: beside } = inEnglish(await picturesIn([folderOf(`door.${ending}`, 'a.png')]));
    expect(beside).toEqual([expect.objectContaining({ reason: 'a video, not a picture' })]);
  },
);

it('names text that is called like a video, and takes it for none', async () => {
  const folder = folderOf('a.mp4', 'a.png', 'empty.ts');
  const packets = Buffer.alloc(5 * 188, 0);
  for (let at = 0; at < packets.length; at += 188) packets[at] = 0x47;
  writeFileSync(join(folder, 'door.ts'), packets);
  writeFileSync(join(folder, 'code.ts'), 'G'.padEnd(5 * 188, ' ')); // G is the sync byte
  writeFileSync(join(folder, 'code.mts'), '\ufeffexport const größe = 1;\r\n');
  writeFileSync(join(folder, 'notes.mov'), `${'x'.repeat(4095)}é`); // cut within its last character
  writeFileSync(join(folder, 'black.y4m'), `YUV4MPEG2 W2 H2 F1:1\nFRAME\n${'\x10'.repeat(6)}`);
  const door = join(folder, 'door.ts');
  const { clips, skipped } = inEnglish(await clipsIn([folder]));
  expect(clips).toEqual([join(folder, 'a.mp4'), join(folder, 'black.y4m'), door]);
  const { skipped: beside } = inEnglish(await picturesIn([folder]));
  expect(beside).toContainEqual({ path: door, reason: 'a video, not a picture' });
  const texts = ['code.mts', 'code.ts', 'empty.ts', 'notes.mov'].map((name) => ({
    path: join(folder, name),
    reason: 'text, not a video',
  }));
  for (const told of [skipped, beside]) expect(told).toEqual(expect.arrayContaining(texts));
  expect(skipped).toHaveLength(texts.length + 1); // and the picture
});

it.runIf(hasByteNames)('names a video whose name is not valid UTF-8', async () => {
  const folder = folderOf('a.mp4');
  const odd = writeLatin1(join(folder, 'caf\xe9.mp4'), '');
  expect(inEnglish(await clipsIn([folder]))).toEqual({
    clips: [join(folder, 'a.mp4')],
    skipped: [
      { path: odd, reason: expect.stringContaining('not valid UTF-8') as string, unreadable: 'file' },
    ],
  });
  await expect(clipsIn([odd])).rejects.toMatchObject({
    code: 'missing',
    message: expect.stringContaining('not valid UTF-8') as string,
  });
});
