/** Rows of cells as lines, columns one below the other. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, k) => Math.max(...rows.map((cells) => cells[k]!.length)));
  return rows.map((cells) => `  ${cells.map((cell, k) => cell.padEnd(widths[k]!)).join('   ')}`.trimEnd());
}
