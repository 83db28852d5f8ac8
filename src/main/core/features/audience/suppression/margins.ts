/** Counts with their totals: the last row and the last column are sums of the others. */
export type CountsWithTotals = readonly (readonly number[])[];

/** Which figures are suppressed, in the shape of the counts. */
export type Suppressed = boolean[][];

/** A figure, or null where it is public that there is none: the shop is closed then. */
export type Figure = number | null;

/** Adds a column of row totals and a row of column totals; figures that there are not count as 0. */
export function withTotals(figures: readonly (readonly Figure[])[]): number[][] {
  const counts = figures.map((row) => row.map((figure) => figure ?? 0));
  const rows = counts.map((row) => [...row, sum(row)]);
  const columns = rows[0]?.map((_, j) => sum(rows.map((row) => row[j]!))) ?? [0];
  return [...rows, columns];
}

/** Which places hold no figure, totals included. */
export function absentIn(figures: readonly (readonly Figure[])[]): boolean[][] {
  const rows = figures.map((row) => [
    ...row.map((figure) => figure === null),
    row.every((figure) => figure === null),
  ]);
  const columns = rows[0]?.map((_, j) => rows.every((row) => row[j])) ?? [false];
  return [...rows, columns];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Tables of one shape as one; where none of them has a figure, it has none. */
export function summed(tables: readonly (readonly (readonly Figure[])[])[]): Figure[][] {
  return tables[0]!.map((row, i) =>
    row.map((_, j) => {
      const some = tables.map((table) => table[i]![j]!).filter((figure) => figure !== null);
      return some.length > 0 ? sum(some) : null;
    }),
  );
}
