import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { detectLayout } from '../../../../src/training/sources/check/detect-layout.ts';
import { readDataSet } from '../../../support/worded-data.ts';
import { asZip } from '../../../support/made-archives.ts';
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
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16, high bytes first, without a mark', (text: string) => Buffer.from(text, 'utf16le').swap16()],
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

  it('in UTF-32 is refused as such', async () => {
    const wide = (text: string) =>
      Buffer.from([...text].flatMap((letter) => [letter.codePointAt(0)!, 0, 0, 0]));
    for (const bytes of [wide('file,gender'), Buffer.concat([Buffer.from('fffe0000', 'hex'), wide('file')])])
      await expect(read(bytes)).rejects.toMatchObject({
        code: 'unreadable',
        message: expect.stringContaining('UTF-32; save it as UTF-8') as string,
      });
  });

  it('may begin with comments, which do not decide what parts its cells', async () => {
    const rows = ROWS.map((row) => row.join(','));
    for (const start of ['# made by me; 2020; v1', '#', '# a|b|c\n# d;e;f;g'])
      expect(bySplit((await read([start, ...rows].join('\n'))).short)).toEqual(EXPECTED);
    const commented = await read([`# ${rows[0]}`, ...rows.slice(1), 'img/c.png,male,old'].join('\n'));
    expect(bySplit(commented.short)).toEqual(EXPECTED);
    expect(commented.malformed).toEqual(['list.csv line 5: no age "old"']);
  });

  it('may be called .tsv, and may spell names in another case where one picture fits', async () => {
    const rows = ROWS.map(([file, ...rest], i) => [i === 0 ? file : file!.toUpperCase(), ...rest].join('\t'));
    expect(bySplit((await read(rows.join('\n'), 'list.tsv')).short)).toEqual(EXPECTED);
    const root = madeTree({
      'a.png': PIC,
      'A.png': PIC,
      'list.csv': 'file,gender\na.png,male\nA.PNG,female\n',
    });
    const { pictures, rowsWithoutFile } = await readDataSet('csv', root);
    expect(pictures.map(({ file }) => file)).toEqual(['a.png']);
    expect(rowsWithoutFile).toEqual(['A.PNG']);
  });

  it('may write decimals with commas beside semicolons, but no thousands', async () => {
    const { short, pictures, malformed } = await read(
      'file;age;x;y;w;h\nimg/a.png;25,5;1,5;2,25;30,5;30\nimg/b.png;1,000;;;;\nimg/c.png;30;1,000;0;9;9\n',
    );
    expect(short).toEqual([['img/a.png', undefined, 25.5]]);
    expect(pictures[0]!.box).toMatchObject({ x: 1.5, y: 2.25, width: 30.5, height: 30 });
    expect(malformed).toEqual([
      'list.csv line 3: no age "1,000"',
      'list.csv line 4: no box "1,000, 0, 9, 9"',
    ]);
  });

  it('names rows with more cells than its header, whose labels may stand in the wrong place', async () => {
    const { short, malformed } = await read(
      'file,age,gender\nimg/a.png,31,male,,\nimg/b.png,25,5,male\nimg/c.png,(25, 32),male\n',
    );
    expect(short).toEqual([['img/a.png', 0, 31]]);
    expect(malformed).toEqual([
      'list.csv line 3: 4 cells, but the header has 3',
      'list.csv line 4: 4 cells, but the header has 3',
    ]);
  });

  it.each([
    ['m', 'w'],
    ['M', 'F'],
    ['male', 'female'],
    ['man', 'woman'],
    ['männlich', 'weiblich'],
    ['maennlich', 'weiblich'],
    ['Mann', 'Frau'],
    ['H', 'F'],
    ['homme', 'femme'],
    ['Hombre', 'Mujer'],
    ['homem', 'mulher'],
  ])('may call genders %s and %s', async (man, woman) => {
    const { short, malformed } = await read(`file,gender\nimg/a.png,${man}\nimg/b.png,${woman}\n`);
    expect(bySplit(short)).toEqual([
      ['img/a.png', 0, undefined],
      ['img/b.png', 1, undefined],
    ]);
    expect(malformed).toEqual([]);
  });

  it.each([
    [
      'M and H',
      'M',
      'H',
      /list\.csv line 2: the gender m beside h may be a man \(male\) or a woman \(mujer\)/,
    ],
    ['M alone', 'M', 'M', /the gender m alone may be/],
    ['M beside a Spanish word', 'hombre', 'm', /the gender m beside hombre may be/],
    ['M beside letters that nobody has', 'm', 'v', /line 3: gender "v" is no class, as in 10 of 20 rows/],
    ['words of which half are ours', 'Man', 'Vrouw', /gender "Vrouw" is no class, as in 10 of 20 rows/],
  ])('refuses genders written as %s', async (_, one, other, message) => {
    const pictures = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.png`, PIC]));
    const rows = Object.keys(pictures).map((name, i) => `${name},${i % 2 ? other : one}`);
    const root = madeTree({ ...pictures, 'list.csv': ['file,gender', ...rows].join('\n') });
    await expect(readDataSet('csv', root)).rejects.toThrow(message);
  });

  it('takes words that state no class for what they are, however many', async () => {
    const words = ['male', 'unknown', 'N/A', '?', 'other', 'none', 'female'];
    const rows = words.map((word, i) => `${i}.png,${word}`);
    const root = madeTree({
      ...Object.fromEntries(words.map((_, i) => [`${i}.png`, PIC])),
      'list.csv': ['file,gender', ...rows].join('\n'),
    });
    const { pictures, malformed } = await readDataSet('csv', root);
    expect([pictures.length, malformed.length]).toEqual([2, 5]);
  });

  it.each(['x', 'd', 'wm', 'masculine?'])('names a gender that it does not know: %s', async (word) => {
    const { malformed } = await read(`file,gender\nimg/a.png,${word}\nimg/b.png,male\n`);
    expect(malformed).toEqual([`list.csv line 2: unknown gender "${word}"`]);
  });

  it('names columns that nothing is read from, such as a second one for the same thing', async () => {
    const { notes, short } = await read('file,emotion,sex,gender,race\nimg/a.png,happy,male,female,White\n');
    expect(notes).toEqual(['Columns of list.csv that are not used: gender, race.']);
    expect(short).toEqual([['img/a.png', 0, undefined]]);
    expect((await read('file,gender\nimg/a.png,male\n')).notes).toEqual([]);
  });

  it.each([
    ['x,y,w,h', '4,6,20,30'],
    ['left,top,width,height', '4,6,20,30'],
    ['face_x,face_y,face_width,face_height', '4,6,20,30'],
    ['x1,y1,x2,y2', '4,6,24,36'],
    ['xmin,ymin,xmax,ymax', '4,6,24,36'],
    ['left,top,right,bottom', '4,6,24,36'],
    ['face_w,face_h,face_x,face_y', '20,30,4,6'],
    ['face_x1,face_y1,face_x2,face_y2', '4,6,24,36'],
    ['face_left,face_top,face_right,face_bottom', '4,6,24,36'],
    ['bbox_x,bbox_y,bbox_w,bbox_h', '4,6,20,30'],
    ['x_min,y_min,x_max,y_max', '4,6,24,36'],
    ['ymin,xmin,ymax,xmax', '6,4,36,24'],
  ])('gives boxes by %s', async (names, cells) => {
    const { pictures, notes } = await read(`file,gender,${names}\nimg/a.png,male,${cells}\n`);
    expect(pictures[0]!.box).toEqual({ x: 4, y: 6, width: 20, height: 30, isTurned: true });
    expect(notes).toEqual([]);
  });

  it('takes a width and a height without a place, or beside two corners, for those of the picture', async () => {
    const without = await read('file,gender,width,height\nimg/a.png,male,640,480\n');
    expect(without.pictures[0]!.box).toBeUndefined();
    expect(without.notes).toEqual(['Columns of list.csv that are not used: width, height.']);
    const beside = await read('file,gender,width,height,x1,y1,x2,y2\nimg/a.png,male,640,480,4,6,24,36\n');
    expect(beside.pictures[0]!.box).toMatchObject({ x: 4, y: 6, width: 20, height: 30 });
    expect(beside.notes).toEqual(['Columns of list.csv that are not used: width, height.']);
  });

  it.each([
    ['width,height,face_x,face_y,face_width,face_height', '640,480,4,6,20,30', 'width, height'],
    ['x,y,width,height,face_x,face_y,face_width,face_height', '0,0,640,480,4,6,20,30', 'x, y, width, height'],
    ['x2,y2,face_x,face_y,face_width,face_height', '9,9,4,6,20,30', 'x2, y2'],
    ['w,h,left,top,right,bottom', '640,480,4,6,24,36', 'w, h'],
    ['x,y,width,height,face_x1,face_y1,face_x2,face_y2', '0,0,640,480,4,6,24,36', 'x, y, width, height'],
    ['img_x,img_y,x,y,w,h', '9,9,4,6,20,30', 'img_x, img_y'],
    ['left_eye_x,left_eye_y,x1,y1,x2,y2', '9,9,4,6,24,36', 'left_eye_x, left_eye_y'],
  ])('of several columns for a box takes those that belong together: %s', async (names, cells, unused) => {
    const list = `file,gender,${names}\nimg/a.png,male,${cells}\n`;
    const { pictures, notes } = await read(list);
    expect(pictures[0]!.box).toMatchObject({ x: 4, y: 6, width: 20, height: 30 });
    expect(notes).toEqual([`Columns of list.csv that are not used: ${unused}.`]);
  });

  it.each([
    ['face_x,face_y,width,height', '4,6,640,480'],
    ['width,height,x,y,w,h', '640,480,4,6,20,30'],
    ['x,y,w,h,left,top', '4,6,20,30,4,6'],
    ['x,y,width,height,x1,y1,x2,y2', '4,6,20,30,0,0,99,99'],
    ['x,y,width,height,width', '4,6,20,30,640'],
    ['x,xmin,ymin,xmax,ymax', '3,4,6,24,36'],
    ['x,y,x1,y1,x2,y2', '14,21,4,6,24,36'],
    ['x,y,width,height,bbox_x,bbox_y,bbox_w,bbox_h', '0,0,640,480,4,6,20,30'],
    ['x,y,width,height,x_min,y_min,x_max,y_max', '14,21,640,480,4,6,24,36'],
    ['x,y,x2,y2', '4,6,24,36'],
    ['left,y,w,h', '4,6,20,30'],
    ['x,y', '14,21'],
  ])('whose columns could give several boxes is refused, with what was found: %s', async (names, cells) => {
    await expect(read(`file,gender,${names}\nimg/a.png,male,${cells}\n`)).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringMatching(
        new RegExp(`^list\\.csv has the columns ${names.replaceAll(',', ', ')}, .*face_x, face_y`),
      ) as string,
    });
  });

  it.each([
    ['bbox', '"[590, 20, 200, 200]"'],
    ['face_box', '"590 20 200 200"'],
    ['Bounding Box', '1'],
    ['bbox_xywh', '"4,6,20,30"'],
    ['roi', '1'],
    ['rect', '1'],
    ['face', '1'],
    ['cx,cy,w,h', '14,21,20,30'],
    ['x_center,y_center,width,height', '14,21,20,30'],
  ])('with boxes as %s is refused with the forms that are read', async (names, cells) => {
    await expect(read(`file,gender,${names}\nimg/a.png,male,${cells}\n`)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        new RegExp(
          `^list\\.csv has the columns? ${names.split(',')[0]!}.*x, y, width, height, or x1, y1, x2, y2`,
        ),
      ) as string,
    });
  });

  it('may have columns beside a box that is read, or whose names only sound like one', async () => {
    const { pictures } = await read('file,gender,x,y,w,h,bbox\nimg/a.png,male,4,6,20,30,1\n');
    expect(pictures[0]!.box).toMatchObject({ x: 4, y: 6 });
    const { notes } = await read('file,gender,face_score,boxer,race\nimg/a.png,male,1,2,3\n');
    expect(notes).toEqual(['Columns of list.csv that are not used: face_score, boxer, race.']);
  });

  it('refuses boxes that are fractions of the picture, or corners in the wrong order', async () => {
    const { malformed, short } = await read(
      'file,gender,x1,y1,x2,y2\nimg/a.png,male,0.1,0.1,0.9,0.9\nimg/b.png,male,24,36,4,6\nimg/c.png,male,0,0,9,1\n',
    );
    expect(malformed).toEqual([
      expect.stringMatching(
        /^list\.csv line 2: no box "0\.1, .* count pixels, not fractions of the picture$/,
      ),
      'list.csv line 3: no box "24, 36, 4, 6"',
    ]);
    expect(short).toEqual([['img/c.png', 0, undefined]]);
  });

  it.each([
    ['fairface_label_train.csv', 'train'],
    ['val_labels.csv', 'val'],
    ['dev.csv', 'val'],
    ['PrivateTest.csv', 'test'],
    ['01-testing-set.csv', 'test'],
    ['eval.csv', 'test'],
    ['hold-out.csv', 'test'],
    ['testlabels.csv', 'test'],
    ['testdata.csv', 'test'],
    ['trainset.csv', 'train'],
    ['trainlist.csv', 'train'],
    ['validset.csv', 'val'],
  ])('called %s holds the split %s', async (name, split) => {
    const { pictures } = await read('file,gender\nimg/a.png,male\nimg/b.png,female\nimg/c.png,male\n', name);
    expect(pictures.map((picture) => picture.split)).toEqual([split, split, split]);
  });

  it('of which some rows state a split and others do not is refused with the first that does not', async () => {
    await expect(
      read('file,gender,split\nimg/a.png,male,train\nimg/b.png,female,\nimg/c.png,male,\n'),
    ).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /: some rows state a split, 2 do not \(first list\.csv line 3\): fill in the column split of every row, or name each list after its split/,
      ) as string,
    });
  });

  it('of no known split beside one whose name states its split is refused', async () => {
    const root = madeTree({
      ...four,
      'train.csv': 'file,gender\nimg/a.png,male\nimg/b.png,female\n',
      'unseen.csv': 'file,gender\nimg/c.png,male\n',
    });
    await expect(readDataSet('csv', root)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('1 does not (first unseen.csv line 2)') as string,
    });
  });

  it('beside another, none of which states a split, is noted to be split with it', async () => {
    const root = madeTree({
      ...four,
      'one.csv': 'file,gender\nimg/a.png,male\nimg/b.png,female\n',
      'two.csv': 'file,gender\nimg/c.png,male\n',
    });
    expect((await readDataSet('csv', root)).notes).toEqual([
      'No split is stated by the lists one.csv, two.csv: it is drawn for all their pictures.',
    ]);
  });

  it('without splits is split class by class, so that a rare class is in training', async () => {
    const names = Array.from({ length: 41 }, (_, i) => `${i}.png`);
    const rows = names.map((name, i) => `${name},${i < 30 ? 'happy' : i < 40 ? 'sad' : 'fear'}`);
    const root = madeTree({
      'l.csv': ['file,emotion', ...rows].join('\n'),
      ...Object.fromEntries(names.map((name) => [name, PIC])),
    });
    for (const seed of [1, 2, 3, 4]) {
      const { pictures } = await readDataSet('csv', root, { seed });
      const count = (split: string, expression: number) =>
        pictures.filter((one) => one.split === split && one.expression === expression).length;
      expect([1, 3, 6].map((one) => ['train', 'val', 'test'].map((split) => count(split, one)))).toEqual([
        [18, 6, 6],
        [6, 2, 2],
        [1, 0, 0],
      ]);
    }
  });

  it.each(['set', 'Partition', 'subset'])('may give splits in words in a column %s', async (column) => {
    const { pictures, notes } = await read(
      `file,gender,${column}\nimg/a.png,male,Training\nimg/b.png,male,valid\nimg/c.png,male,test\n`,
    );
    expect(pictures.map(({ split }) => split)).toEqual(['train', 'val', 'test']);
    expect(notes).toEqual([]);
  });

  it.each([
    ['partition', '0', '2'],
    ['split', '0', '2'],
    ['set', 'A', 'B'],
  ])('reads no split from a column %s of %j and %j, and notes it', async (column, one, other) => {
    const { pictures, malformed, notes } = await read(
      `file,gender,${column}\nimg/a.png,male,${one}\nimg/b.png,male,${other}\nimg/c.png,male,${one}\n`,
    );
    expect([pictures.length, malformed]).toEqual([3, []]);
    expect(notes).toEqual([
      `Column ${column} of list.csv is not used in 3 rows (first "${one}" in list.csv line 2): splits are read by the words train, val and test, for data sets number them differently.`,
    ]);
  });

  it('beside a column split takes a column set for something else', async () => {
    const { pictures, notes } = await read('file,gender,set,split\nimg/a.png,male,train,test\n');
    expect(pictures.map(({ split }) => split)).toEqual(['test']);
    expect(notes).toEqual(['Columns of list.csv that are not used: set.']);
  });

  it('whose ages are all fractions of a year is refused until they are stated to be years', async () => {
    const list = 'file,age\nimg/a.png,0.31\nimg/b.png,1\nimg/c.png,0.07\n';
    await expect(read(list)).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringMatching(
        /^no age is above 1 \(first in list\.csv line 2\), as where .* write ages in years/,
      ) as string,
    });
    const root = madeTree({ ...four, 'list.csv': list });
    expect((await detectLayout(root)).choices).toEqual([['ages', 'age-bands']]);
    expect((await readDataSet('csv', root, { labelOrders: ['ages'] })).pictures).toHaveLength(3);
    expect((await read('file,age\nimg/a.png,0.5\nimg/b.png,30\n')).pictures).toHaveLength(2);
  });

  it("may give splits in FER2013's column and words", async () => {
    const { pictures } = await read(
      'file,emotion,Usage\nimg/a.png,happy,Training\nimg/b.png,sad,PublicTest\nimg/c.png,sad,PrivateTest\n',
    );
    expect(pictures.map(({ file, split }) => [file, split])).toEqual([
      ['img/a.png', 'train'],
      ['img/b.png', 'val'],
      ['img/c.png', 'test'],
    ]);
  });

  it('that labels no picture is refused with the first reason of each kind and its line', async () => {
    const bad = read('file,gender\nimg/a.png,grumpy\nimg/b.png,grumpy\nimg/z.png,male\n');
    await expect(bad).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /list\.csv line 2: unknown gender "grumpy" \(and 1 more such row\), img\/z\.png is not there;/,
      ) as string,
    });
  });

  it.each(['b.png', 'D:\\set\\b.png', '../b.png'])(
    'whose pictures lie elsewhere is refused with where one does: %s',
    async (name) => {
      await expect(read(`file,gender\n${name},male\nc.png,male\n`)).rejects.toMatchObject({
        code: 'mismatch',
        message: expect.stringContaining(
          `: ${name} is not there, but img/b.png is (and 1 more such row); `,
        ) as string,
      });
    },
  );

  it('with a line of more than 1 MB is refused with that line', async () => {
    const long = read(`file,gender\nimg/a.png,male\n"${'x'.repeat(1_200_000)}`);
    await expect(long).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('line 3 is longer than 1 MB') as string,
    });
  });
});

it('a list in a zip that is packed in a way that is not read is named with it', async () => {
  const zip = asZip({ ...four, 'labels.csv': 'file,gender\nimg/a.png,male\n' });
  // Its method, in the header before it and in the list at the end.
  for (const [before, at] of [
    [30, 8],
    [46, 10],
  ] as const) {
    const name = before === 30 ? zip.indexOf('labels.csv') : zip.lastIndexOf('labels.csv');
    zip.writeUInt16LE(190, name - before + at);
  }
  await expect(readDataSet('csv', madeTree({ 'all.zip': zip }))).rejects.toMatchObject({
    code: 'unreadable',
    message: expect.stringMatching(
      /^the list labels\.csv below .* cannot be read: it is packed by method 190, which is not read$/,
    ) as string,
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

describe('several lists of the same pictures', () => {
  const AGES = 'image,age,gender\nimg/a.png,20,male\nimg/b.png,31,female\n';
  const EXPRESSIONS = 'image,expression\nimg/a.png,happiness\nimg/b.png,sadness\n';
  const facts = async (tree: Tree) => {
    const found = await readDataSet('csv', madeTree({ ...four, ...tree }));
    const short = found.pictures.map(({ file, expression, gender, ageYears, box, split }) => ({
      ...{ file, expression, gender, ageYears, box, split },
    }));
    return { ...found, short: short.toSorted((a, b) => (a.file < b.file ? -1 : 1)) };
  };

  it('that label different tasks are joined, whatever their names', async () => {
    const found = await facts({ 'age.csv': AGES, 'expr.csv': EXPRESSIONS });
    expect(found.tasks).toEqual(['expression', 'gender', 'age']);
    expect(found.short).toMatchObject([
      { file: 'img/a.png', expression: 1, gender: 0, ageYears: 20 },
      { file: 'img/b.png', expression: 3, gender: 1, ageYears: 31 },
    ]);
    expect([found.conflictingRows, found.repeatedRows]).toEqual([[], []]);
    const renamed = await facts({ 'z.csv': AGES, 'expr.csv': EXPRESSIONS });
    expect(renamed.short).toEqual(found.short);
    expect(renamed.conflictingRows).toEqual([]);
  });

  it('of which one labels some of them gives the rest as they are', async () => {
    const { short } = await facts({
      'age.csv': AGES,
      'expr.csv': 'image,expression\nimg/b.png,sadness\nimg/c.png,fear\n',
    });
    expect(short.map(({ expression, ageYears }) => [expression, ageYears])).toEqual([
      [undefined, 20],
      [3, 31],
      [6, undefined],
    ]);
  });

  it('take the split and the box from the one that has them', async () => {
    const found = await facts({
      'age.csv': AGES,
      'zbox.csv':
        'image,gender,split,x,y,width,height\nimg/a.png,male,test,1,2,30,40\nimg/b.png,,train,3,4,50,60\n',
    });
    expect(found.short).toMatchObject([
      { ageYears: 20, split: 'test', box: { x: 1, y: 2, width: 30, height: 40 } },
      { ageYears: 31, split: 'train', box: { x: 3, y: 4, width: 50, height: 60 } },
    ]);
    expect(found.short).toHaveLength(2);
    expect(found.unlabeled?.map(({ file }) => file)).toEqual(['img/c.png', 'img/ü.png']);
  });

  it('that contradict each other in one task count by the first there, and are reported', async () => {
    const found = await facts({
      'age.csv': AGES,
      'expr.csv': EXPRESSIONS,
      'more.csv': 'image,expression,age\nimg/a.png,fear,20\nimg/b.png,sadness,31\n',
    });
    expect(found.short).toMatchObject([
      { expression: 1, ageYears: 20 },
      { expression: 3, ageYears: 31 },
    ]);
    expect(found.conflictingRows).toEqual(['img/a.png (expr.csv line 2 and more.csv line 2)']);
    expect(found.repeatedRows).toEqual(['img/b.png']);
  });

  it('keep the faces of a picture apart; a row without box or label is of all of them', async () => {
    const list =
      'image,gender,split,x,y,width,height\nimg/a.png,male,,1,2,30,40\nimg/a.png,female,,50,2,30,40\nimg/a.png,,test,,,,\n';
    const { short } = await facts({ 'list.csv': list });
    expect(short.map(({ gender, split, box }) => [gender, split, box?.x])).toEqual([
      [0, 'test', 1],
      [1, 'test', 50],
    ]);
    const both = 'image,gender,x,y,width,height\nimg/a.png,male,1,2,30,40\nimg/a.png,female,,,,\n';
    expect((await facts({ 'list.csv': both })).short.map(({ gender }) => gender).toSorted()).toEqual([0, 1]);
  });
});
