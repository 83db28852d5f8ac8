import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import { madeTree } from '../../../support/made-data.ts';
import { detectLayout, readDataSet } from '../../../support/worded-data.ts';

const PIC = 'not decoded here';
const LIST = 'basic/EmoLabel/list_patition_label.txt';
const aligned = (name: string) => `basic/Image/aligned/${name}_aligned.jpg`;

describe('RAF-DB', () => {
  it('has seven classes in its own order, and the split that the names state', async () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((code) => `train_0000${code}.jpg ${code}`);
    const pictures = [1, 2, 3, 4, 5, 6, 7].map((n) => [aligned(`train_0000${n}`), PIC]);
    const tree = { ...Object.fromEntries(pictures), [aligned('test_0001')]: PIC } as Record<string, string>;
    const root = madeTree({ ...tree, [LIST]: [...rows, 'test_0001.jpg 4', ''].join('\r\n') });
    expect(await detectLayout(root)).toMatchObject({ layout: 'raf-db', name: 'RAF-DB' });
    const found = await readDataSet('raf-db', root);
    expect(
      found.pictures.map(({ name, split, expression }) => [name, split, EXPRESSIONS[expression!]]),
    ).toEqual([
      ['train_00001.jpg', 'train', 'surprise'],
      ['train_00002.jpg', 'train', 'fear'],
      ['train_00003.jpg', 'train', 'disgust'],
      ['train_00004.jpg', 'train', 'happiness'],
      ['train_00005.jpg', 'train', 'sadness'],
      ['train_00006.jpg', 'train', 'anger'],
      ['train_00007.jpg', 'train', 'neutral'],
      ['test_0001.jpg', 'test', 'happiness'],
    ]);
    expect(found).toMatchObject({ malformed: [], filesWithoutRow: [], rowsWithoutFile: [], unlabeled: [] });
  });

  it('is read from the cut-out faces where the photos lie beside them; what does not fit is named', async () => {
    const photo = 'basic/Image/original/train_00001.jpg';
    const root = madeTree({
      [photo]: PIC,
      [aligned('train_00001')]: PIC,
      [aligned('train_00002')]: PIC,
      [aligned('train_00009')]: PIC,
      [LIST]: [
        'train_00001.jpg 5',
        'train_00001.jpg 4',
        'train_00002.jpg 8',
        'test_0007.jpg 1',
        'nonsense',
      ].join('\n'),
    });
    const found = await readDataSet('raf-db', root);
    expect(found.pictures).toEqual([
      { name: 'train_00001.jpg', file: aligned('train_00001'), split: 'train', expression: 3 },
    ]);
    expect(found.malformed).toHaveLength(2);
    expect(found.malformed.join()).toMatch(/line 3.*1 to 7.*line 5/);
    expect(found).toMatchObject({ rowsWithoutFile: ['test_0007.jpg'], repeatedRows: ['train_00001.jpg'] });
    expect(found.conflictingRows.join()).toContain('line 2');
    expect(found.filesWithoutRow).toEqual([aligned('train_00009')]);
    expect(found.unlabeled?.map(({ file }) => file)).toContain(photo);
  });

  it('notes photos that are taken whole', async () => {
    const root = madeTree({
      'train_1.jpg': PIC,
      'test_1.jpg': PIC,
      'list_patition_label.txt': 'train_1.jpg 5\ntest_1.jpg 4',
    });
    const { notes } = await readDataSet('raf-db', root);
    expect(notes).toEqual(['2 pictures are not aligned (_aligned in the name) and taken whole as a face.']);
  });

  it('without its list is refused with what is expected', async () => {
    const root = madeTree({ [aligned('train_00001')]: PIC });
    await expect(readDataSet('raf-db', root)).rejects.toMatchObject({ code: 'mismatch' });
    await expect(
      readDataSet('raf-db', madeTree({ [aligned('train_00001')]: PIC, [LIST]: 'x 9' })),
    ).rejects.toMatchObject({
      code: 'mismatch',
    });
  });
});
