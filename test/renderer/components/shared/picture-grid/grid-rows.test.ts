import { expect, test } from 'vitest';

import { stepOf } from '../../../../../src/renderer/components/shared/grid-keys.ts';
import { slotRows } from '../../../../../src/renderer/components/shared/picture-grid/grid-rows.ts';

test('a row keeps its slot while it is drawn, and no two share one', () => {
  const slots = 14;
  let before = new Map<number, number>();
  for (let first = 0; first < 100; first += 3) {
    const rows = slotRows(first, first + slots - 1, slots);
    expect(new Set(rows.map(({ slot }) => slot)).size).toBe(slots);
    expect(rows.map(({ slot }) => slot)).toEqual(rows.map(({ slot }) => slot).toSorted((a, b) => a - b));
    const now = new Map(rows.map(({ row, slot }) => [row, slot]));
    for (const [row, slot] of before) if (now.has(row)) expect(now.get(row)).toBe(slot);
    before = now;
  }
});

test('of an empty list there are no rows', () => {
  expect(slotRows(0, -1, 14)).toEqual([]);
});

test('keys go by cells, rows, pages, and to the ends', () => {
  const grid = { columns: 10, rowsInSight: 7, count: 999 };
  const by = (key: string) => stepOf(key, grid);
  expect(['ArrowLeft', 'ArrowDown', 'PageUp', 'End', 'x'].map(by)).toEqual([-1, 10, -70, 999, undefined]);
  expect(stepOf('PageDown', { ...grid, rowsInSight: 0 })).toBe(10);
});
