import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import { majority } from '../../../../src/training/sources/readers/majority.ts';
import { readDataSet } from '../../../support/worded-data.ts';
import { LAYOUTS } from '../../../../src/training/sources/types.ts';
import { asTar, madeFerplus, madeTree, scratchFolder, votesFor } from '../../../support/made-data.ts';

const PIC = 'not decoded here';

describe('majority', () => {
  // Worked out by hand after the rule of the FER+ authors.
  it.each([
    { votes: [4, 0, 0, 1, 3, 2, 0, 0, 0, 0], winner: undefined }, // 4 of 9
    { votes: [6, 0, 1, 1, 0, 0, 0, 0, 2, 0], winner: 'neutral' }, // 6 of 8
    { votes: [5, 0, 0, 3, 1, 0, 0, 0, 2, 0], winner: undefined }, // 5 of 10, not above half
    { votes: [0, 0, 0, 0, 0, 0, 0, 0, 8, 2], winner: undefined }, // unknown wins
    { votes: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], winner: undefined }, // nothing is left
    { votes: [0, 0, 0, 0, 0, 0, 0, 2, 1, 1], winner: 'contempt' }, // 2 of 2
  ])('$votes gives $winner', ({ votes, winner }) => {
    const found = majority(votes);
    expect(found && EXPRESSIONS[found.expression]).toBe(winner);
    if (found) expect(found.votes).toEqual(votes.slice(0, 8).map((count) => (count === 1 ? 0 : count)));
  });
});

describe('ferplus', () => {
  it('joins on the name, whatever the order of the rows, with a header or without', async () => {
    const rows = [`b.png,"(0, 0, 48, 48)",${votesFor(3)}`, `a.png,"(0, 0, 48, 48)",${votesFor(1)}`];
    for (const header of ['', `image,box,${[...EXPRESSIONS, 'unknown', 'NF'].join(',')}\n`]) {
      const root = madeTree({
        'FER2013Train/label.csv': header + rows.join('\n'),
        'FER2013Train/a.png': PIC,
        'FER2013Train/b.png': PIC,
      });
      const { pictures, malformed } = await readDataSet('ferplus', root);
      expect(pictures.map(({ name, expression, split }) => [name, expression, split])).toEqual([
        ['a.png', 1, 'train'],
        ['b.png', 3, 'train'],
      ]);
      expect(malformed).toEqual([]);
    }
  });

  it('takes the list at the root for a split that has none of its own, uses a repeated name once, and reports what does not fit', async () => {
    const list = [
      'Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF',
      `Training,a.png,${votesFor(2)}`,
      `Training,a.png,${votesFor(4)}`,
      `Training,gone.png,${votesFor(4)}`,
      `Training,,${votesFor(4)}`,
      `PublicTest,v.png,${votesFor(0)}`,
      `PrivateTest,t.png,${votesFor(0)}`,
      'Training,c.png,1,2,3',
      `Nowhere,c.png,${votesFor(0)}`,
    ];
    const root = madeTree({
      'fer2013new.csv': list.join('\r\n'),
      'FER2013Train.tar': await asTar({
        'FER2013Train/a.png': PIC,
        'FER2013Train/extra.png': PIC,
      }),
      'FER2013Valid/v.png': PIC,
      'FER2013Valid/label.csv': `v.png,x,${votesFor(6)}`,
    });
    const found = await readDataSet('ferplus', root);
    expect(found.pictures.map(({ file, expression, split }) => [file, expression, split])).toEqual([
      ['FER2013Train/a.png', 2, 'train'],
      ['FER2013Valid/v.png', 6, 'val'],
    ]);
    expect(found.lists).toEqual(['FER2013Valid/label.csv', 'fer2013new.csv']);
    expect(found.conflictingRows).toEqual(['a.png (fer2013new.csv line 2 and fer2013new.csv line 3)']);
    expect(found.rowsWithoutFile).toEqual(['gone.png']); // t.png's split is not here at all
    expect(found.filesWithoutRow).toEqual(['FER2013Train/extra.png']);
    expect(found.malformed).toHaveLength(3);
    expect(found.unlabeled).toEqual([
      { file: 'FER2013Train/extra.png', split: 'train', reason: 'no row or name gives it a label' },
    ]);
    expect(found.secondList?.list).toBe('fer2013new.csv');
    expect(found.secondList?.expressions.get('FER2013Valid/v.png')).toBe(0);
  });
});

describe('affectnet', () => {
  const header =
    'subDirectory_filePath,face_x,face_y,face_width,face_height,facial_landmarks,expression,valence,arousal';
  const row = (path: string, code: number | string): string => `${path},10,20,30,40,1.0;2.0,${code},0.1,0.2`;

  it('maps its codes to our labels by name; validation serves as test', async () => {
    const theirs = ['neutral', 'happiness', 'sadness', 'surprise', 'fear', 'disgust', 'anger', 'contempt'];
    const files = Array.from({ length: 11 }, (_, code) => `${code}/face ü.jpg`);
    for (const [lists, pictures] of [
      ['', ''],
      ['Manually_Annotated_file_lists/', 'Manually_Annotated_Images/'],
      ['Manually_Annotated_file_lists/', 'Manually_Annotated/Manually_Annotated_Images/'],
    ]) {
      const root = madeTree({
        [`${lists}training.csv`]: [
          header,
          ...files.map((file, code) => row(file, code)),
          row('9/gone.jpg', 1),
          row('9/odd.jpg', 'x'),
        ].join('\n'),
        [`${lists}validation.csv`]: [header, row('v/1.jpg', 1)].join('\n'),
        ...Object.fromEntries([...files, 'v/1.jpg', 'v/none.jpg'].map((file) => [`${pictures}${file}`, PIC])),
      });
      const found = await readDataSet('affectnet', root);
      const training = found.pictures.filter(({ split }) => split === 'train');
      expect(training.map(({ expression }) => EXPRESSIONS[expression ?? NaN])).toEqual(theirs);
      expect(training[0]?.box).toEqual({ x: 10, y: 20, width: 30, height: 40 });
      expect(found.pictures.filter(({ split }) => split === 'test').map(({ name }) => name)).toEqual([
        'v/1.jpg',
      ]);
      expect(found.rowsWithoutFile).toEqual(['9/gone.jpg']);
      expect(found.filesWithoutRow).toEqual([`${pictures}v/none.jpg`]);
      expect(found.malformed).toHaveLength(1);
    }
  });

  it('keeps 15,000 of a larger class, the same whatever the order of the rows', async () => {
    const names = Array.from({ length: 15_020 }, (_, i) => `1/${i}.jpg`);
    const tar = await asTar(Object.fromEntries([...names, '2/a.jpg'].map((name) => [name, ''])));
    const read = async (rows: string[], seed: number): Promise<string[]> => {
      const root = madeTree({ 'training.csv': [header, ...rows].join('\n'), 'pictures.tar': tar });
      return (await readDataSet('affectnet', root, { seed })).pictures.map(({ name }) => name);
    };
    const rows = [...names.map((name) => row(name, 1)), row('2/a.jpg', 2)];
    const first = await read(rows, 1);
    expect(first).toHaveLength(15_001);
    expect(await read(rows.reverse(), 1)).toEqual(first);
    expect(await read(rows, 2)).not.toEqual(first);
  });
});

describe('utkface', () => {
  const names = Array.from(
    { length: 50 },
    (_, i) => `${(i * 7) % 90}_${i % 2}_${i % 5}_2017${i}.jpg${i % 3 ? '.chip.jpg' : ''}`,
  );

  it('reads the name; the split depends on names and seed alone', async () => {
    const loose = madeTree(Object.fromEntries(names.map((name) => [`some folder/${name}`, PIC])));
    const packed = madeTree({
      'part2.tar': await asTar(
        Object.fromEntries(
          names
            .slice(20)
            .reverse()
            .map((name) => [`UTKFace/${name}`, PIC]),
        ),
      ),
      'part1.tar': await asTar(
        Object.fromEntries(names.slice(0, 20).map((name) => [`UTKFace/${name}`, PIC])),
      ),
    });
    const one = await readDataSet('utkface', loose, { seed: 3 });
    const two = await readDataSet('utkface', packed, { seed: 3 });
    const essence = (set: typeof one): unknown => set.pictures.map(({ file: _, ...rest }) => rest);
    expect(essence(two)).toEqual(essence(one));
    expect(one.pictures.filter(({ split }) => split === 'train')).toHaveLength(30);
    expect(essence(await readDataSet('utkface', loose, { seed: 4 }))).not.toEqual(essence(one));
    for (const { name, ageYears, gender, groups } of one.pictures) {
      expect(name.startsWith(`${ageYears}_${gender}_${groups?.['race']}_`)).toBe(true);
      expect(groups?.['gender']).toBe(gender === 1 ? 'female' : 'male');
    }
  });

  it('reports names that lack a field and files of other names', async () => {
    const root = madeTree({
      '1_0_0_2017.jpg': PIC,
      '39_1_2017.jpg.chip.jpg': PIC,
      'holiday.jpg': PIC,
      '121_0_0_2.jpg': PIC,
    });
    const { pictures, malformed, filesWithoutRow } = await readDataSet('utkface', root);
    expect(pictures).toHaveLength(1);
    expect(malformed.map((text) => text.split(':')[0])).toEqual(['121_0_0_2.jpg', '39_1_2017.jpg.chip.jpg']);
    expect(filesWithoutRow).toEqual(['holiday.jpg']);
  });
});

describe('folder', () => {
  it('takes split folders and synonyms', async () => {
    const root = madeTree({
      'train/Happy/ä b.png': PIC,
      'validation/sad/1.png': PIC,
      'test/neutral/1.png': PIC,
    });
    const { pictures, tasks } = await readDataSet('folder', root);
    expect(tasks).toEqual(['expression']);
    expect(pictures.map(({ split, expression }) => [split, expression])).toEqual([
      ['train', 1],
      ['val', 3],
      ['test', 0],
    ]);
  });

  it('splits every class by seed where there are no split folders; reads genders and ages', async () => {
    const tree = (classes: string[]): string =>
      madeTree(
        Object.fromEntries(
          classes.flatMap((name) => Array.from({ length: 10 }, (_, i) => [`${name}/${i}.jpg`, PIC])),
        ),
      );
    const { pictures, tasks } = await readDataSet('folder', tree(['woman', 'm']));
    expect(tasks).toEqual(['gender']);
    for (const gender of [0, 1])
      expect(pictures.filter((one) => one.gender === gender && one.split === 'train')).toHaveLength(6);
    const aged = await readDataSet('folder', tree(['7', '42']));
    expect(aged.tasks).toEqual(['age']);
    expect(new Set(aged.pictures.map(({ ageYears }) => ageYears))).toEqual(new Set([7, 42]));
  });

  it.each([
    [{ 'happy/1.png': PIC, 'grumpy/1.png': PIC }, 'grumpy'],
    [{ 'happy/1.png': PIC, 'woman/1.png': PIC }, 'different kinds'],
    [{ 'M/1.png': PIC, 'H/1.png': PIC }, 'm beside h may be a man'],
    [{ 'M/1.png': PIC }, 'm alone may be a man'],
    [{ 'train/happy/1.png': PIC, 'sad/1.png': PIC }, 'split folders'],
    [{ '1.png': PIC }, 'a folder a class'],
  ])('refuses %o', async (tree, words) => {
    await expect(readDataSet('folder', madeTree(tree))).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining(words) as string,
    });
  });
});

describe('csv', () => {
  const list = [
    '\ufeffPath,Split,Emotion,Sex,Age,X,Y,Width,Height',
    'pics/a b.png,train,happy,f,31,1,2,3,4',
    'pics/ü.png,valid,3,0,,,,,',
    'pics/a b.png,train,happy,f,31,1,2,3,4',
    'pics/gone.png,test,0,,,,,,',
    'pics/ü.png,later,0,,,,,,',
    'pics/ü.png,test,grumpy,,,,,,',
    'pics/ü.png,test,1,,,1,2,,',
  ].join('\n');
  const tree = { 'list.csv': list, 'pics/a b.png': PIC, 'pics/ü.png': PIC, 'pics/more.png': PIC };

  it('reads labels by name or number, boxes and splits; the root may be the list itself', async () => {
    const root = madeTree(tree);
    for (const place of [root, join(root, 'list.csv')]) {
      const found = await readDataSet('csv', place, { labelOrders: ['ferplus', 'utkface'] });
      expect(found.tasks).toEqual(['expression', 'gender', 'age']);
      expect(found.pictures).toEqual([
        {
          name: 'pics/a b.png',
          file: 'pics/a b.png',
          split: 'train',
          expression: 1,
          gender: 1,
          ageYears: 31,
          box: { x: 1, y: 2, width: 3, height: 4, isTurned: true },
        },
        { name: 'pics/ü.png', file: 'pics/ü.png', split: 'val', expression: 3, gender: 0 },
      ]);
      expect(found.repeatedRows).toEqual(['pics/a b.png']);
      expect(found.rowsWithoutFile).toEqual(['pics/gone.png']);
      expect(found.filesWithoutRow).toEqual(['pics/more.png']);
      expect(found.malformed).toHaveLength(3);
    }
  });

  it('refuses a list without the columns it needs', async () => {
    await expect(readDataSet('csv', madeTree({ 'l.csv': 'a,b\n1,2\n', 'x.png': PIC }))).rejects.toMatchObject(
      { code: 'mismatch' },
    );
    await expect(readDataSet('csv', madeTree({ 'l.csv': '', 'x.png': PIC }))).rejects.toMatchObject({
      code: 'mismatch',
    });
  });
});

describe.each(LAYOUTS)('%s', (layout) => {
  it('refuses what is not there, empty or of another layout in one line', async () => {
    const other = madeTree({ 'holiday/beach.jpg': PIC, 'notes.txt': 'x' });
    await expect(readDataSet(layout, join(scratchFolder(), 'gone'))).rejects.toMatchObject({
      code: 'missing',
    });
    await expect(readDataSet(layout, scratchFolder())).rejects.toMatchObject({ code: 'missing' });
    await expect(readDataSet(layout, other)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/^[^\n]*found 1 picture[^\n]*expected[^\n]*$/) as string,
    });
  });
});

it('reads a made FER+ the same as archives', async () => {
  const tree = await madeFerplus(4, 2);
  const loose = await readDataSet('ferplus', madeTree(tree));
  const packed = await readDataSet('ferplus', madeTree({ 'all.tar': await asTar(tree) }));
  expect(packed.pictures).toEqual(loose.pictures);
  expect(loose.pictures).toHaveLength(6);
});
