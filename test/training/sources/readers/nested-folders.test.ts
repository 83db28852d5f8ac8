import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import { detectLayout, readDataSet } from '../../../support/worded-data.ts';
import { madeTree } from '../../../support/made-data.ts';

const PIC = 'a picture';
const tree = (...files: string[]) => madeTree(Object.fromEntries(files.map((file) => [file, PIC])));

describe('class folders that hold or lie in further folders', () => {
  it.each([
    ['persons by number', ['happy/21/a.png', 'happy/30/b.png', 'sad/23/c.png']],
    ['persons by name', ['happy/ann/a.png', 'sad/ben/x/c.png', 'happy/b.png']],
    ['splits within', ['happy/train/21/a.png', 'sad/test/23/c.png', 'happy/train/22/b.png']],
    ['classes last', ['ann/happy/a.png', 'ben/sad/c.png', 'ben/happy/b.png']],
    ['classes last, at different depths', ['ann/happy/a.png', 'ben/1/sad/c.png', 'happy/b.png']],
    ['classes halfway', ['ann/happy/1/a.png', 'ben/sad/2/c.png', 'ben/happy/1/b.png']],
  ])('give the label by the folders whose names are classes: %s', async (_, files) => {
    const { tasks, pictures, notes } = await readDataSet('folder', tree(...files));
    expect(tasks).toEqual(['expression']);
    expect(pictures).toHaveLength(3);
    for (const { file, expression } of pictures)
      expect(EXPRESSIONS[expression!]).toBe(file.includes('happy') ? 'happiness' : 'sadness');
    expect(notes).toEqual([expect.stringMatching(/^The folders happy, sad give the labels; .* not used: /)]);
  });

  it('take the split that is named, wherever it is', async () => {
    const root = tree('happy/train/21/a.png', 'sad/test/23/b.png', 'val/happy/22/c.png');
    const { pictures } = await readDataSet('folder', root);
    const splits = Object.fromEntries(pictures.map(({ file, split }) => [file, split]));
    expect(splits).toEqual({
      'happy/train/21/a.png': 'train',
      'sad/test/23/b.png': 'test',
      'val/happy/22/c.png': 'val',
    });
  });

  it.each([
    ['photos by day', ['2023/03/14/a.png', '2024/05/28/b.png']],
    ['photos by day of one month', ['2024/03/14/a.png', '2024/03/28/b.png']],
    ['classes and persons by number', ['1/21/a.png', '2/23/b.png']],
  ])('are refused where numbers lie in numbers: %s', async (_, files) => {
    const root = tree(...files);
    await expect(readDataSet('folder', root)).rejects.toThrow(/numbered folders lie in numbered folders/);
    const { layout, reason } = await detectLayout(root);
    expect([layout, reason]).toEqual([null, expect.stringContaining('numbered folders lie in numbered')]);
  });

  it('ask what numbers are that persons or places hold, and take the answer', async () => {
    const root = tree('ann/21/a.png', 'ben/33/b.png');
    await expect(readDataSet('folder', root)).rejects.toMatchObject({ code: 'ambiguous' });
    const { pictures } = await readDataSet('folder', root, { labelOrders: ['ages'] });
    expect(pictures.map(({ ageYears }) => ageYears)).toEqual([21, 33]);
  });

  it('ask whether numbers are ages that may be days of a month', async () => {
    const root = tree('photos/21/a.png', 'photos/28/b.png');
    await expect(readDataSet('folder', root)).rejects.toMatchObject({ code: 'ambiguous' });
    expect((await readDataSet('folder', root, { labelOrders: ['ages'] })).tasks).toEqual(['age']);
  });

  it('are ages as before where nothing else tells the pictures apart', async () => {
    const { pictures, notes } = await readDataSet('folder', tree('ages/21/a.png', 'ages/33/b.png'));
    expect(pictures.map(({ ageYears }) => ageYears)).toEqual([21, 33]);
    expect(notes).toEqual([]);
  });
});
