import { existsSync } from 'node:fs';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { checkDataSet } from '../../../support/worded-data.ts';
import type { Layout } from '../../../../src/training/sources/types.ts';
import {
  asTar,
  drawnFace,
  faceJpeg,
  facePng,
  madeTree,
  type Tree,
  votesFor,
} from '../../../support/made-data.ts';
import { needs } from '../../../support/needs.ts';

const SHARED = '../shared/data/ferplus';

describe('checkDataSet', () => {
  it('reports every kind of bad and odd picture, and goes on', async () => {
    const jpeg = await faceJpeg(1);
    const huge = { width: 12_000, height: 12_000, channels: 3 as const, background: '#456' };
    const bomb = { width: 20_000, height: 20_000, channels: 3 as const, background: '#456' };
    const root = madeTree({
      'happy/good ü.jpg': jpeg,
      'happy/truncated.jpg': jpeg.subarray(0, jpeg.length - 200),
      'happy/cut.png': (await facePng(2)).subarray(0, 700),
      'happy/zero.jpg': '',
      'happy/text.jpg': 'this is no picture',
      'happy/drawing.png': '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
      'happy/bomb.png': await sharp({ create: bomb, limitInputPixels: false }).png().toBuffer(),
      'happy/huge.jpg': await sharp({ create: huge }).jpeg().toBuffer(),
      'sad/cmyk.jpg': await drawnFace(3).toColourspace('cmyk').jpeg().toBuffer(),
      'sad/gray.png': await drawnFace(4).toColourspace('b-w').png().toBuffer(),
      'sad/turned.jpg': await drawnFace(5).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      'sad/pixel.png': await drawnFace(6, 1).png().toBuffer(),
      'sad/really a.png': await faceJpeg(7),
    });
    const steps: number[] = [];
    const report = await checkDataSet('folder', root, { onProgress: (done) => steps.push(done) });
    expect(report.unreadable).toEqual([
      { file: 'happy/bomb.png', reason: 'too many pixels' },
      { file: 'happy/cut.png', reason: 'truncated or damaged' },
      { file: 'happy/drawing.png', reason: 'not a picture' },
      { file: 'happy/text.jpg', reason: 'not a picture' },
      { file: 'happy/truncated.jpg', reason: 'truncated or damaged' },
      { file: 'happy/zero.jpg', reason: 'empty file' },
    ]);
    expect(report.odd).toEqual({
      cmyk: ['sad/cmyk.jpg'],
      exifTurned: ['sad/turned.jpg'],
      verySmall: ['sad/pixel.png'],
      veryLarge: ['happy/huge.jpg'],
      misnamed: ['sad/really a.png'],
    });
    expect(report.gray).toBe(1);
    expect(steps).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
    const { train, val, test } = report.splits;
    expect(train.files + val.files + test.files).toBe(13);
    expect(train.images + val.images + test.images).toBe(7);
  });

  it('counts groups of identical pictures, across before within, and those with other labels', async () => {
    const [a, b, c] = await Promise.all([facePng(1), facePng(2), facePng(3)]);
    const root = madeTree({
      'train/happy/a1.png': a,
      'train/happy/a2.png': a,
      'val/sad/a3.png': a,
      'train/sad/b1.png': b,
      'train/sad/b2.png': b,
      'val/sad/c.png': c,
      'train/sad/zero1.png': '',
      'train/sad/zero2.png': '',
    });
    const { duplicates, conflicts, splits } = await checkDataSet('folder', root);
    expect(duplicates).toMatchObject({ within: 1, across: 1, extraCopies: 3 });
    expect(duplicates.groups.map(({ files }) => files)).toEqual([
      ['train/happy/a1.png', 'train/happy/a2.png', 'val/sad/a3.png'],
      ['train/sad/b1.png', 'train/sad/b2.png'],
    ]);
    expect(conflicts).toBe(1);
    expect(splits.train).toMatchObject({
      images: 4,
      files: 6,
      classes: { happiness: 2, sadness: 2, fear: 0 },
    });
    expect(splits.test).toMatchObject({ images: 0, files: 0 });
  });

  it('reports boxes that lie outside their picture or reach beyond it, as stored or turned', async () => {
    const wide = await drawnFace(1, 60).resize(60, 20, { fit: 'fill' }).jpeg().toBuffer();
    const turned = await sharp(wide).withMetadata({ orientation: 6 }).jpeg().toBuffer(); // shown as 20 x 60
    const root = madeTree({
      'l.csv': [
        'file,split,gender,x,y,width,height',
        'wide.jpg,train,m,40,5,10,10',
        'wide.jpg,train,m,-5,0,10,10',
        'turned.jpg,train,f,5,40,10,10',
        'turned.jpg,train,f,40,5,10,10',
        'wide.jpg,train,m,-6,0,10,10',
        'wide.jpg,train,m,53,13,10,10',
        'wide.jpg,train,m,54,13,20,1',
      ].join('\n'),
      'wide.jpg': wide,
      'turned.jpg': turned,
    });
    const { boxes, splits, files } = await checkDataSet('csv', root);
    expect(boxes).toEqual({
      outside: [
        'turned.jpg (10 × 10 at 40, 5 in 20 × 60 pixels)',
        'wide.jpg (10 × 10 at -6, 0 in 60 × 20 pixels)',
        'wide.jpg (10 × 10 at 53, 13 in 60 × 20 pixels)',
        'wide.jpg (20 × 1 at 54, 13 in 60 × 20 pixels)',
      ],
      clipped: ['wide.jpg (10 × 10 at -5, 0 in 60 × 20 pixels)'],
    });
    expect(splits.train).toMatchObject({ images: 3, files: 2, classes: { male: 2, female: 1 } });
    expect(files).toBe(2);
    const stored = await checkDataSet('csv', root, { boxOrientation: 'stored' });
    expect(stored.boxes.outside).toContain('turned.jpg (10 × 10 at 5, 40 in 60 × 20 pixels)');
  });

  it('reports a class that a split lacks, a single class, and no label at all', async () => {
    const png = await facePng(1);
    const missing = async (tree: Tree, layout: Layout = 'folder') =>
      (await checkDataSet(layout, madeTree(tree))).missingClasses;
    expect(
      await missing({ 'train/happy/1.png': png, 'train/sad/1.png': png, 'test/sad/2.png': await facePng(2) }),
    ).toEqual(['The test split has no picture of happiness.']);
    expect(await missing({ 'train/happy/1.png': png, 'test/happy/2.png': await facePng(2) })).toEqual([
      'All pictures with a label for expression show one class: happiness.',
    ]);
    const notFaces = {
      'FER2013Train/a.png': png,
      'FER2013Train/b.png': await facePng(2),
      'FER2013Train/label.csv': `a.png,x,${votesFor(9)}\nb.png,x,${votesFor(9)}\n`,
    };
    expect(await missing(notFaces, 'ferplus')).toEqual(['No picture has a usable label.']);
    const { unused, files } = await checkDataSet('ferplus', madeTree(notFaces));
    expect(files).toBe(2);
    expect(unused).toEqual([
      { reason: 'its votes say: not a face (NF)', files: ['FER2013Train/a.png', 'FER2013Train/b.png'] },
    ]);
  });

  it('explains each file that is not used, once', async () => {
    const png = await facePng(1);
    const root = madeTree({
      'l.csv': 'file,gender,age\na.png,male,3\nb.png,,10-19\nc.png,grumpy,\nd.png,female,4\n',
      ...Object.fromEntries(['a', 'b', 'c', 'e'].map((name) => [`${name}.png`, png])),
      'd.png': 'no picture',
      'f.png': 'no picture either',
    });
    const { files, unused, unreadable, splits } = await checkDataSet('csv', root);
    expect(unused).toEqual([
      { reason: 'its row gives no usable label', files: ['b.png'] },
      { reason: 'its row cannot be used', files: ['c.png'] },
      { reason: 'no row or name gives it a label', files: ['e.png'] },
    ]);
    expect(unreadable.map(({ file }) => file)).toEqual(['d.png', 'f.png']);
    const used = splits.train.images + splits.val.images + splits.test.images;
    expect(files).toBe(used + unused.length + unreadable.length);
  });

  it('stops on request', async () => {
    const root = madeTree({ 'happy/a.png': await facePng(1) });
    await expect(checkDataSet('folder', root, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  it(
    'finds in FER+ what is known of it',
    // It reads 32,137 pictures.
    { ...needs(existsSync(SHARED) ? undefined : `${SHARED} is not there`), timeout: 240_000 },
    async () => {
      const report = await checkDataSet('ferplus', SHARED);
      expect(report.duplicates).toMatchObject({ within: 1270 - 269, across: 269, extraCopies: 1519 });
      // 100 by the folders' own lists; the list at the root gives all copies the same votes.
      expect(report.conflicts).toBe(100);
      expect(report.unreadable).toEqual([]);
      // The paper's own counts.
      expect(report.splits.train).toMatchObject({ images: 25_045, files: 28_558 });
      expect(report.splits.val).toMatchObject({ images: 3191, files: 3579 });
      expect(report.lists).toEqual(['FER2013Train/label.csv', 'FER2013Valid/label.csv']);
      expect(report.secondList).toMatchObject({ list: 'fer2013new.csv', labelled: 25_057 + 3199 });
      expect(report.files).toBe(32_137);
      const unused = report.unused.reduce((sum, { files }) => sum + files.length, 0);
      expect(unused).toBe(32_137 - 25_045 - 3191);
    },
  );
});

it('names the picture of one archive that another one of its path hides', async () => {
  const [one, other] = [await facePng(1), await facePng(2)];
  const root = madeTree({
    'a.tar': await asTar({ 'happy/x.png': one, 'sad/y.png': one }),
    'b.tar': await asTar({ 'happy/x.png': other, 'sad/y.png': one }),
  });
  expect((await checkDataSet('folder', root)).skipped).toEqual([
    { file: 'happy/x.png', reason: 'b.tar holds another file of this path; the one in a.tar is read' },
  ]);
});
