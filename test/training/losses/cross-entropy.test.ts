import { beforeAll, expect, it } from 'vitest';

import { crossEntropy } from '../../../src/training/losses/cross-entropy.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { differences, logSoftmax, meanOf } from './slow.ts';
import type { Batch } from './slow.ts';
import { expectClose, expectOneTensorLeft, gradientsOf, valueOf } from './tensors.ts';

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

/** Mean over rows of −Σ y·ln softmax(a). */
function slow(logits: Batch, targets: Batch): number {
  const rows = logits.map((row, i) =>
    logSoftmax(row).reduce((sum, log, k) => sum - targets[i]![k]! * log, 0),
  );
  return meanOf(rows);
}

it.each([
  ['soft', SOFT],
  ['one-hot', HARD],
])('gives what slow loops give for %s targets', (_, targets) => {
  expect(valueOf(crossEntropy, LOGITS, targets)).toBeCloseTo(slow(LOGITS, targets), 5);
});

it('is a mean over the batch: twice the batch is the same loss', () => {
  const twice = valueOf(crossEntropy, [...LOGITS, ...LOGITS], [...SOFT, ...SOFT]);
  expect(twice).toBeCloseTo(valueOf(crossEntropy, LOGITS, SOFT), 6);
});

it('has the gradient that finite differences have', () => {
  const [gradient] = gradientsOf(crossEntropy, LOGITS, SOFT);
  expectClose(
    gradient!,
    differences((at) => slow(at, SOFT), LOGITS),
  );
});

it('leaves one tensor, which the caller disposes', () => {
  expectOneTensorLeft(crossEntropy, LOGITS, SOFT);
});
