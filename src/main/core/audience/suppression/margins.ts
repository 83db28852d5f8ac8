/** Counts with their totals: the last row and the last column are sums of the others. */
export type CountsWithTotals = readonly (readonly number[])[];

/** Which figures are hidden, in the shape of the counts. */
export type Hidden = boolean[][];

/** Adds a column of row totals and a row of column totals. */
export function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const rows = counts.map((row) => [...row, sum(row)]);
  const columns = rows[0]?.map((_, j) => sum(rows.map((row) => row[j]!))) ?? [0];
  return [...rows, columns];
}

/** What is published: null where a figure is hidden. */
export function published(counts: CountsWithTotals, hidden: Hidden): (number | null)[][] {
  return counts.map((row, i) => row.map((count, j) => (hidden[i]![j] ? null : count)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
