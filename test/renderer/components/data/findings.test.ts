import { expect, test } from 'vitest';

import { message } from '../../../../src/messages/message.ts';
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

test('faces in several rows are reported, the worse ones as problems', () => {
  const sameFaces = { across: ['a.png (x)'], conflicting: ['b.png (y)'], dividedPictures: ['c.png'] };
  expect(findings({ ...clean, sameFaces }).map(({ id, severity, files }) => [id, severity, files])).toEqual([
    ['facesAcross', 'bad', [{ name: 'a.png (x)' }]],
    ['facesConflicting', 'bad', [{ name: 'b.png (y)' }]],
    ['dividedPictures', 'quiet', [{ name: 'c.png' }]],
  ]);
});

test('findings are worded, and those that an earlier version stored as text stay', () => {
  const report: DataReport = {
    ...clean,
    missingClasses: [
      message('data.splitWithout', { split: 'val', labels: [{ label: 'fear' }, { label: 'male' }] }),
    ],
    notes: [
      'Lists in folders are not used: a/b.csv.',
      message('data.unusedColumns', { list: 'l.csv', columns: ['a', 'b'] }),
    ],
    unused: [
      { reason: message('data.votedNoFace'), files: ['a.png'] },
      { reason: 'its row cannot be used', files: ['b.png'] },
    ],
    conflictingRows: [
      message('data.rows', { name: 'a.png', first: 'l.csv line 2', second: 'l.csv line 3' }),
      'b.png (x and y)',
    ],
  };
  const found = findings(report);
  expect(found.map(({ text }) => text)).toEqual([
    '2 pictures have rows with different labels or splits; the first row is used.',
    'The validation split has no picture of fear, man.',
    '1 picture is not used: its votes say: not a face (NF).',
    '1 picture is not used: its row cannot be used.',
    'Lists in folders are not used: a/b.csv.',
    'Columns of l.csv that are not used: a, b.',
  ]);
  expect(found[0]!.files).toEqual([
    { name: 'a.png (l.csv line 2 and l.csv line 3)' },
    { name: 'b.png (x and y)' },
  ]);
});
