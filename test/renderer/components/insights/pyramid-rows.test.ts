import { expect, test } from 'vitest';

import { pyramidRows } from '../../../../src/renderer/components/insights/pyramid/pyramid-rows.ts';
import type { Pyramid } from '../../../../src/main/ipc/contract.ts';

const put = (value: number, low: number, high: number) => ({ value, low, high });

const BOTH: Pyramid = {
  ...{
    kind: 'pyramid',
    correctedFor: ['gender'],
    noFigures: null,
    neverObserved: [],
    unreported: [],
    isMisfit: false,
    isPartlyCovered: false,
    isCoverSuppressed: false,
    k: 10,
  },
  ages: ['18-24', '65+', 'unknown'],
  genders: ['male', 'female', 'unknown'],
  absent: [
    [false, false, true],
    [false, false, true],
    [true, true, false],
  ],
  counts: [
    [30, 50, null, 80],
    [null, 20, null, null],
    [null, null, 17, 17],
    [null, 70, 17, 140],
  ],
  corrected: [
    [put(35, 28, 61), put(45, 38, 52), null],
    [null, put(22, 12, 33), null],
    [null, null, null],
  ],
};

test('the oldest stand on top, the unreported apart', () => {
  const { rows, sides, unknown } = pyramidRows(BOTH)!;
  expect(rows.map(({ age }) => age)).toEqual(['65+', '18-24']);
  expect(sides).toEqual([
    { gender: 'male', total: null },
    { gender: 'female', total: 70 },
  ]);
  expect(rows[1]!.cells).toEqual([
    { raw: 30, corrected: put(35, 28, 61) },
    { raw: 50, corrected: put(45, 38, 52) },
  ]);
  expect(rows[0]!.cells[0]).toEqual({ raw: null, corrected: null });
  expect(unknown).toBe(17);
});

test('suppressed is what is shown as such, not what is no figure', () => {
  expect(pyramidRows(BOTH)!.hasSuppressed).toBe(true);
  const counts = [
    [30, 50, null, 80],
    [12, 20, null, 32],
    [null, null, 17, 17],
    [42, 70, 17, 129],
  ];
  expect(pyramidRows({ ...BOTH, counts })!.hasSuppressed).toBe(false);
  expect(pyramidRows({ ...BOTH, counts: counts.with(3, [42, null, 17, 129]) })!.hasSuppressed).toBe(true);
});

test('the scale holds bars and whiskers of both sides', () => {
  expect(pyramidRows(BOTH)!.most).toBe(61);
  expect(pyramidRows({ ...BOTH, corrected: BOTH.corrected.map((row) => row.map(() => null)) })!.most).toBe(
    50,
  );
});

test('where all is suppressed nothing is drawn', () => {
  const counts = BOTH.counts.map((row) => row.map(() => null));
  const shown = pyramidRows({
    ...BOTH,
    counts,
    corrected: BOTH.corrected.map((row) => row.map(() => null)),
  })!;
  expect([shown.most, shown.unknown]).toEqual([0, null]);
});

test('age alone has one side, gender alone one row, neither none', () => {
  const ages: Pyramid = {
    ...BOTH,
    genders: ['unknown'],
    counts: [
      [80, 80],
      [30, 30],
      [17, 17],
      [127, 127],
    ],
    corrected: [[null], [null], [null]],
  };
  const byAge = pyramidRows(ages)!;
  expect(byAge.sides).toEqual([{ gender: 'unknown', total: 127 }]);
  expect(byAge.rows.map(({ age, cells }) => [age, cells[0]!.raw])).toEqual([
    ['65+', 30],
    ['18-24', 80],
  ]);
  expect(byAge.unknown).toBe(17);

  const genders: Pyramid = {
    ...BOTH,
    ages: ['unknown'],
    counts: [
      [60, 70, 12, 142],
      [60, 70, 12, 142],
    ],
    corrected: [[null, null, null]],
  };
  const byGender = pyramidRows(genders)!;
  expect(byGender.rows.map(({ cells }) => cells.map(({ raw }) => raw))).toEqual([[60, 70]]);
  expect(byGender.unknown).toBe(12);

  expect(
    pyramidRows({
      ...ages,
      ages: ['unknown'],
      counts: [
        [9, 9],
        [9, 9],
      ],
    }),
  ).toBeNull();
});
