/**
 * Which row of a grid stands in which of its slots. A row keeps its slot as long as it is drawn, and the slot of a row that
 * has gone takes the next one: nothing is made anew while the page moves.
 * @param slots at least as many as there are rows
 */
export function slotRows(firstRow: number, lastRow: number, slots: number): { slot: number; row: number }[] {
  const rows: { slot: number; row: number }[] = [];
  for (let row = firstRow; row <= lastRow; row++) rows.push({ slot: row % slots, row });
  return rows.sort((a, b) => a.slot - b.slot);
}
