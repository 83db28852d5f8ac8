import { existsSync } from 'node:fs';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { checkDataSet } from '../../../src/training/data/check.ts';
import { drawnFace, faceJpeg, facePng, madeTree } from '../../support/made-data.ts';

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

  it('stops when asked to', async () => {
    const root = madeTree({ 'happy/a.png': await facePng(1) });
    await expect(checkDataSet('folder', root, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'interrupted',
    });
  });

  it.skipIf(!existsSync(SHARED))(`finds in FER+ what is known of it (needs ${SHARED})`, async () => {
    const report = await checkDataSet('ferplus', SHARED);
    expect(report.duplicates).toMatchObject({ within: 1270 - 269, across: 269, extraCopies: 1519 });
    // 100 by the folders' own lists; the list at the root gives all copies the same votes.
    expect(report.conflicts).toBe(100);
    expect(report.unreadable).toEqual([]);
    expect(report.splits.train).toMatchObject({ images: 25_057, files: 28_558 });
    expect(report.splits.val).toMatchObject({ images: 3199, files: 3579 });
    expect(report.secondList).toMatchObject({ labelled: 25_045 + 3191 }); // the paper's own counts
    expect(report.repeatedRows).toHaveLength(3);
  });
});
