import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { listRoot } from '../../../../src/training/sources/check/root-listing.ts';
import { readDataSet } from '../../../../src/training/sources/readers/index.ts';
import { detectLayout } from '../../../support/worded-data.ts';
import type { Layout } from '../../../../src/training/sources/types.ts';
import {
  asTar,
  asTarGz,
  asZip,
  facePng,
  madeFerplus,
  madeTree,
  scratchFolder,
  type Tree,
  votesFor,
} from '../../../support/made-data.ts';

const png = await facePng(1);

const utkface = (): Tree =>
  Object.fromEntries(
    [5, 31, 70].map((age, i) => [`UTKFace/${age}_${i % 2}_0_2017010${i}.jpg.chip.jpg`, png]),
  );

/** One of each layout: the tree, what is said of it, how many pictures it has. */
const SETS: [
  name: string,
  layout: Layout,
  tree: () => Tree | Promise<Tree>,
  reason: RegExp,
  pictures: number,
][] = [
  [
    'FER+',
    'ferplus',
    () => madeFerplus(3, 2),
    /FER2013Train, FER2013Valid with the votes of .*label\.csv/,
    5,
  ],
  [
    'FER+ with one list',
    'ferplus',
    () => ({
      'FER2013Test/fer0000001.png': png,
      'fer2013new.csv': `PrivateTest,fer0000001.png,${votesFor(1)}\n`,
    }),
    /1 picture of FER2013Test with the votes of fer2013new\.csv/,
    1,
  ],
  [
    'AffectNet',
    'affectnet',
    () => ({
      'training.csv':
        'subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression\n1/a.jpg,0,0,9,9,,1\n',
      'Manually_Annotated_Images/1/a.jpg': png,
    }),
    /the list training\.csv is one of AffectNet's/,
    1,
  ],
  [
    'AffectNet without a header',
    'affectnet',
    () => ({ 'validation.csv': '1/a.jpg,0,0,9,9,,1,0.5,0.1\n', '1/a.jpg': png }),
    /validation\.csv/,
    1,
  ],
  ['UTKFace', 'utkface', utkface, /3 pictures say age, gender and race by their names, such as 31_1_0/, 3],
  [
    'a folder a class',
    'folder',
    () => ({ 'happy/1.png': png, 'sad/2.png': png }),
    /for each expression: happy, sad/,
    2,
  ],
  [
    'numbers that can only be ages',
    'folder',
    () => ({ 'train/30/1.png': png, 'test/41/2.png': png }),
    /for each age: 41, 30/,
    2,
  ],
  [
    'a list',
    'csv',
    () => ({ 'list.csv': '\uFEFFFile,Sex\na/b.png,f\n', 'a/b.png': png }),
    /the list list\.csv has the columns File, Sex/,
    1,
  ],
  [
    'a list that is called as one of AffectNet',
    'csv',
    () => ({ 'training.csv': 'file,emotion\na/b.png,happy\n', 'a/b.png': png }),
    /the list training\.csv has the columns file, emotion/,
    1,
  ],
];

describe('detectLayout', () => {
  it.each(SETS)(
    'knows %s, loose and in archives, and its reader agrees',
    async (_, layout, make, reason, pictures) => {
      const tree = await make();
      const roots = {
        loose: madeTree(tree),
        tar: madeTree({ 'all.tar': await asTar(tree) }),
        gz: madeTree({ 'all.tar.gz': await asTarGz(tree) }),
        zip: madeTree({
          'all.zip': asZip(Object.fromEntries(Object.entries(tree).map(([k, v]) => [k, Buffer.from(v)]))),
        }),
      };
      for (const root of Object.values(roots)) {
        const found = await detectLayout(root);
        expect(found).toMatchObject({ layout, pictures, reason: expect.stringMatching(reason) as string });
        expect((await readDataSet(layout, root)).pictures).toHaveLength(pictures);
      }
      const named = { ferplus: 'FER+', affectnet: 'AffectNet', utkface: 'UTKFace' } as Partial<
        Record<Layout, string>
      >;
      expect((await detectLayout(roots.loose)).name).toBe(named[layout] ?? basename(roots.loose));
    },
  );

  it.skipIf(process.platform === 'win32')('names what lies in a folder without a file', async () => {
    const root = madeTree({});
    expect(spawnSync('mkfifo', [join(root, 'labels.csv')]).status).toBe(0);
    const left = 'labels.csv is left out (a named pipe, not a file)';
    expect((await detectLayout(root)).reason).toBe(`it holds no file that can be read: ${left}`);
    for (const layout of ['csv', 'folder'] as const)
      await expect(readDataSet(layout, root)).rejects.toThrow(`holds no file that can be read: ${left}`);
  });

  const NONE: [what: string, tree: Tree, reason: RegExp][] = [
    ['nothing', {}, /^the folder is empty$/],
    [
      'an archive within an archive',
      { 'all.zip': asZip({ 'in/faces.zip': asZip({ 'happy/1.png': png }) }) },
      /^there are no pictures in it; unpack in\/faces\.zip first$/,
    ],
    ['an archive of another kind', { 'all.rar': 'Rar!' }, /^unpack all\.rar first$/],
    [
      'no pictures',
      { 'a.txt': 'x', 'b.mp4': 'x' },
      /^there are no pictures in it, only a\.txt, b\.mp4; 1 file passed over \(a video, not a picture\)$/,
    ],
    [
      'FER+ without votes',
      { 'FER2013Train/fer0000000.png': png },
      /FER2013Train lie here without their votes/,
    ],
    [
      'strange classes',
      { 'cats/1.png': png, 'happy/2.png': png },
      /2 pictures such as cats\/1\.png; no class is called cats/,
    ],
    ['classes of two kinds', { 'happy/1.png': png, 'male/2.png': png }, /are of different kinds/],
    ['a list of something else', { '1.png': png, 'boxes.csv': 'name,x\n' }, /boxes\.csv has no column file/],
    ['a damaged archive', { 'all.tar': 'this is no tar' }, /all\.tar is damaged/],
    [
      'two data sets',
      {
        ...utkface(),
        'FER2013Train/fer0000000.png': png,
        'FER2013Train/label.csv': `fer0000000.png,"(0)",${votesFor(1)}\n`,
      },
      /several data sets, FER\+, UTKFace: choose the folder of one/,
    ],
  ];
  it.each(NONE)('knows no layout for %s, and reports why', async (_, tree, reason) => {
    expect(await detectLayout(madeTree(tree))).toMatchObject({
      layout: null,
      reason: expect.stringMatching(reason) as string,
    });
  });

  it('offers the orders that numbers may follow, and takes FER2013 as published', async () => {
    const folders = madeTree(Object.fromEntries([1, 2, 7].map((n) => [`train/${n}/a.png`, png])));
    expect(await detectLayout(folders)).toMatchObject({
      layout: 'folder',
      choices: [['ferplus', 'affectnet', 'raf-db', 'ages']],
    });
    const list = madeTree({ 'l.csv': 'file;emotion;sex;x;y;w;h\na.png;6;0;1;1;9;9\n', 'a.png': png });
    expect(await detectLayout(list)).toMatchObject({
      layout: 'csv',
      hasBoxes: true,
      choices: [
        ['fer2013', 'ferplus', 'affectnet', 'raf-db'],
        ['utkface', 'imdb-wiki'],
      ],
    });
    const named = madeTree({ 'l.csv': 'file,emotion\na.png,happy\n', 'a.png': png });
    expect(await detectLayout(named)).toMatchObject({ choices: [], hasBoxes: false });
    const pixels = madeTree({ 'icml_face_data.csv': 'emotion, Usage, pixels\n0,Training,1 2 3 4\n' });
    expect(await detectLayout(pixels)).toMatchObject({ layout: 'fer2013', choices: [] });
  });

  it('takes an archive or a list by itself, and refuses other files and what is not there', async () => {
    const root = madeTree({
      'u.tar': await asTar(utkface()),
      'l.csv': 'file,age\nx.png,3\n',
      'x.png': png,
      'a.txt': 'x',
    });
    expect(await detectLayout(join(root, 'u.tar'))).toMatchObject({ layout: 'utkface', pictures: 3 });
    expect(await detectLayout(join(root, 'l.csv'))).toMatchObject({ layout: 'csv', name: 'l' });
    await expect(detectLayout(join(root, 'a.txt'))).rejects.toMatchObject({ code: 'mismatch' });
    await expect(detectLayout(join(root, 'gone'))).rejects.toMatchObject({ code: 'missing' });
  });

  it.each([
    ['fer2013new.csv', `PrivateTest,fer0000001.png,${votesFor(1)}\n`, 'FER+', 'FER2013Train'],
    [
      'training.csv',
      'subDirectory_filePath,face_x,expression\n1/a.jpg,0,1\n',
      'AffectNet',
      'Manually_Annotated',
    ],
  ])('says that the pictures of %s are missing where it lies alone', async (list, text, name, folder) => {
    const root = madeTree({ [list]: text });
    await expect(detectLayout(join(root, list))).rejects.toMatchObject({
      code: 'missing',
      message: expect.stringMatching(
        new RegExp(`^${list} is a list of ${name.replace('+', '.')}, but none .* put ${folder}`),
      ) as string,
    });
  });

  it('takes nothing that lies beside a list for the list itself', async () => {
    const folders = { 'happy/1.png': png, 'sad/2.png': png };
    const root = madeTree({ ...folders, 'prices.csv': 'item,price\npen,3\n', 'none.csv': '' });
    for (const [list, why] of [
      ['prices.csv', 'begins with item, price'],
      ['none.csv', 'is empty or cannot be read'],
    ] as const)
      await expect(detectLayout(join(root, list))).rejects.toMatchObject({
        code: 'mismatch',
        message: `${list} is no list of pictures: it ${why}, expected the columns file and expression, gender or age; for the pictures beside it, choose the folder ${root}`,
      });
    expect(await detectLayout(root)).toMatchObject({ layout: 'folder' });
    const lonely = madeTree({ 'l.csv': 'file,age\nx.png,3\n' });
    expect(await detectLayout(join(lonely, 'l.csv'))).toMatchObject({ layout: null });
    const votes = { 'fer2013new.csv': `PrivateTest,fer0000001.png,${votesFor(1)}\n`, 'fer0000001.png': png };
    const ferplus = madeTree({ ...votes, 'prices.csv': 'item,price\npen,3\n' });
    expect(await detectLayout(join(ferplus, 'fer2013new.csv'))).toMatchObject({ layout: 'ferplus' });
    await expect(detectLayout(join(ferplus, 'prices.csv'))).rejects.toMatchObject({ code: 'mismatch' });
  });

  it('follows links, but not back up', async () => {
    const root = scratchFolder();
    const elsewhere = madeTree({ '1.png': png });
    mkdirSync(join(root, 'sad'));
    writeFileSync(join(root, 'sad', '1.png'), png);
    symlinkSync(elsewhere, join(root, 'happy'));
    symlinkSync(root, join(root, 'sad', 'up'));
    expect(await detectLayout(root)).toMatchObject({ layout: 'folder', pictures: 2 });
  });

  it('stops after a while, gives each archive its time, reports it, and knows the layout by what it saw', async () => {
    const names = (part: number) =>
      Array.from({ length: 30_000 }, (_, i) => `${20 + (i % 50)}_0_0_${part}${i}.jpg`);
    const root = madeTree({ 'a.tar': await tarOfEmpty(names(1)), 'b.tar': await tarOfEmpty(names(2)) });
    const { paths, isPartial } = await listRoot(root, { withinMs: 12 });
    expect(isPartial).toBe(true);
    expect(paths.length).toBeLessThan(60_000);
    for (const part of ['_1', '_2']) expect(paths.some((path) => path.includes(part))).toBe(true);
    // Each has its turn, even without any time.
    expect((await listRoot(root, { withinMs: 0 })).paths).toEqual(['20_0_0_10.jpg', '20_0_0_20.jpg']);
    const deep = madeTree({ 'a/b/1.png': png });
    expect((await detectLayout(deep, { withinMs: 0 })).reason).toMatch(/^its folders take long to list/);
    const found = await detectLayout(root, { withinMs: 12 });
    expect(found).toMatchObject({ layout: 'utkface', pictures: null });
    expect(found.reason).toMatch(/^pictures say .* more files than could be listed in a second$/);
    const whole = await detectLayout(root, { withinMs: 600_000 });
    expect(whole).toMatchObject({ layout: 'utkface', pictures: 60_000 });
    expect(whole.reason).toMatch(/^60,000 pictures say/);
  });

  it('names kinds of files that will be passed over', async () => {
    const png = await facePng(1);
    const root = madeTree({ 'happy/a.png': png, 'sad/b.png': png, 'sad/c.HEIC': 'x', 'sad/d.mp4': 'x' });
    const { layout, reason, pictures } = await detectLayout(root);
    expect({ layout, pictures }).toEqual({ layout: 'folder', pictures: 2 });
    expect(reason).toMatch(
      /; 1 file passed over \(HEIC is not read; save it as JPEG or PNG\); 1 file passed over \(a video, not a picture\)$/,
    );
    const none = madeTree({ 'a.heic': 'x' });
    expect((await detectLayout(none)).reason).toMatch(/; 1 file passed over \(HEIC/);
  });
});

/** A tar of empty files. */
async function tarOfEmpty(names: readonly string[]): Promise<Buffer> {
  const tar = Buffer.alloc(512 * (names.length + 2));
  const header = (await asTar({ x: Buffer.alloc(0) })).subarray(0, 512);
  for (const [i, name] of names.entries()) {
    const block = tar.subarray(512 * i, 512 * (i + 1));
    header.copy(block);
    block.fill(0, 0, 100).write(name, 0);
    block.fill(' ', 148, 156);
    let sum = 0;
    for (const byte of block) sum += byte;
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  }
  return tar;
}
