import { expect, test } from 'vitest';

import { splitByClass, splitByPerson } from '../../../../../src/main/core/features/retrain/jobs/split.ts';
import type { SplitPicture } from '../../../../../src/main/core/features/retrain/jobs/split.ts';
import type { CheckedPicture } from '../../../../../src/main/core/features/retrain/jobs/pictures.ts';
import { usedPictures } from '../../../../../src/main/core/features/retrain/jobs/pictures.ts';
import type { PreparedSet } from '../../../../../src/training/datasets/prepared.ts';

const picture = (
  n: number,
  label: string,
  person?: string,
  group = `g${label}${person}${n}`,
): SplitPicture => ({
  ...{ file: `${label}/${person}-${n}.png`, label, group },
  person,
});

test('each person is wholly on one side, about a fifth of the pictures held out', () => {
  const people = ['anna', 'ben', 'cleo', 'dora', 'emil'];
  const pictures = people.flatMap((person) =>
    ['on', 'off'].flatMap((label) => [1, 2, 3].map((n) => picture(n, label, person))),
  );
  const splits = splitByPerson(pictures);
  const sides = people.map((person) => {
    const own = new Set(pictures.filter((one) => one.person === person).map(({ file }) => splits.get(file)));
    expect(own.size).toBe(1);
    return [...own][0];
  });
  expect(sides.filter((side) => side === 'test')).toHaveLength(1);
});

test('of each class the last fifth is held out, and copies stay together', () => {
  const pictures = ['on', 'off'].flatMap((label) =>
    Array.from({ length: 10 }, (_, n) => picture(n, label, 'anna')),
  );
  const splits = splitByClass(pictures);
  expect(pictures.filter(({ file }) => splits.get(file) === 'test').map(({ file }) => file)).toEqual([
    'on/anna-8.png',
    'on/anna-9.png',
    'off/anna-8.png',
    'off/anna-9.png',
  ]);
  const copies = pictures.map((one) => (one.label === 'on' ? { ...one, group: 'same' } : one));
  const sides = new Set(
    copies.filter(({ label }) => label === 'on').map(({ file }) => splitByClass(copies).get(file)),
  );
  expect(sides.size).toBe(1);
});

test('other repairs, or another split, are another training: its checkpoint and teacher are not gone on with', () => {
  const of = (isUsed: boolean, split: 'train' | 'test') => {
    const pictures = [0, 1].map((row): CheckedPicture => ({
      ...picture(row, 'on', 'anna'),
      picture: { name: `${row}`, file: `${row}`, split: 'train', contentId: `c${row}`, row },
      ...{ isDark: false, isBlurred: false, isCopy: false, isNearCopy: false, isConflict: false },
      ...{ split: row === 0 ? 'train' : split, isUsed: row === 0 || isUsed },
    }));
    const prepared: PreparedSet = {
      ...{ folder: '', fingerprint: 'f', picturesPath: '', size: 8, channels: 1, pictures: [] },
      ...{ leftOut: [], clipped: [] },
    };
    return usedPictures({ prepared, pictures, split: 'class' }).fingerprint;
  };
  expect(new Set([of(true, 'train'), of(false, 'train'), of(true, 'test')]).size).toBe(3);
  expect(of(true, 'test')).toBe(of(true, 'test'));
});
