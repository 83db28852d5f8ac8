import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { englishText } from '../../../src/messages/english.ts';
import { openClip } from '../../../src/inference/sources/open-clip.ts';
import { pictureSource } from '../../../src/inference/sources/picture-source.ts';
import { hasByteNames, writeLatin1 } from '../../support/latin1-name.ts';

const CLIP = ['00s', '01s', '02s'].map((name) => `resources/clip/${name}.jpg`);

it('gives pictures in order, one a step, of one size', async () => {
  const source = pictureSource(CLIP, { stepMs: 40, scaledTo: { width: 320, height: 240 } });
  const found = [];
  for await (const { picture, atMs } of source.frames(new AbortController().signal))
    found.push([picture.width, picture.height, picture.data.length, atMs]);
  expect(found).toEqual([0, 40, 80].map((atMs) => [320, 240, 320 * 240 * 3, atMs]));
});

it('names the picture that cannot be read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demiface-pictures-'));
  try {
    writeFileSync(join(folder, 'a.jpg'), 'words');
    const frames = pictureSource([join(folder, 'a.jpg')]).frames(new AbortController().signal);
    await expect(frames[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'unreadable' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it.runIf(hasByteNames)('names a picture whose name is not valid UTF-8, and reads the others', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demiface-pictures-'));
  try {
    copyFileSync(CLIP[0]!, join(folder, 'a.jpg'));
    const odd = writeLatin1(join(folder, 'caf\xe9.jpg'), readFileSync(CLIP[1]!));
    const notes: string[] = [];
    const found = [];
    const source = openClip(folder, { onNote: (note) => notes.push(englishText(note)) });
    for await (const { file } of source.frames(new AbortController().signal)) found.push(file);
    expect(found).toEqual([join(folder, 'a.jpg')]);
    expect(notes).toEqual([expect.stringMatching(`^${odd} cannot be read: not there; a name .*valid UTF-8`)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
