import { expect, it } from 'vitest';

import { assign } from '../../../../src/inference/live/tracking/assign.ts';
import { randomFor } from '../../../../src/common/math/random.ts';

/** The least sum over every way to give rows columns. */
function leastSum(costs: readonly (readonly number[])[], limit: number): number {
  const best = (row: number, taken: ReadonlySet<number>): number => {
    if (row === costs.length) return 0;
    let least = limit + best(row + 1, taken);
    costs[row]!.forEach((cost, column) => {
      if (cost < limit && !taken.has(column))
        least = Math.min(least, cost + best(row + 1, new Set([...taken, column])));
    });
    return least;
  };
  return best(0, new Set());
}

it('is as good as the best of all ways', () => {
  const random = randomFor(3, 'assign');
  for (let round = 0; round < 400; round++) {
    const [rows, columns] = [1 + random.int(5), random.int(6)];
    const costs = Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => (random.bool(0.2) ? Infinity : random.uniform(0, 14))),
    );
    const columnOf = assign(costs, 10);
    const taken = columnOf.filter((column) => column !== null);
    expect(new Set(taken).size).toBe(taken.length);
    const sum = columnOf.reduce<number>(
      (total, column, row) => total + (column === null ? 10 : costs[row]![column]!),
      0,
    );
    expect(sum).toBeCloseTo(leastSum(costs, 10), 8);
  }
});

it('gives nobody anything where there are no columns, and never a pair at the limit', () => {
  expect(assign([[], []], 5)).toEqual([null, null]);
  expect(assign([], 5)).toEqual([]);
  expect(assign([[5, 7]], 5)).toEqual([null]);
});

it('lets one wait so that both get what is best together', () => {
  expect(
    assign(
      [
        [1, 2],
        [1, 9],
      ],
      10,
    ),
  ).toEqual([1, 0]);
});
