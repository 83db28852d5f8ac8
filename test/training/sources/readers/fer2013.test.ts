import { join } from 'node:path';

import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { EXPRESSIONS } from '../../../../src/artifact/labels.ts';
import { inEnglish } from '../../../../src/messages/english.ts';
import { checkDataSet } from '../../../../src/training/sources/check/check.ts';
import { grayPng } from '../../../../src/training/sources/gray-png.ts';
import { openPictures } from '../../../../src/training/datasets/picture-source.ts';
import { prepare } from '../../../../src/training/datasets/prepared.ts';
import { readDataSet } from '../../../../src/training/sources/readers/index.ts';
import { asTarGz, madeTree, scratchFolder } from '../../../support/made-data.ts';

const SIDE = 48;
const pixelsOf = (seed: number) =>
  Array.from({ length: SIDE * SIDE }, (_, i) => (i * (seed + 3) + 31 * seed) % 256);
const USAGES = ['Training', 'PublicTest', 'PrivateTest'];
/** A picture of each class in each split; the two lists differ in the order of their columns alone. */
const rows = Array.from({ length: 21 }, (_, i) => ({
  emotion: i % 7,
  pixels: pixelsOf(i).join(' '),
  usage: USAGES[Math.floor(i / 7)]!,
}));
const fer2013 = ['emotion,pixels,Usage', ...rows.map((r) => `${r.emotion},${r.pixels},${r.usage}`)].join(
  '\n',
);
const icml = ['emotion, Usage, pixels', ...rows.map((r) => `${r.emotion},${r.usage},${r.pixels}`)].join(
  '\r\n',
);

describe.each([
  ['fer2013.csv', fer2013],
  ['icml_face_data.csv', icml],
])('%s', (name, list) => {
  it('is read, checked and prepared to the pixels that it holds, loose and packed', async () => {
    for (const root of [
      madeTree({ [name]: list }),
      join(madeTree({ [name]: list }), name),
      madeTree({ 'set.tar.gz': await asTarGz({ [`fer2013/${name}`]: list }) }),
    ]) {
      const dataSet = await readDataSet('fer2013', root);
      const training = dataSet.pictures.filter(({ split }) => split === 'train');
      // The order that Goodfellow et al. give.
      expect(training.map(({ expression }) => EXPRESSIONS[expression!])).toEqual(
        'anger disgust fear happiness sadness surprise neutral'.split(' '),
      );
      expect(dataSet.pictures.map(({ split }) => split)).toEqual(
        ['train', 'val', 'test'].flatMap((split) => Array.from({ length: 7 }, () => split)),
      );
      const set = await prepare(dataSet, { size: SIDE, color: 'gray', cacheFolder: scratchFolder() });
      expect(set.leftOut).toEqual([]);
      const source = openPictures(set.picturesPath, SIDE, 1);
      for (const { row, name: picture } of set.pictures)
        expect([...source.read(row).data]).toEqual(pixelsOf(Number(/\d+/.exec(picture)![0]) - 1));
      source.close();
      const report = await checkDataSet('fer2013', root);
      expect(report).toMatchObject({ files: 21, unreadable: [], unused: [], gray: 21 });
    }
  });
});

it('rows that hold no picture or no class are reported with their line', async () => {
  const bad = [
    '9,1 2 3 4,Training',
    '1,1 2 3 4,Somewhere',
    '1,1 2 3,Training',
    '1,1 2 3 999,Training',
    '1,,Training',
  ];
  const root = madeTree({ 'fer2013.csv': [fer2013, ...bad].join('\n') });
  const report = await checkDataSet('fer2013', root);
  expect(inEnglish(report.malformed)).toEqual([
    'fer2013.csv line 27: no pixels',
    'fer2013.csv line 23: FER2013 has no emotion "9" (0 to 6)',
    'fer2013.csv line 24: unknown usage "Somewhere"',
  ]);
  expect(inEnglish(report.unreadable.map(({ reason }) => reason))).toEqual([
    '3 pixels, which are no square (fer2013.csv line 25)',
    'a pixel is no number from 0 to 255 (fer2013.csv line 26)',
  ]);
});

it('writes gray pictures that a decoder reads back', async () => {
  const pixels = Uint8Array.from({ length: 6 * 4 }, (_, i) => i * 10);
  const { data, info } = await sharp(grayPng(pixels, 6)).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 6, height: 4 });
  expect([...data].filter((_, i) => i % info.channels === 0)).toEqual([...pixels]);
});
