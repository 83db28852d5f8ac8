import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';

import { checkDataSet, readDataSet } from '../../../support/worded-data.ts';
import { asTar, facePng, madeTree } from '../../../support/made-data.ts';

const PIC = 'not decoded here';

describe('split folders', () => {
  it.each([
    ['train_set', 'val_set', 'test_set'],
    ['01_train', '02_valid', '03_test'],
    ['Training', 'PublicTest', 'PrivateTest'],
    ['train-data', 'dev', 'Testing data'],
    ['trainset', 'valset', 'hold-out'],
  ])('are known by the split word in their names: %s, %s, %s', async (train, val, test) => {
    const root = madeTree(
      Object.fromEntries(
        [train, val, test].flatMap((split) => [1, 2].map((i) => [`${split}/happy/${i}.png`, PIC])),
      ),
    );
    const { pictures } = await readDataSet('folder', root);
    expect(pictures.map(({ file, split }) => [file.split('/')[0], split])).toEqual(
      [train, train, val, val, test, test].map((name, i) => [
        name,
        ['train', 'val', 'test'][Math.floor(i / 2)],
      ]),
    );
  });

  it('of no known name are not taken for parts of one set', async () => {
    const root = madeTree({ 'train/happy/1.png': PIC, 'extra/happy/1.png': PIC });
    await expect(readDataSet('folder', root)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining(
        'some classes lie in split folders, extra/happy/1.png does not',
      ) as string,
    });
  });
});

it('folders named by age bands are refused as such', async () => {
  for (const bands of [
    ['25-30', '31-40'],
    ['(0, 2)', '(25, 32)'],
  ])
    await expect(
      readDataSet('folder', madeTree(Object.fromEntries(bands.map((band) => [`${band}/1.png`, PIC])))),
    ).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('age bands, which are not usable as years') as string,
    });
});

it('folders of systems are no classes, and no pictures', async () => {
  const root = madeTree({
    ...{ 'happy/1.png': PIC, 'sad/1.png': PIC, 'happy/@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg': PIC },
    ...{ '$RECYCLE.BIN/S-1-5/deleted.png': PIC, '__MACOSX/happy/._1.png': PIC, 'happy/Thumbs.db': 'x' },
  });
  const { pictures, filesWithoutRow } = await readDataSet('folder', root);
  expect(pictures.map(({ file }) => file).sort()).toEqual(['happy/1.png', 'sad/1.png']);
  expect(filesWithoutRow).toEqual([]);
});

it('what is passed over is named: archives in archives, and of two names that differ in form alone one', async () => {
  const root = madeTree({
    ...{ 'happy/1.png': await facePng(1), 'happy/ü.png': await facePng(2) },
    ['happy/ü.png'.normalize('NFD')]: await facePng(3),
    'more.tar': await asTar({
      ...{
        'sad/1.png': await facePng(4),
        'sad/inner.tar': await asTar({ 'x.png': '' }),
        'sad/inner.rar': 'x',
      },
    }),
    'list.csv.gz': 'x',
  });
  const { skipped, files } = await checkDataSet('folder', root);
  expect(skipped).toEqual([
    { file: 'happy/ü.png', reason: 'the same name as another file, but for its Unicode form' },
    { file: 'list.csv.gz', reason: 'this kind of archive is not read; unpack it' },
    { file: 'sad/inner.rar', reason: 'an archive within an archive; unpack it' },
    { file: 'sad/inner.tar', reason: 'an archive within an archive; unpack it' },
  ]);
  expect(files).toBe(3);
});

it('an archive that holds nothing but another one is refused with its name', async () => {
  const outer = await asTar({ 'set/faces.tar.gz': gzipSync(await asTar({ 'happy/1.png': PIC })) });
  for (const layout of ['folder', 'csv'] as const)
    await expect(readDataSet(layout, madeTree({ 'outer.tar': outer }))).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('set/faces.tar.gz, which must be unpacked first') as string,
    });
});

it.each([
  ['tar', (bytes: Buffer) => bytes],
  ['tar.gz', gzipSync],
])('a picture that is a link in a %s is named, not left out silently', async (ending, packed) => {
  const tar = pack();
  tar.entry({ name: 'happy/1.png' }, await facePng(1));
  tar.entry({ name: 'happy/2.png', type: 'link', linkname: 'happy/1.png' });
  tar.entry({ name: 'happy/3.png', type: 'symlink', linkname: '1.png' });
  tar.entry({ name: 'sad/1.png' }, await facePng(2));
  tar.finalize();
  const root = madeTree({ [`set.${ending}`]: packed(await buffer(tar)) });
  const { skipped, files } = await checkDataSet('folder', root);
  expect(files).toBe(2);
  const reason = 'a link within an archive; unpack it';
  expect(skipped).toEqual([
    { file: 'happy/2.png', reason },
    { file: 'happy/3.png', reason },
  ]);
});

it('files that a list labels are read and counted whatever their names end with', async () => {
  const root = madeTree({
    ...{ 'a.heic': 'x', b: await facePng(1), 'c.png': await facePng(2), 'd.heic': 'x' },
    'l.csv': 'file,gender,split\na.heic,male,train\nb,male,train\nc.png,female,train\nl.csv,female,train\n',
  });
  const { files, splits, unreadable, skipped } = await checkDataSet('csv', root);
  expect(files).toBe(4);
  expect(splits.train).toMatchObject({ files: 4, images: 2, classes: { male: 1, female: 1 } });
  expect(unreadable).toEqual([
    { file: 'a.heic', reason: 'not a picture' },
    { file: 'l.csv', reason: 'not a picture' },
  ]);
  expect(skipped).toEqual([{ file: 'd.heic', reason: 'HEIC is not read; save it as JPEG or PNG' }]);
});

it('lists that are not used are named', async () => {
  const tree = { 'male/1.png': PIC, 'female/1.png': PIC };
  const list = 'file,gender\nmale/1.png,female\n';
  const folders = await readDataSet('folder', madeTree({ ...tree, 'labels.csv': list }));
  expect(folders.notes).toEqual(['The folders give the labels; lists are not used: labels.csv.']);
  const csv = await readDataSet('csv', madeTree({ ...tree, 'a.csv': list, 'male/b.csv': 'file,gender\n' }));
  expect(csv.notes).toEqual(['Lists in folders are not used: male/b.csv.']);
  await expect(
    readDataSet('csv', madeTree({ ...tree, 'male/b.csv': 'file,gender\n1.png,male' })),
  ).rejects.toMatchObject({
    code: 'mismatch',
    message: expect.stringContaining(
      'male/b.csv lies in a folder: name that folder, or the list itself',
    ) as string,
  });
});

it('a list whose header lacks a column is refused with the columns that it has', async () => {
  await expect(
    readDataSet('fer2013', madeTree({ 'train.csv': 'emotion,pixels\n0,1 2 3 4\n' })),
  ).rejects.toMatchObject({
    code: 'mismatch',
    message: expect.stringContaining('train.csv has the columns emotion, pixels; found') as string,
  });
});

it('other lists than CSV are named where none is found', async () => {
  await expect(
    readDataSet('csv', madeTree({ 'list_patition_label.txt': 'train_00001.jpg 5', 'a.jpg': PIC })),
  ).rejects.toMatchObject({
    message: expect.stringContaining('no CSV list, other files such as list_patition_label.txt') as string,
  });
});

describe('AffectNet', () => {
  it('leaves no face box out that it cannot use, and reports why its picture is not used', async () => {
    const header = 'subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression';
    const rows = [
      '1/a.jpg,10,20,30,40',
      '1/b.jpg,0,0,0,0',
      '1/c.jpg,x,0,30,30',
      '1/d.jpg,0,0,-9,9',
      '1/e.jpg,,,,',
    ];
    const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `1/${name}.jpg`);
    const root = madeTree({
      'training.csv': [header, ...rows.map((row) => `${row},1;2,1`), '1/f.jpg,0,0,9,9,1;2,12'].join('\n'),
      ...Object.fromEntries(names.map((name) => [name, PIC])),
    });
    const { pictures, malformed, unlabeled } = await readDataSet('affectnet', root);
    expect(pictures.map(({ name, box }) => [name, box])).toEqual([
      ['1/a.jpg', { x: 10, y: 20, width: 30, height: 40 }],
      ['1/e.jpg', undefined],
    ]);
    expect(malformed).toEqual([
      'training.csv line 3: no box "0, 0, 0, 0"',
      'training.csv line 4: no box "x, 0, 30, 30"',
      'training.csv line 5: no box "0, 0, -9, 9"',
      'training.csv line 7: no expression of AffectNet, 0 to 10',
    ]);
    expect(unlabeled).toMatchObject(
      ['b', 'c', 'd', 'f'].map((name) => ({ file: `1/${name}.jpg`, reason: 'its row cannot be used' })),
    );
  });

  it('finds pictures by the longest end of their paths, and labels none that a row may not mean', async () => {
    const read = (list: string, paths: string[]) =>
      readDataSet(
        'affectnet',
        madeTree({
          'training.csv': `subDirectory_filePath,expression\n${list}`,
          ...Object.fromEntries(paths.map((path) => [path, PIC])),
        }),
      );
    const used = ({ pictures }: Awaited<ReturnType<typeof read>>) =>
      pictures.map(({ file, expression }) => [file, expression]);
    const twins = ['A/0/x.jpg', 'B/0/x.jpg'];
    const both = await read('/data/A/0/x.jpg,1\n/data/B/0/x.jpg,2\n', twins);
    expect(used(both)).toEqual([
      ['A/0/x.jpg', 1],
      ['B/0/x.jpg', 3],
    ]);
    expect(used(await read('0/x.jpg,1\n', ['0/x.jpg', ...twins]))).toEqual([['0/x.jpg', 1]]);
    expect(used(await read('D:\\aff\\0\\x.jpg,1\n', ['copy/0/x.jpg']))).toEqual([['copy/0/x.jpg', 1]]);
    const unclear = await read('/data/0/x.jpg,1\n0/y.jpg,2\n', [...twins, '0/y.jpg']);
    expect(used(unclear)).toEqual([['0/y.jpg', 3]]);
    expect(unclear.malformed).toEqual(['training.csv line 2: /data/0/x.jpg could be A/0/x.jpg, B/0/x.jpg']);
    expect(unclear.unlabeled).toMatchObject(
      twins.map((file) => ({ file, reason: 'a row could mean it or another picture' })),
    );
    // Rows of two pictures, of which one is there, must not both label it.
    const one = await read('/data/A/0/x.jpg,1\n/data/B/0/x.jpg,2\n', ['A/0/x.jpg']);
    expect(used(one)).toEqual([['A/0/x.jpg', 1]]);
    expect(one.malformed).toEqual([
      'training.csv line 3: /data/B/0/x.jpg is found at A/0/x.jpg, which training.csv line 2 names too',
    ]);
  });

  it('without any usable row is refused with what is wrong with the rows', async () => {
    const header = 'subDirectory_filePath,face_x,face_y,face_width,face_height,expression';
    const read = (row: string) =>
      readDataSet('affectnet', madeTree({ 'training.csv': `${header}\n${row}\n`, '0/x.jpg': PIC }));
    for (const [row, why] of [
      ['0/x.jpg,NULL,NULL,NULL,NULL,1', 'line 2: no box "NULL, NULL, NULL, NULL"'],
      ['0/y.jpg,0,0,9,9,1', 'no picture is at the path of a row (0/y.jpg)'],
      ['', 'its lists have no row'],
    ] as const)
      await expect(read(row)).rejects.toMatchObject({
        code: 'mismatch',
        message: expect.stringContaining(why) as string,
      });
  });
});

describe('FER+ votes', () => {
  it('label no picture whose name stands in several folders', async () => {
    const row = (name: string) => `Training,${name},0,0,0,0,10,0,0,0,0,0`;
    const twins = ['a/FER2013Train/x.png', 'b/FER2013Train/x.png'];
    const root = madeTree({
      'fer2013new.csv': `${row('x.png')}\n${row('y.png')}`,
      ...Object.fromEntries([...twins, 'FER2013Train/y.png', 'other/y.png'].map((path) => [path, PIC])),
    });
    const { pictures, malformed, unlabeled } = await readDataSet('ferplus', root);
    expect(pictures.map(({ file }) => file)).toEqual(['FER2013Train/y.png']);
    expect(malformed).toEqual([`fer2013new.csv line 1: x.png could be ${twins.join(', ')}`]);
    expect(unlabeled).toMatchObject([
      ...twins.map((file) => ({ file, reason: 'a row could mean it or another picture' })),
      { file: 'other/y.png' },
    ]);
  });

  const read = (list: string, name = 'fer2013new.csv') =>
    readDataSet('ferplus', madeTree({ 'FER2013Train/fer0000000.png': PIC, [name]: list }));
  const VOTES = 'anger,disgust,fear,happiness,sadness,surprise,neutral,contempt,unknown,NF';

  it.each([
    ['fer2013new.csv', `Usage,Image name,${VOTES}`, 'Training,fer0000000.png,10,0,0,0,0,0,0,0,0,0'],
    [
      'fer2013new.csv',
      `Image name;Usage;${VOTES}`.replaceAll(',', ';'),
      'fer0000000.png;Training;10;0;0;0;0;0;0;0;0;0',
    ],
    [
      'FER2013Train/label.csv',
      `NF,unknown,Image name,${VOTES.slice(0, -11)}`,
      '0,0,fer0000000.png,10,0,0,0,0,0,0,0',
    ],
    ['FER2013Train/label.csv', '', 'fer0000000.png,"(0, 0, 48, 48)",0,0,0,0,10,0,0,0,0,0'],
  ])('of %s are read by the header, %s', async (name, header, row) => {
    const { pictures, malformed } = await read(`${header}\n${row}\n`, name);
    expect(pictures).toMatchObject([{ file: 'FER2013Train/fer0000000.png', expression: 4 }]);
    expect(malformed).toEqual([]);
  });

  it.each([
    [`Usage,Image name,${VOTES.replace('anger', 'rage')}`, 'lacks anger and has the unknown rage'],
    [`Usage,Image name,${VOTES.replace('disgust', 'angry')}`, 'lacks disgust and has angry twice'],
    [`Image name,${VOTES}`, 'lacks Usage;'],
    [`Usage,Image name,${VOTES},boredom`, 'has the unknown boredom'],
  ])('under another header are refused: %s', async (header, what) => {
    await expect(read(`${header}\nTraining,fer0000000.png,10,0,0,0,0,0,0,0,0,0\n`)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining(`the header of fer2013new.csv ${what}`) as string,
    });
  });
});

it('FER+ votes may be written with decimals, as some programs save whole numbers', async () => {
  const root = madeTree({
    'FER2013Train/fer0000000.png': PIC,
    'fer2013new.csv': 'Training,fer0000000.png,0.0,9.0,1.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0',
  });
  expect((await readDataSet('ferplus', root)).pictures).toMatchObject([{ expression: 1 }]);
});
