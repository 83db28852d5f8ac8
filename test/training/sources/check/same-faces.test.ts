import { expect, it } from 'vitest';

import { checkDataSet } from '../../../support/worded-data.ts';
import { reportLines } from '../../../../src/cli/output/data-report.ts';
import { facePng, madeTree } from '../../../support/made-data.ts';

const HEADER = 'file,expression,split,x,y,width,height';
const picture = await facePng(1, 100);

async function check(rows: readonly string[]) {
  const root = madeTree({ 'a.png': picture, 'list.csv': [HEADER, ...rows].join('\n') });
  const report = await checkDataSet('csv', root);
  return { ...report, lines: reportLines(report) };
}

it('finds one face in two splits where its boxes differ by a pixel', async () => {
  const { sameFaces, lines } = await check(['a.png,happy,train,10,10,40,40', 'a.png,happy,test,11,10,40,40']);
  const text = 'a.png (40 × 40 at 10, 10: training, 40 × 40 at 11, 10: test)';
  expect(sameFaces).toEqual({ across: [text], conflicting: [], dividedPictures: [] });
  expect(lines).toContain(
    `1 picture has a face in rows of several splits, so what is learned from one is met again in the other: ${text}.`,
  );
});

it('finds one face with two labels, also where one row has no box', async () => {
  const { sameFaces, conflicts, lines } = await check([
    'a.png,happy,train,10,10,40,40',
    'a.png,sad,train,,,,',
  ]);
  const text = 'a.png (40 × 40 at 10, 10: happiness, whole picture: sadness)';
  expect(sameFaces).toEqual({ across: [], conflicting: [text], dividedPictures: [] });
  expect(conflicts).toBe(1);
  expect(lines).toContain(`1 picture has a face in rows with labels that differ: ${text}.`);
  expect(lines.join()).not.toContain('identical pictures');
});

it('takes boxes that hardly overlap for different faces, and notes a picture that is in two splits', async () => {
  const apart = ['a.png,happy,train,0,0,40,40', 'a.png,sad,train,30,30,40,40'];
  expect((await check(apart)).sameFaces).toEqual({ across: [], conflicting: [], dividedPictures: [] });
  const { sameFaces, lines } = await check([apart[0]!, apart[1]!.replace('train', 'test')]);
  expect(sameFaces).toEqual({ across: [], conflicting: [], dividedPictures: ['a.png'] });
  expect(lines).toContain('1 picture has different faces in several splits: a.png.');
});
