export interface Place {
  row: number;
  column: number;
}

/** Where an arrow key goes in a table; undefined for keys that do not move. */
export function movedTo(
  { row, column }: Place,
  key: string,
  { rows, columns }: { rows: number; columns: number },
): Place | undefined {
  const to = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row, column: 0 },
    End: { row, column: columns - 1 },
  }[key];
  if (!to) return undefined;
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, at));
  return { row: within(to.row, rows), column: within(to.column, columns) };
}
