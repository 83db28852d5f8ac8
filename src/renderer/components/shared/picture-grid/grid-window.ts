export interface GridWindow {
  columns: number;
  /** Side of a cell so that a row fills the width, px. */
  cell: number;
  /** Of the whole grid. */
  rows: number;
  height: number;
  /** Rows that are drawn: in sight, and some beside. */
  firstRow: number;
  lastRow: number;
  /** Cells in sight, the last inclusive; −1 where there is none. */
  first: number;
  last: number;
}

/** What of a grid of equal cells must exist right now. Sizes in px. */
export function gridWindow(given: {
  count: number;
  width: number;
  height: number;
  /** How large a cell is at least, as long as one fits. */
  cell: number;
  gap: number;
  scrollTop: number;
  /** Rows beyond the edges. */
  beside?: number;
}): GridWindow {
  const { count, width, height, gap, scrollTop, beside = 3 } = given;
  const columns = Math.max(1, Math.floor((width + gap) / (given.cell + gap)));
  const cell = Math.max(given.cell, Math.floor((width + gap) / columns) - gap);
  const step = cell + gap;
  const rows = Math.ceil(count / columns);
  const firstSeen = clamp(Math.floor(scrollTop / step), 0, Math.max(0, rows - 1));
  const lastSeen = clamp(Math.floor((scrollTop + Math.max(1, height) - 1) / step), 0, Math.max(0, rows - 1));
  return {
    columns,
    cell,
    rows,
    height: rows === 0 ? 0 : rows * step - gap,
    firstRow: Math.max(0, firstSeen - beside),
    lastRow: Math.min(rows - 1, lastSeen + beside),
    first: count === 0 ? 0 : firstSeen * columns,
    last: Math.min(count - 1, (lastSeen + 1) * columns - 1),
  };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
