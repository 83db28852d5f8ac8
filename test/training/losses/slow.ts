/** Batches of rows as plain numbers, for the slow loops that losses are held against. */
export type Batch = readonly (readonly number[])[];

export const meanOf = (values: readonly number[]): number =>
  values.reduce((a, b) => a + b, 0) / values.length;

/** ln softmax of one row of logits; the largest comes off first, so that nothing overflows. */
export function logSoftmax(row: readonly number[]): number[] {
  const most = Math.max(...row);
  const log = most + Math.log(row.reduce((sum, a) => sum + Math.exp(a - most), 0));
  return row.map((a) => a - log);
}

/** ∂loss/∂at by central differences, in 64-bit numbers. */
export function differences(loss: (at: Batch) => number, at: Batch, step = 1e-5): number[][] {
  const moved = (i: number, k: number, by: number) =>
    at.map((row, j) => row.map((value, c) => (j === i && c === k ? value + by : value)));
  return at.map((row, i) =>
    row.map((_, k) => (loss(moved(i, k, step)) - loss(moved(i, k, -step))) / (2 * step)),
  );
}
