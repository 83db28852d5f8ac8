import { expect, test } from 'vitest';

import { boundsOf } from '../../../../../../src/main/core/features/audience/suppression/attack.ts';
import {
  absentIn,
  withTotals,
} from '../../../../../../src/main/core/features/audience/suppression/margins.ts';
import {
  suppress,
  suppressRow,
} from '../../../../../../src/main/core/features/audience/suppression/suppress.ts';
import { randomFor } from '../../../../../../src/common/math/random.ts';

type Published = (number | null)[][];

/** Tables as an audience has them: many small figures, some zeros, a few large ones. */
function randomTable(seed: number, rows: number, columns: number, most: number): number[][] {
  const random = randomFor(seed, 'table');
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () =>
      random.bool(0.15) ? 0 : Math.floor(most * random.uniform(0, 1) ** 3),
    ),
  );
}

/**
 * The attacker who tries everything: all tables of whole numbers that agree with what is published. Grows a table figure
 * by figure; shown totals bound it, suppressed ones are at most `most`.
 * @returns the smallest and the largest value of each place
 */
function enumerated(shown: Published, most: number): { low: number[][]; high: number[][]; tables: number } {
  const [rows, columns] = [shown.length - 1, shown[0]!.length - 1];
  const table = Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
  const low = shown.map((row) => row.map(() => Infinity));
  const high = shown.map((row) => row.map(() => -Infinity));
  let tables = 0;
  const agrees = (value: number, published: number | null) => published === null || published === value;
  const visit = (at: number): void => {
    if (at === rows * columns) {
      const all = withTotals(table);
      if (!all.every((row, i) => row.every((value, j) => agrees(value, shown[i]![j]!)))) return;
      tables++;
      all.forEach((row, i) =>
        row.forEach((value, j) => {
          low[i]![j] = Math.min(low[i]![j]!, value);
          high[i]![j] = Math.max(high[i]![j]!, value);
        }),
      );
      return;
    }
    const [i, j] = [Math.floor(at / columns), at % columns];
    const known = shown[i]![j]!;
    const left = (shown[i]![columns] ?? most) - table[i]!.slice(0, j).reduce((a, b) => a + b, 0);
    const below = (shown[rows]![j] ?? most) - table.slice(0, i).reduce((a, row) => a + row[j]!, 0);
    const used = table.flat().reduce((a, b) => a + b, 0);
    const top = Math.min(left, below, (shown[rows]![columns] ?? most) - used);
    for (let value = known ?? 0; value <= (known ?? top); value++) {
      table[i]![j] = value;
      visit(at + 1);
    }
    table[i]![j] = 0;
  };
  visit(0);
  return { low, high, tables };
}

/** How many tables there may be to try, at most. */
function triesOf(shown: Published, most: number): number {
  const free = shown
    .slice(0, -1)
    .flatMap((row) => row.slice(0, -1).filter((figure) => figure === null)).length;
  const total = shown.at(-1)!.at(-1) ?? most;
  let tries = 1;
  for (let i = 1; i <= free; i++) tries *= (total + i) / i;
  return tries;
}

test('the attacker who tries every table cannot narrow a small figure down to less than k', () => {
  const k = 3;
  let small = 0;
  for (let seed = 0; seed < 400; seed++) {
    const [rows, columns] = [1 + (seed % 3), 2 + (seed % 2)];
    const random = randomFor(seed, 'absent');
    const figures = randomTable(seed, rows, columns, 9).map((row) =>
      row.map((count) => (seed % 2 && random.bool(0.2) ? null : count)),
    );
    const all = withTotals(figures);
    const absent = absentIn(figures);
    const shown = suppress(figures, k).map((row, i) => row.map((figure, j) => (absent[i]![j] ? 0 : figure)));
    const most = all.at(-1)!.at(-1)! + k;
    if (triesOf(shown, most) > 20_000) continue;
    const { low, high, tables } = enumerated(shown, most);
    expect(tables).toBeGreaterThan(0);
    all.forEach((row, i) =>
      row.forEach((count, j) => {
        if (count >= k || absent[i]![j]) return;
        small++;
        expect(shown[i]![j]).toBeNull();
        expect(high[i]![j]! - low[i]![j]!, `seed ${seed}, ${JSON.stringify(all)}`).toBeGreaterThanOrEqual(k);
      }),
    );
  }
  expect(small).toBeGreaterThan(500);
});

test('the bounds that protect are those of the attacker who tries every table', () => {
  let compared = 0;
  for (let seed = 0; seed < 150; seed++) {
    const random = randomFor(seed, 'hide');
    const counts = randomTable(seed, 2, 2 + (seed % 2), 7);
    const all = withTotals(counts);
    const suppressed = all.map((row, i) =>
      row.map((_, j) => (i < all.length - 1 || j < row.length - 1) && random.bool(0.6)),
    );
    const shown = all.map((row, i) => row.map((count, j) => (suppressed[i]![j] ? null : count)));
    if (triesOf(shown, 0) > 20_000) continue;
    compared++;
    const { low, high } = enumerated(shown, all.at(-1)!.at(-1)!);
    all.forEach((row, i) =>
      row.forEach((_, j) => {
        if (suppressed[i]![j])
          expect(boundsOf({ counts: all, suppressed }, [i, j])).toEqual([low[i]![j], high[i]![j]]);
      }),
    );
  }
  expect(compared).toBeGreaterThan(60);
});

test('larger tables: every small figure keeps a range of at least k, and most of what is large is shown', () => {
  let [shownLarge, large] = [0, 0];
  for (let seed = 0; seed < 300; seed++) {
    const counts = randomTable(seed, 7, 3, 120);
    const all = withTotals(counts);
    const shown = suppress(counts, 10);
    const suppressed = shown.map((row) => row.map((figure) => figure === null));
    all.forEach((row, i) =>
      row.forEach((count, j) => {
        if (count < 10) {
          const [low, high] = boundsOf({ counts: all, suppressed }, [i, j]);
          expect(high - low).toBeGreaterThanOrEqual(10);
        } else {
          large++;
          if (shown[i]![j] !== null) shownLarge++;
        }
        if (shown[i]![j] !== null) expect(shown[i]![j]).toBe(count);
      }),
    );
  }
  expect(shownLarge / large).toBeGreaterThan(0.6);
});

test('one small figure takes exactly one rectangle with it', () => {
  const shown = suppress(
    [
      [4, 50, 60],
      [70, 80, 90],
      [55, 65, 75],
    ],
    10,
  );
  expect(shown.flat().filter((figure) => figure === null)).toHaveLength(4);
  expect(shown.at(-1)).toEqual([129, 195, 225, 549]);
});

test('without a small figure nothing is suppressed; a table of fewer than k is suppressed wholly', () => {
  expect(
    suppress(
      [
        [10, 20],
        [30, 40],
      ],
      10,
    ),
  ).toEqual([
    [10, 20, 30],
    [30, 40, 70],
    [40, 60, 100],
  ]);
  expect(
    suppress(
      [
        [1, 2],
        [3, 0],
      ],
      10,
    )
      .flat()
      .every((figure) => figure === null),
  ).toBe(true);
  expect(suppress([], 10)).toEqual([[null]]);
});

test('a row: one small figure takes the next smallest with it', () => {
  expect(suppressRow([3, 40, 12, 90], 10)).toEqual({ counts: [null, 40, null, 90], total: 145 });
  expect(suppressRow([3, 4, 8, 90], 10)).toEqual({ counts: [null, null, null, 90], total: 105 });
  expect(suppressRow([3, 4], 10)).toEqual({ counts: [null, null], total: null });
  expect(suppressRow([12], 10)).toEqual({ counts: [12], total: 12 });
});
