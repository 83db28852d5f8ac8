import { munkres } from 'munkres';

/**
 * Gives each row at most one column so that the sum of costs is least, where a row without one costs `limit` (the
 * Hungarian algorithm, Kuhn 1955).
 * @param costs [rows][columns]; from `limit` on a pair is never made
 * @returns the column of each row, or null
 */
export function assign(costs: readonly (readonly number[])[], limit: number): (number | null)[] {
  const columns = costs[0]?.length ?? 0;
  if (columns === 0) return costs.map(() => null);
  // Behind the columns each row has one of its own that means none.
  const never = 2 * limit * (costs.length + 1);
  const padded = costs.map((row, i) => [
    ...row.map((cost) => (cost < limit ? cost : never)),
    ...costs.map((_, k) => (k === i ? limit : never)),
  ]);
  const assigned: (number | null)[] = costs.map(() => null);
  for (const [row, column] of munkres(padded)) if (column < columns) assigned[row] = column;
  return assigned;
}
