import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import type { LabelOrderId } from '../../../../src/artifact/label-orders.ts';
import { LABEL_ORDERS } from '../../../../src/artifact/label-orders.ts';
import { detectLayout, readDataSet } from '../../../support/worded-data.ts';
import { madeTree } from '../../../support/made-data.ts';

const PIC = 'not decoded here';

/** Written down from the data sets' own papers and readmes, in their words, from their first code on. */
const PUBLISHED: Record<string, { first: number; words: string }> = {
  fer2013: { first: 0, words: 'Angry Disgust Fear Happy Sad Surprise Neutral' },
  ferplus: { first: 0, words: 'neutral happiness surprise sadness anger disgust fear contempt' },
  affectnet: { first: 0, words: 'Neutral Happy Sad Surprise Fear Disgust Anger Contempt' },
  'raf-db': { first: 1, words: 'Surprise Fear Disgust Happiness Sadness Anger Neutral' },
};
const NAMES: Record<string, string> = { angry: 'anger', happy: 'happiness', sad: 'sadness' };
const ours = (word: string) => NAMES[word.toLowerCase()] ?? word.toLowerCase();

describe.each(Object.entries(PUBLISHED))('%s', (id, { first, words }) => {
  const expected = words.split(' ').map(ours);
  const order = [id as LabelOrderId];
  const read = (pictures: readonly { name: string; expression?: number }[]) =>
    Object.fromEntries(pictures.map(({ name, expression }) => [name, EXPRESSIONS[expression ?? NaN]]));

  it.each(['', '.0'])('is read from the numbers of a list, written with "%s"', async (decimals) => {
    const rows = expected.map((_, i) => `${first + i}.png,${first + i}${decimals}`);
    const root = madeTree({
      'l.csv': ['file,emotion', ...rows].join('\n'),
      ...Object.fromEntries(expected.map((_, i) => [`${first + i}.png`, PIC])),
    });
    const { pictures } = await readDataSet('csv', root, { labelOrders: order });
    expect(read(pictures)).toEqual(
      Object.fromEntries(expected.map((label, i) => [`${first + i}.png`, label])),
    );
    await expect(readDataSet('csv', root)).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringContaining(`${id} (`) as string,
    });
  });

  it('is read from numbered folders', async () => {
    const root = madeTree(Object.fromEntries(expected.map((_, i) => [`train/${first + i}/a.png`, PIC])));
    const { pictures, tasks } = await readDataSet('folder', root, { labelOrders: order });
    expect(tasks).toEqual(['expression']);
    expect(read(pictures)).toEqual(
      Object.fromEntries(expected.map((label, i) => [`train/${first + i}/a.png`, label])),
    );
    await expect(readDataSet('folder', root)).rejects.toMatchObject({ code: 'ambiguous' });
  });
});

describe('numbers', () => {
  const folders = (...names: number[]) =>
    madeTree(Object.fromEntries(names.map((name) => [`${name}/a.png`, PIC])));

  it('that no data set uses for classes are ages; others are ages where that is stated', async () => {
    expect((await readDataSet('folder', folders(25, 32, 4))).tasks).toEqual(['age']);
    const small = folders(1, 2, 5);
    await expect(readDataSet('folder', small)).rejects.toMatchObject({ code: 'ambiguous' });
    const { tasks, pictures } = await readDataSet('folder', small, { labelOrders: ['ages'] });
    expect(tasks).toEqual(['age']);
    expect(pictures.map(({ ageYears }) => ageYears).sort()).toEqual([1, 2, 5]);
  });

  it('stand for genders in two ways, in folders and lists alike', async () => {
    const root = folders(0, 1);
    await expect(readDataSet('folder', root)).rejects.toMatchObject({ code: 'ambiguous' });
    const list = madeTree({ 'l.csv': 'file,gender\na.png,0\nb.png,1.0\n', 'a.png': PIC, 'b.png': PIC });
    await expect(readDataSet('csv', list)).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringContaining('imdb-wiki (0 female, 1 male)') as string,
    });
    for (const [id, genders] of [
      ['utkface', [0, 1]],
      ['imdb-wiki', [1, 0]],
    ] as const) {
      const labelOrders = [id];
      const [folder, csv] = [
        await readDataSet('folder', root, { labelOrders }),
        await readDataSet('csv', list, { labelOrders }),
      ];
      for (const { pictures } of [folder, csv])
        expect(pictures.toSorted((a, b) => (a.file < b.file ? -1 : 1)).map(({ gender }) => gender)).toEqual(
          genders,
        );
    }
  });

  it('beyond the stated order are refused, in lists with their line', async () => {
    const list = madeTree({ 'l.csv': 'file,emotion\na.png,3\nb.png,7\n', 'a.png': PIC, 'b.png': PIC });
    await expect(readDataSet('csv', list, { labelOrders: ['fer2013'] })).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(
        /^l\.csv line 3: FER2013 has no expression 7; the stated order is/,
      ) as string,
    });
    await expect(readDataSet('folder', folders(0, 3), { labelOrders: ['raf-db'] })).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringContaining('do not fit the order of RAF-DB') as string,
    });
  });

  it.each([
    ['gender', ['1', '2']],
    ['emotion', ['0', '20']],
    ['expression', ['1', '8', '11']],
  ])('of %s that no known order has are refused without a choice: %s', async (column, codes) => {
    const rows = codes.map((code, i) => `${i}.png,${code}`);
    const pictures = Object.fromEntries(codes.map((_, i) => [`${i}.png`, PIC]));
    const root = madeTree({ 'l.csv': [`file,${column}`, ...rows].join('\n'), ...pictures });
    await expect(readDataSet('csv', root)).rejects.toMatchObject({
      code: 'mismatch',
      message: expect.stringMatching(/the order of no known data set .*write names in place/) as string,
    });
  });

  it('of no class leave their pictures without a label', async () => {
    const { pictures, unlabeled } = await readDataSet('folder', folders(1, 8), {
      labelOrders: ['affectnet'],
    });
    expect(pictures.map(({ expression }) => EXPRESSIONS[expression!])).toEqual(['happiness']);
    expect(unlabeled).toMatchObject([{ file: '8/a.png', reason: 'the number 8 stands for no class' }]);
  });
});

describe('ages that may be codes of age bands', () => {
  const listOf = (ages: readonly (number | string)[]) => {
    const rows = ages.map((age, i) => `${i}.png,${age},${i % 2 ? 'male' : 'female'}`);
    const pictures = Object.fromEntries(ages.map((_, i) => [`${i}.png`, PIC]));
    return madeTree({ 'l.csv': ['file,age,gender', ...rows].join('\n'), ...pictures });
  };
  const inTurn = (from: number, to: number, n: number) =>
    Array.from({ length: n }, (_, i) => from + (i % (to - from + 1)));

  it.each([
    [0, 8],
    [1, 9],
    [0, 11],
    [0, 12],
    [2, 9],
    [0, 1],
  ])('from %i to %i are refused until it is stated what they are', async (from, to) => {
    const root = listOf(inTurn(from, to, 24));
    await expect(readDataSet('csv', root)).rejects.toMatchObject({
      code: 'ambiguous',
      message: expect.stringMatching(
        /age is given as .* \(first in l\.csv line 2\).*--label-order\): ages \(.*years\); age-bands \(.*no age is read\)$/,
      ) as string,
    });
    const { choices } = await detectLayout(root);
    expect(choices).toEqual([['ages', 'age-bands']]);
    const years = await readDataSet('csv', root, { labelOrders: ['ages'] });
    expect(new Set(years.pictures.map(({ ageYears }) => ageYears))).toEqual(new Set(inTurn(from, to, 24)));
    const bands = await readDataSet('csv', root, { labelOrders: ['age-bands'] });
    expect(bands.tasks).toEqual(['gender']);
    expect(bands.pictures.some(({ ageYears }) => ageYears !== undefined)).toBe(false);
    expect(bands.notes).toEqual([expect.stringMatching(/^24 rows give an age band/)]);
  });

  it.each([
    ['more than thirteen different ones', inTurn(0, 13, 28)],
    ['two round ages', inTurn(2, 3, 24).map((age) => age * 10)],
    ['an age between round ones', [...inTurn(2, 6, 24).map((age) => age * 5), 31]],
    ['an age above them', [...inTurn(0, 8, 24), 31]],
    ['parts of years', [...inTurn(0, 8, 24), 0.5]],
    ['fewer than twelve rows', inTurn(0, 8, 11)],
  ])('are years with %s', async (_, ages) => {
    const root = listOf(ages);
    const { pictures } = await readDataSet('csv', root);
    const byRow = pictures.toSorted((a, b) => parseInt(a.file, 10) - parseInt(b.file, 10));
    expect(byRow.map(({ ageYears }) => ageYears)).toEqual(ages);
    expect((await detectLayout(root)).choices).toEqual([]);
  });

  it.each([
    ['with a gap', [1, 2, 3, 5, 6, 8, 9]],
    ['as decades', [0, 10, 20, 30, 40, 50, 60, 70]],
    ['as half decades', [20, 25, 35]],
  ])('%s are refused until it is stated what they are', async (_, bands) => {
    const root = listOf(Array.from({ length: 24 }, (_, i) => bands[i % bands.length]!));
    await expect(readDataSet('csv', root)).rejects.toMatchObject({ code: 'ambiguous' });
    expect((await detectLayout(root)).choices).toEqual([['ages', 'age-bands']]);
    expect((await readDataSet('csv', root, { labelOrders: ['ages'] })).pictures).toHaveLength(24);
  });

  it.each([
    ['decades', 'numbers from 20 to 50', ['20', '30', '40', '50']],
    ['fractions', 'the numbers 0.2, 0.31 and 1', ['0.2', '0.31', '1']],
    ['with a decimal comma', 'the numbers 0.2, 0.5 and 1', ['0,2', '0,5', '1']],
  ])('are refused as names of folders too: %s', async (_, text, names) => {
    const root = madeTree(Object.fromEntries(names.map((name) => [`${name}/a.png`, PIC])));
    await expect(readDataSet('folder', root)).rejects.toMatchObject({
      ...{ code: 'ambiguous', message: expect.stringContaining(`${text} as names`) as string },
    });
    const { choices, reason } = await detectLayout(root);
    expect(choices).toEqual([['ages']]);
    expect(reason).toContain(`${text} as names`);
    expect((await readDataSet('folder', root, { labelOrders: ['ages'] })).tasks).toEqual(['age']);
  });

  it('are refused as names of folders too, where no order of classes has them', async () => {
    const root = madeTree(Object.fromEntries(inTurn(0, 11, 12).map((age) => [`${age}/a.png`, PIC])));
    await expect(readDataSet('folder', root)).rejects.toMatchObject({ code: 'ambiguous' });
    expect((await readDataSet('folder', root, { labelOrders: ['ages'] })).tasks).toEqual(['age']);
  });
});

it('each order names its classes once', () => {
  for (const { codes } of LABEL_ORDERS) {
    const labels = [...(codes?.values() ?? [])].filter((label) => label !== null);
    expect(new Set(labels).size).toBe(labels.length);
  }
});
