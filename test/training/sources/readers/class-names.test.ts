import { describe, expect, it } from 'vitest';

import type { ClassNames } from '../../../../src/training/sources/types.ts';
import { madeTree } from '../../../support/made-data.ts';
import { readDataSet } from '../../../support/worded-data.ts';

const PIC = 'not decoded here';

/** Labels by file. */
async function read(layout: 'folder' | 'csv', root: string, classNames: ClassNames) {
  const { pictures, tasks, notes } = await readDataSet(layout, root, { classNames });
  const labels = pictures.map(({ file, expression, gender, ageYears, custom }) => [
    file,
    expression ?? gender ?? custom ?? ageYears,
  ]);
  return { tasks, notes, labels: Object.fromEntries(labels) as Record<string, unknown> };
}

describe('folders', () => {
  const root = () =>
    madeTree({ 'smile/a.png': PIC, 'Frown/b.png': PIC, 'other/c.png': PIC, 'sad/d.png': PIC });
  const labels = { Smile: 'happiness', frown: 'anger', other: null };

  it('have the classes that are stated; other names stand for what they say', async () => {
    const found = await read('folder', root(), { task: 'expression', labels });
    expect(found.tasks).toEqual(['expression']);
    expect(found.labels).toEqual({ 'smile/a.png': 1, 'Frown/b.png': 4, 'sad/d.png': 3 });
    expect(found.notes).toEqual(['pictures of other are left out: the names stand for no class']);
  });

  it('are classes of their own where that is stated, renamed and joined or not', async () => {
    const own = await read('folder', root(), { task: 'custom' });
    expect(own.tasks).toEqual(['custom']);
    expect(Object.values(own.labels).sort()).toEqual(['Frown', 'other', 'sad', 'smile']);
    const joined = await read('folder', root(), {
      task: 'custom',
      labels: { frown: 'not happy', sad: 'not happy' },
    });
    expect(joined.labels).toEqual({
      ...{ 'smile/a.png': 'smile', 'Frown/b.png': 'not happy' },
      ...{ 'other/c.png': 'other', 'sad/d.png': 'not happy' },
    });
  });

  it('may be numbered, and stand above folders of persons', async () => {
    const root = madeTree({ 'train/0/Ann/a.png': PIC, 'train/1/Bob/b.png': PIC });
    expect((await read('folder', root, { task: 'custom', labels: { 0: 'off', 1: 'on' } })).labels).toEqual({
      'train/0/Ann/a.png': 'off',
      'train/1/Bob/b.png': 'on',
    });
  });

  it('are refused where no name stands for a class', async () => {
    await expect(
      read('folder', madeTree({ 'smile/a.png': PIC, 'frown/b.png': PIC }), {
        task: 'expression',
        labels: { smile: null },
      }),
    ).rejects.toMatchObject({ code: 'mismatch', message: expect.stringContaining('smile') as string });
  });
});

describe('lists', () => {
  const files = { 'a.png': PIC, 'b.png': PIC, 'c.png': PIC, 'd.png': PIC };
  const list = (text: string) => madeTree({ ...files, 'l.csv': text });

  it('name their classes in the stated column', async () => {
    const root = list('file,mood,age\na.png,smile,31\nb.png,frown,9\nc.png,other,\nd.png,fear,');
    const labels = { smile: 'happiness', frown: 'anger', other: null };
    const found = await read('csv', root, { task: 'expression', labels, column: 'Mood' });
    expect(found.tasks).toEqual(['expression', 'age']);
    expect(found.labels).toEqual({ 'a.png': 1, 'b.png': 4, 'd.png': 6 });
  });

  it('number them without an order where each number is stated', async () => {
    const root = list('file,emotion\na.png,0\nb.png,1\nc.png,0\nd.png,1');
    await expect(readDataSet('csv', root)).rejects.toMatchObject({ code: 'ambiguous' });
    const found = await read('csv', root, { task: 'expression', labels: { 0: 'anger', 1: 'neutral' } });
    expect(found.labels).toEqual({ 'a.png': 4, 'b.png': 0, 'c.png': 4, 'd.png': 0 });
  });

  it('have age bands as classes of their own', async () => {
    const root = list(
      'file,age,gender\na.png,0-2,Male\nb.png,3-9,Female\nc.png,more than 70,Female\nd.png,3-9,Male',
    );
    const { pictures, tasks } = await readDataSet('csv', root, {
      classNames: { task: 'custom', column: 'age' },
    });
    expect(tasks).toEqual(['gender', 'custom']);
    expect(Object.fromEntries(pictures.map(({ file, custom, gender }) => [file, [custom, gender]]))).toEqual({
      ...{ 'a.png': ['0-2', 0], 'b.png': ['3-9', 1] },
      ...{ 'c.png': ['more than 70', 1], 'd.png': ['3-9', 0] },
    });
  });

  it('name classes of their own in the column label', async () => {
    const root = list('file,label\na.png,mask on\nb.png,mask off\nc.png,mask on\nd.png,mask off');
    const found = await read('csv', root, { task: 'custom' });
    expect(found.labels).toMatchObject({ 'a.png': 'mask on', 'b.png': 'mask off' });
  });

  it('take the column that is spelled as stated, and none that names pictures or splits', async () => {
    const root = list('file,Mood,mood\na.png,x,happy\nb.png,y,sad\nc.png,x,happy\nd.png,y,sad');
    const found = await read('csv', root, { task: 'custom', column: 'mood' });
    expect(found.labels).toEqual({ 'a.png': 'happy', 'b.png': 'sad', 'c.png': 'happy', 'd.png': 'sad' });
    for (const column of ['file', 'split'])
      await expect(
        read('csv', list('file,split,x\na.png,train,1'), { task: 'custom', column }),
      ).rejects.toMatchObject({ code: 'usage' });
  });

  it('join spellings of one class, leave out words that state none, and note names that are not there', async () => {
    const root = list('file,label\na.png,Yes\nb.png,yes\nc.png, yes \nd.png,N/A');
    const found = await read('csv', root, { task: 'custom', labels: { maybe: 'perhaps' } });
    expect(found.labels).toEqual({ 'a.png': 'yes', 'b.png': 'yes', 'c.png': 'yes' });
    expect(found.notes).toEqual([
      'yes, Yes are one class',
      'no picture has a class called maybe, although its meaning is stated',
    ]);
  });

  it('without the stated column are refused', async () => {
    const root = list('file,label\na.png,x');
    await expect(read('csv', root, { task: 'custom', column: 'mood' })).rejects.toMatchObject({
      code: 'mismatch',
    });
  });
});

it('a published layout has labels of its own', async () => {
  const root = madeTree({ '25_0_1_2017.jpg.chip.jpg': PIC });
  await expect(readDataSet('utkface', root, { classNames: { task: 'custom' } })).rejects.toMatchObject({
    code: 'usage',
  });
});

describe('names of classes of a user', () => {
  it('are looked for in the column that is stated, and the columns there are named where it is not there', async () => {
    const root = madeTree({
      'a.png': PIC,
      'b.png': PIC,
      'list.csv': 'file,gender,worn,by,at\na.png,male,mask,x,y\nb.png,female,none,x,y\n',
    });
    const own = (column: string) => read('csv', root, { task: 'custom', column });
    expect((await own('worn')).tasks).toContain('custom');
    await expect(own('nope')).rejects.toThrow(
      /^no list has the column nope .*list\.csv has the columns file, gender, worn, by, at$/,
    );
  });

  it('are bands of years where the column of ages is stated, as in the lists of FairFace', async () => {
    const rows = [
      'train/1.jpg,50-59,Male,East Asian,True',
      'train/2.jpg,3-9,Female,Black,False',
      'val/1.jpg,more than 70,Female,White,True',
    ];
    const list = ['file,age,gender,race,service_test', ...rows].join('\n');
    const root = madeTree({ 'train/1.jpg': PIC, 'train/2.jpg': PIC, 'val/1.jpg': PIC, 'list.csv': list });
    const { tasks, labels } = await read('csv', root, { task: 'custom', column: 'age' });
    expect(tasks).toEqual(['gender', 'custom']);
    expect(labels).toEqual({ 'train/1.jpg': 0, 'train/2.jpg': 1, 'val/1.jpg': 1 });
    const { pictures } = await readDataSet('csv', root, { classNames: { task: 'custom', column: 'age' } });
    expect(pictures.map(({ custom }) => custom).sort()).toEqual(['3-9', '50-59', 'more than 70']);
  });

  it.each([
    [50, 0],
    [51, 1],
  ])('that are %i give %i note that they are hardly classes', async (n, notes) => {
    const root = madeTree(
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`person ${i}/a.png`, PIC])),
    );
    const found = await readDataSet('folder', root, { classNames: { task: 'custom' }, compareNear: false });
    expect(found.notes.filter((note) => note.startsWith(`${n} classes of your own`))).toHaveLength(notes);
  });
});
