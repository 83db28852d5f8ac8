import { existsSync, linkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { networkFolder } from '../artifact/made-model.ts';
import { hasByteNames, writeLatin1 } from '../support/latin1-name.ts';
import { drawnFace, faceJpeg, facePng, madeTree, scratchFolder } from '../support/made-data.ts';
import { documentsOf, runHere } from './run-command.ts';

interface Line {
  file: string;
  faces: { box: { width: number; height: number } }[];
}

const filesOf = (result: { stdout: string }) => documentsOf<Line>(result).map(({ file }) => file);

describe('predict of a folder', () => {
  it('reads each picture once and names what it passes over, each with the reason', async () => {
    const top = madeTree({
      'day/a.png': await facePng(1),
      'day/IMG_1.HEIC': 'ftyp',
      'day/scan.jp2': 'x',
      'day/clip.MP4': '\0\0\0\x18ftypmp42',
      'day/raw.CR2': 'x',
      'day/notes.txt': 'no picture',
      'renamed.jpg': Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'),
    });
    linkSync(join(top, 'day', 'a.png'), join(top, 'day', 'b.png'));
    symlinkSync(join(top, 'day', 'a.png'), join(top, '0.png'));
    symlinkSync('..', join(top, 'day', 'up'));
    const models = networkFolder({ visible: 'full' });
    const result = await runHere(
      'predict',
      '--cropped',
      '--occlusion',
      'none',
      '--models',
      models,
      '--json',
      top,
    );
    expect(result.code).toBe(1);
    expect(filesOf(result)).toEqual([join(top, 'day', 'a.png')]);
    const reasons = Object.fromEntries(
      result.stderr.split('\n').flatMap((line) => {
        const [path, reason] = line.split(' is left out: ');
        return reason === undefined ? [] : [[path!.slice(top.length + 1), reason]];
      }),
    );
    const same = `the same file as ${join(top, 'day', 'a.png')}`;
    expect(reasons).toEqual({
      '0.png': same,
      'day/b.png': same,
      'day/up/': 'a link to a folder that is read already',
      'day/IMG_1.HEIC': 'HEIC is not read; save it as JPEG or PNG',
      'day/scan.jp2': 'JPEG 2000 is not read; save it as JPEG or PNG',
      'day/clip.MP4': 'a video, not a picture',
      'day/raw.CR2': 'camera raw files are not read; save it as JPEG or PNG',
      'renamed.jpg': 'HEIC is not read; save it as JPEG or PNG',
    });
    expect(result.stderr).toMatch(
      /\nerror: unreadable: 1 of 2 pictures could not be read: .*renamed\.jpg\n$/,
    );
  });

  it('reports what lies there where there is no picture', async () => {
    const top = madeTree({ 'a.heic': 'x', 'b.txt': 'x' });
    const result = await runHere('predict', top);
    expect(result).toMatchObject({ code: 1, stdout: '' });
    expect(result.stderr).toMatch(/error: missing: no pictures in .*; left out: .*a\.heic\n$/);
  });

  it('goes on after each kind of file that cannot be read', async () => {
    const jpeg = await faceJpeg(1);
    const top = madeTree({
      'a.jpg': jpeg,
      'cut.jpg': jpeg.subarray(0, jpeg.length - 40),
      'empty.jpg': '',
      'page.jpg': '<html></html>',
      'video.jpg': Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1'),
      'z.png': await facePng(2),
    });
    const models = networkFolder({ visible: 'full' });
    for (const cropped of [['--cropped'], []]) {
      const words = ['predict', ...cropped, '--occlusion', 'none', '--models', models, '--json', top];
      const result = await runHere(...words);
      expect(result.code).toBe(1);
      expect(filesOf(result)).toEqual([join(top, 'a.jpg'), join(top, 'z.png')]);
      for (const line of [
        'cut.jpg is left out: truncated or damaged',
        'empty.jpg is left out: empty file',
        'page.jpg is left out: not a picture',
        'video.jpg is left out: a video, not a picture',
      ])
        expect(result.stderr).toContain(line);
      expect(result.stderr).toMatch(
        /error: unreadable: 4 of 6 pictures could not be read: [^\n]*video\.jpg\n$/,
      );
    }
  });
});

it.runIf(hasByteNames)(
  'a name that is not valid UTF-8 is reported as such by predict and data check',
  async () => {
    const face = await facePng(1);
    const top = madeTree({ 'happy/a.png': face, 'sad/b.png': await facePng(2) });
    const odd = writeLatin1(join(top, 'sad', 'caf\xe9.png'), face);
    writeLatin1(join(top, 'sad', 'caf\xe9.txt'), 'words');
    const models = networkFolder({ visible: 'full' });
    const words = ['predict', '--cropped', '--occlusion', 'none', '--models', models, '--json'];
    const reason = 'its name is not valid UTF-8, so it cannot be opened; rename it';
    const result = await runHere(...words, top);
    expect(filesOf(result)).toEqual([join(top, 'happy/a.png'), join(top, 'sad/b.png')]);
    expect(result.stderr.match(/ is left out: .*/g)).toEqual([` is left out: ${reason}`]);
    expect(result.stderr).toContain(`1 of 3 pictures could not be read: ${odd}`);
    expect(result.code).toBe(1);
    // A shell that completes the name hands its bytes on, which Node decodes in the same way.
    expect((await runHere(...words, odd)).stderr).toMatch(
      /caf\uFFFD\.png is not there; a name .* valid UTF-8/,
    );
    const checked = await runHere('data', 'check', 'folder', top, '--json');
    expect(documentsOf<{ skipped: unknown }>(checked)[0]!.skipped).toEqual([
      { file: 'sad/caf\uFFFD.png', reason },
      { file: 'sad/caf\uFFFD.txt', reason },
    ]);
  },
);

it('predict reads pictures of odd kinds, whole and cropped', { timeout: 120_000 }, async () => {
  const bar = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#864' } })
      .png()
      .toBuffer();
  const top = madeTree({
    '1x1.png': await bar(1, 1),
    '1x3000.png': await bar(1, 3000),
    '5000x2.png': await bar(5000, 2),
    'cmyk.jpg': await drawnFace(3).toColourspace('cmyk').jpeg().toBuffer(),
    'deep.png': await drawnFace(4).toColourspace('rgb16').png().toBuffer(),
    'gray-alpha.png': await drawnFace(5).ensureAlpha(0.5).toColourspace('b-w').png().toBuffer(),
    'old.gif': await drawnFace(1).gif().toBuffer(),
    'one-frame.webp': await drawnFace(2).webp().toBuffer(),
    'really-a-png.jpg': await facePng(6),
  });
  const models = networkFolder({ visible: 'full' });
  for (const cropped of [['--cropped'], []]) {
    const words = ['predict', ...cropped, '--occlusion', 'none', '--models', models, '--json', top];
    const result = await runHere(...words);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const sizes = documentsOf<Line>(result).map(({ faces }) => faces[0]?.box);
    expect(sizes).toHaveLength(9);
    if (cropped.length === 0) continue;
    expect(sizes[1]).toMatchObject({ width: 1, height: 3000 });
    expect(sizes[6]).toMatchObject({ width: 48, height: 48 });
  }
});

it('an animation is refused alike by predict, record and data check', { timeout: 60_000 }, async () => {
  const frames = await Promise.all([drawnFace(1).png().toBuffer(), drawnFace(2).png().toBuffer()]);
  const moving = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  const top = madeTree({
    'happy/a.png': await facePng(1),
    'happy/b.gif': moving,
    'sad/c.png': await facePng(2),
  });
  const file = join(top, 'happy', 'b.gif');
  const model = networkFolder({ visible: 'full' });
  const reason = 'an animation of 2 frames; save it as a video (MP4) or each frame as a picture';
  const result = await runHere('predict', '--cropped', '--occlusion', 'none', '--models', model, file);
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr).toContain(`${file} is left out: ${reason}\n`);
  const [report] = documentsOf<{ unreadable: unknown }>(
    await runHere('data', 'check', 'folder', top, '--json'),
  );
  expect(report!.unreadable).toEqual([{ file: 'happy/b.gif', reason }]);
  const recorded = await runHere('record', file, '--out', join(top, 'out'));
  expect(recorded).toMatchObject({ code: 2, stdout: '' });
  expect(recorded.stderr).toMatch(
    /^error: usage: .*b\.gif is a picture by its name; .* saved as a video \(MP4\)$/m,
  );
});

it('a place that cannot be written is refused before anything is read', async () => {
  const top = madeTree({
    ...{ 'a.png': await facePng(1), 'clip/1.png': await facePng(2) },
    ...{ 'file.txt': '', 'clip.csv': 'file,gender\na.png,male\n' },
  });
  const picture = join(top, 'a.png');
  const model = networkFolder({ visible: 'full' });
  const inFile = join(top, 'file.txt', 'out');
  const asked: string[][] = [
    ['predict', picture, '--csv', inFile],
    ['predict', picture, '--csv', top],
    ['predict', picture, '--csv', picture],
    ['predict', picture, '--csv', join(top, `${'n'.repeat(260)}.csv`)],
    ['explain', model, picture, '--out', inFile],
    ['record', top, '--out', inFile],
    ['record', join(top, 'clip'), '--out', top],
    [
      'evaluate',
      model,
      '--layout',
      'csv',
      '--cropped',
      '--data',
      top,
      '--predictions',
      join(top, 'clip.csv'),
    ],
    ['evaluate', model, '--layout', 'utkface', '--data', join(top, 'gone'), '--predictions', inFile],
    ['reproduce', 'table1', '--scale', 'smoke', '--data', join(top, 'gone'), '--out', inFile],
    ['models', 'export', model, '--format', 'onnx', '--out', join(inFile, 'm.onnx')],
  ];
  for (const words of asked) {
    const result = await runHere(...words);
    expect(result.stderr, words.join(' ')).toMatch(/^error: disk: cannot write [^\n]*\n$/);
    expect(result).toMatchObject({ code: 1, stdout: '' });
  }
});

it('a name that would act on a terminal is written as an escape; JSON keeps it', async () => {
  const name = 'a\u202egpj\x1b[31m.png';
  const top = madeTree({ [name]: await facePng(1), 'b\x07.jpg': '' });
  const words = ['predict', '--cropped', '--occlusion', 'none', '--models', networkFolder(), top];
  const result = await runHere(...words);
  for (const text of [result.stdout, result.stderr])
    expect(text.replaceAll('\n', ' ')).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(result.stdout).toContain('a\\u202egpj\\x1b[31m.png: ');
  expect(result.stderr).toContain('b\\x07.jpg is left out: empty file');
  expect(filesOf(await runHere(...words, '--json'))).toEqual([join(top, name)]);
});

it('explain names an overlay after a picture whose own name fills what a disk takes', async () => {
  const long = 'n'.repeat(251);
  const top = madeTree({ [`${long}.png`]: await facePng(1), [`${long.slice(1)}m.png`]: await facePng(2) });
  const out = join(scratchFolder(), 'heat');
  const result = await runHere('explain', networkFolder({ visible: 'full' }), top, '--out', out, '--json');
  expect(result).toMatchObject({ code: 0 });
  const [{ files }] = documentsOf<{ files: string[] }>(result) as [{ files: string[] }];
  expect(new Set(files).size).toBe(2);
  expect(files.every((file) => existsSync(file))).toBe(true);
});

it('data check names what it passes over', async () => {
  const top = madeTree({
    'happy/a.png': await facePng(1),
    'sad/b.png': await facePng(2),
    'sad/c.heif': 'x',
    'sad/d.mov': 'x',
    'rest.rar': 'x',
  });
  symlinkSync('gone', join(top, 'sad', 'e.png'));
  symlinkSync('..', join(top, 'sad', 'up'));
  const result = await runHere('data', 'check', 'folder', top, '--json');
  expect(documentsOf<{ skipped: unknown }>(result)[0]!.skipped).toEqual([
    { file: 'rest.rar', reason: 'this kind of archive is not read; unpack it' },
    { file: 'sad/c.heif', reason: 'HEIC is not read; save it as JPEG or PNG' },
    { file: 'sad/d.mov', reason: 'a video, not a picture' },
    { file: 'sad/e.png', reason: 'a link to a file that is not there' },
    { file: 'sad/up/', reason: 'a link to a folder that is read already' },
  ]);
  const { stdout } = await runHere('data', 'check', 'folder', top);
  expect(stdout).toMatch(/5 files or folders are passed over: rest\.rar \(this kind of archive/);
});
