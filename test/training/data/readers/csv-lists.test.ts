import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { readDataSet } from '../../../../src/training/data/readers/index.ts';
import { madeTree, type Tree } from '../../../support/made-data.ts';

const PIC = 'not decoded here';
const four: Tree = { 'img/a.png': PIC, 'img/b.png': PIC, 'img/c.png': PIC, 'img/ü.png': PIC };
const ROWS = [
  ['file', 'gender', 'age'],
  ['img/a.png', 'male', '31'],
  ['img/b.png', 'female', '42.0'],
  ['img/ü.png', 'female', '7'],
];
const read = async (list: string | Buffer, name = 'list.csv') => {
  const root = madeTree({ ...four, [name]: list });
  const found = await readDataSet('csv', root);
  return { ...found, short: found.pictures.map(({ file, gender, ageYears }) => [file, gender, ageYears]) };
};
const EXPECTED = [
  ['img/a.png', 0, 31],
  ['img/b.png', 1, 42],
  ['img/ü.png', 1, 7],
];
const bySplit = (rows: unknown[][]) => rows.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));

describe('a list', () => {
  it.each([',', ';', '\t', '|'])('is read with %j between its cells', async (mark) => {
    for (const end of ['\n', '\r\n', '\r']) {
      const { short } = await read(ROWS.map((row) => row.join(mark)).join(end));
      expect(bySplit(short)).toEqual(EXPECTED);
    }
    const quoted = ROWS.map((row) => row.map((cell) => ` "${cell}" `).join(mark)).join('\n');
    expect(bySplit((await read(quoted)).short)).toEqual(EXPECTED);
  });

  it('may state what parts its cells, and its lines are counted with that one', async () => {
    const rows = [...ROWS.map((row) => row.join(';')), 'img/c.png;male;old'];
    const { short, malformed } = await read(['sep=;', ...rows].join('\r\n'));
    expect(bySplit(short)).toEqual(EXPECTED);
    expect(malformed).toEqual(['list.csv line 6: no age "old"']);
  });

  it.each([
    ['Windows-1252', (text: string) => Buffer.from(text, 'latin1')],
    ['UTF-16', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-8 with a mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-8 in decomposed letters', (text: string) => Buffer.from(text.normalize('NFD'))],
  ])('is read in %s', async (_, encode) => {
    const { short } = await read(encode(ROWS.map((row) => row.join(';')).join('\r\n')));
    expect(bySplit(short)).toEqual(EXPECTED);
  });

  it.each([
    ['where it was written', '/home/someone/set'],
    ['on Windows', 'D:\\faces\\set'],
  ])('may name its pictures by absolute paths, %s', async (_, base) => {
    const slash = base.includes('\\') ? '\\' : '/';
    const rows = ROWS.map(([file, ...rest], i) =>
      [i === 0 ? file! : `${base}${slash}${file!.replaceAll('/', slash)}`, ...rest].join(','),
    );
    expect(bySplit((await read(rows.join('\n'))).short)).toEqual(EXPECTED);
    const root = madeTree(four);
    const here = ROWS.map(([file, ...rest], i) => [i === 0 ? file! : join(root, file!), ...rest].join(','));
    const other = madeTree({ ...four, 'list.csv': here.join('\n') });
    expect((await readDataSet('csv', other)).pictures).toHaveLength(3);
  });

  it('takes one base for all absolute paths, so that no two become one picture', async () => {
    const { short, rowsWithoutFile } = await read(
      'file,gender\n/x/train/img/a.png,male\n/x/test/img/a.png,female\n/x/train/img/b.png,female\n',
    );
    expect(bySplit(short)).toEqual([
      ['img/a.png', 0, undefined],
      ['img/b.png', 1, undefined],
    ]);
    expect(rowsWithoutFile).toEqual(['/x/test/img/a.png']);
  });

  it('reports a quotation mark that is not closed at its own line, and reads the rest', async () => {
    const { short, malformed } = await read(
      'file,gender\nimg/a.png,male\n"img/c.png,male\nimg/b.png,female\n"img/ü.png",female\n',
    );
    expect(bySplit(short).map(([file]) => file)).toEqual(['img/a.png', 'img/b.png', 'img/ü.png']);
    expect(malformed).toEqual(['list.csv line 3: a quotation mark is opened and not closed']);
  });

  it('may have quoted cells with marks and line breaks in them', async () => {
    const { short, malformed } = await read(
      'file,note,gender\nimg/a.png,"a ""good"" one,\nover two lines",male\nimg/b.png,5" wide,female\nimg/c.png,,x\n',
    );
    expect(bySplit(short)).toEqual([
      ['img/a.png', 0, undefined],
      ['img/b.png', 1, undefined],
    ]);
    expect(malformed).toEqual(['list.csv line 5: unknown gender "x"']);
  });

  it('that gives one picture two labels is reported as a conflict, whatever way the name is written', async () => {
    const found = await read(
      'file,gender\nimg/a.png,male\n./img/a.png,female\nimg/b.png,male\nimg/b.png,male\n',
    );
    expect(found.conflictingRows).toEqual(['./img/a.png (list.csv line 2 and list.csv line 3)']);
    expect(found.repeatedRows).toEqual(['img/b.png']);
    expect(bySplit(found.short).map(([, gender]) => gender)).toEqual([0, 0]);
  });

  it.each(['10-19', '0-2', 'more than 70', '70+'])(
    'with the age band %s gives gender alone',
    async (band) => {
      const { tasks, notes, short } = await read(`file,age,gender\nimg/a.png,${band},Male\n`);
      expect(tasks).toEqual(['gender']);
      expect(short).toEqual([['img/a.png', 0, undefined]]);
      expect(notes).toEqual([expect.stringContaining(`age band (${band} in list.csv line 2)`)]);
      await expect(read(`file,age\nimg/a.png,${band}\n`)).rejects.toMatchObject({
        code: 'mismatch',
        message: expect.stringContaining('not usable as years') as string,
      });
    },
  );

  it('that labels no picture is refused with the first reason of each kind and its line', async () => {
    const bad = read('file,gender\nimg/a.png,grumpy\nimg/b.png,grumpy\nimg/z.png,male\n');
    await expect(bad).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /list\.csv line 2: unknown gender "grumpy" \(and 1 more such row\), img\/z\.png is not below the root/,
      ) as string,
    });
  });

  it('with a line of more than 1 MB is refused with that line', async () => {
    const long = read(`file,gender\nimg/a.png,male\n"${'x'.repeat(1_200_000)}`);
    await expect(long).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('line 3 is longer than 1 MB') as string,
    });
  });
});

describe('beside a list', () => {
  it('others that name no pictures are left aside, and named', async () => {
    const tree = {
      ...four,
      'a-notes.csv': 'who,when\nme,today\n',
      'labels.csv': 'file,gender\nimg/a.png,male\n',
    };
    const { lists, notes, pictures } = await readDataSet('csv', madeTree(tree));
    expect(lists).toEqual(['labels.csv']);
    expect(pictures).toHaveLength(1);
    expect(notes).toEqual([expect.stringMatching(/^a-notes\.csv is not used/)]);
  });

  it('others that label the same pictures differently make conflicts', async () => {
    const tree = {
      ...four,
      'a.csv': 'file,gender\nimg/a.png,male\n',
      'b.csv': 'file,gender\nimg/a.png,female\n',
    };
    const { conflictingRows, lists } = await readDataSet('csv', madeTree(tree));
    expect(lists).toEqual(['a.csv', 'b.csv']);
    expect(conflictingRows).toEqual(['img/a.png (a.csv line 2 and b.csv line 2)']);
  });
});
