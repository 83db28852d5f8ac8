import { expect, test } from 'vitest';

import { findings } from '../../../../src/renderer/components/data/findings.ts';
import type { DataReport } from '../../../../src/main/ipc/contract.ts';

const split = (images: number, classes: Record<string, number> = {}) => ({ images, files: images, classes });
const clean: DataReport = {
  layout: 'ferplus',
  root: '/data',
  splits: { train: split(500, { neutral: 300, fear: 200 }), val: split(50), test: split(0) },
  unreadable: [],
  duplicates: { within: 0, across: 0, extraCopies: 0, groups: [] },
  conflicts: 0,
  conflictingRows: [],
  nearDuplicates: { groups: 0, pictures: 0, across: 0 },
  files: 550,
  lists: [],
  notes: [],
  unused: [],
  boxes: { outside: [], clipped: [] },
  missingClasses: [],
  rowsWithoutFile: [],
  filesWithoutRow: [],
  repeatedRows: [],
  malformed: [],
  odd: { cmyk: [], exifTurned: [], verySmall: [], veryLarge: [], misnamed: [] },
  gray: 0,
};

test('what is fine is not said', () => expect(findings(clean)).toEqual([]));

test('the worst comes first, with its files and a way to its pictures', () => {
  const found = findings({
    ...clean,
    unreadable: [{ file: 'a.png', reason: 'premature end' }],
    odd: { ...clean.odd, verySmall: ['b.png', 'c.png'] },
    duplicates: {
      within: 0,
      across: 1,
      extraCopies: 1,
      groups: [
        {
          files: ['d.png', 'e.png'],
          across: true,
          conflict: false,
        },
      ],
    },
  });
  expect(found.map(({ id, severity }) => [id, severity])).toEqual([
    ['across', 'bad'],
    ['unreadable', 'bad'],
    ['verySmall', 'warn'],
  ]);
  expect(found[0]).toMatchObject({ files: [{ name: 'd.png = e.png' }], filter: { only: 'duplicates' } });
  expect(found[1]!.files).toEqual([{ name: 'a.png', detail: 'premature end' }]);
});

test('a class of few training pictures is named, with what it needs', () => {
  const few = findings({
    ...clean,
    splits: { ...clean.splits, train: split(500, { neutral: 459, fear: 41 }) },
  });
  expect(few.map(({ text }) => text)).toEqual([
    'Too few training pictures of fear: 41, at least 100 recommended.',
  ]);
  expect(few[0]!.filter).toEqual({ task: 'expression', label: 6, split: 'train' });
});

test('faces in several rows are told, the worse ones as problems', () => {
  const sameFaces = { across: ['a.png (x)'], conflicting: ['b.png (y)'], dividedPictures: ['c.png'] };
  expect(findings({ ...clean, sameFaces }).map(({ id, severity, files }) => [id, severity, files])).toEqual([
    ['facesAcross', 'bad', [{ name: 'a.png (x)' }]],
    ['facesConflicting', 'bad', [{ name: 'b.png (y)' }]],
    ['dividedPictures', 'quiet', [{ name: 'c.png' }]],
  ]);
});
