import { expect, test } from 'vitest';

import { gridWindow } from '../../../../../src/renderer/components/shared/picture-grid/grid-window.ts';

const given = { count: 25_000, width: 852, height: 600, cell: 80, gap: 4, scrollTop: 0 };

test('cells grow so that a row fills the width', () => {
  const { columns, cell } = gridWindow(given);
  expect(columns).toBe(10);
  expect(cell).toBe(81);
  expect(columns * (cell + 4) - 4).toBeLessThanOrEqual(given.width);
});

test('exactly the rows in sight are seen, a few more are drawn', () => {
  const { first, last, firstRow, lastRow } = gridWindow({ ...given, scrollTop: 8500, beside: 2 });
  expect([first, last]).toEqual([1000, 1079]);
  expect([firstRow, lastRow]).toEqual([98, 109]);
});

test('every picture is seen at some place, and none beyond the end', () => {
  const count = 123;
  const { height, columns, cell } = gridWindow({ ...given, count });
  const seen = new Set<number>();
  for (let scrollTop = 0; scrollTop <= height; scrollTop += cell) {
    const { first, last, lastRow, rows } = gridWindow({ ...given, count, scrollTop });
    expect(lastRow).toBeLessThan(rows);
    for (let i = first; i <= last; i++) seen.add(i);
  }
  expect(seen.size).toBe(count);
  expect(Math.max(...seen)).toBe(count - 1);
  expect(height).toBe(Math.ceil(count / columns) * (cell + 4) - 4);
});

test('nothing to show, no room, and a scroll beyond the end', () => {
  expect(gridWindow({ ...given, count: 0 })).toMatchObject({ rows: 0, height: 0, last: -1, lastRow: -1 });
  expect(gridWindow({ ...given, width: 10 }).columns).toBe(1);
  expect(gridWindow({ ...given, count: 5, scrollTop: 99_999 })).toMatchObject({ first: 0, last: 4 });
});
