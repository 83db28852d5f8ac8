import { beforeAll, expect, it } from 'vitest';

import { crossEntropy } from '../../../src/training/losses/cross-entropy.ts';
import { startEngine, tf } from '../../../src/training/tf.ts';

beforeAll(async () => {
  await startEngine();
});

const LOGITS = [
  [1.5, -0.3, 0.2],
  [-2, 0.4, 3],
  [0, 0, 0],
  [30, -30, 5],
];
const SOFT = [
  [0.7, 0.2, 0.1],
  [0.25, 0.5, 0.25],
  [0.1, 0.8, 0.1],
  [0.9, 0, 0.1],
];
const HARD = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
  [1, 0, 0],
];

/** Mean over rows of −Σ y·(a − ln Σ eᵃ), largest first so that nothing overflows. */
function slow(logits: number[][], targets: number[][]): number {
  const rows = logits.map((row, i) => {
    const most = Math.max(...row);
    const log = most + Math.log(row.reduce((sum, a) => sum + Math.exp(a - most), 0));
    return -row.reduce((sum, a, k) => sum + targets[i]![k]! * (a - log), 0);
  });
  return rows.reduce((a, b) => a + b) / rows.length;
}

const fast = (logits: number[][], targets: number[][]) =>
  tf.tidy(() => crossEntropy(tf.tensor2d(logits), tf.tensor2d(targets)).dataSync()[0]!);

it.each([
  ['soft', SOFT],
  ['one-hot', HARD],
])('gives what slow loops give for %s targets', (_, targets) => {
  expect(fast(LOGITS, targets)).toBeCloseTo(slow(LOGITS, targets), 5);
});

it('is a mean over the batch: twice the batch is the same loss', () => {
  expect(fast([...LOGITS, ...LOGITS], [...SOFT, ...SOFT])).toBeCloseTo(fast(LOGITS, SOFT), 6);
});

it('has the gradient that finite differences have', () => {
  const gradient = tf.tidy(() =>
    tf
      .grad((logits) => crossEntropy(logits as tf.Tensor2D, tf.tensor2d(SOFT)))(tf.tensor2d(LOGITS))
      .arraySync(),
  ) as number[][];
  const step = 1e-5;
  LOGITS.forEach((row, i) =>
    row.forEach((_, k) => {
      const moved = (by: number) => LOGITS.map((r, j) => r.map((a, c) => (j === i && c === k ? a + by : a)));
      const difference = (slow(moved(step), SOFT) - slow(moved(-step), SOFT)) / (2 * step);
      expect(gradient[i]![k]).toBeCloseTo(difference, 5);
    }),
  );
});

it('leaves one tensor, which the caller disposes', () => {
  const [logits, targets] = [tf.tensor2d(LOGITS), tf.tensor2d(SOFT)];
  const { numTensors } = tf.memory();
  crossEntropy(logits, targets).dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([logits, targets]);
});
