import { beforeAll, expect, it } from 'vitest';

import { labelDistribution } from '../../../src/training/losses/label-distribution.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { differences, logSoftmax, meanOf } from './slow.ts';
import type { Batch } from './slow.ts';
import { expectClose, expectOneTensorLeft, gradientsOf, valueOf } from './tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const VALUES = [-1, -0.5, 0, 0.5, 1, 1.5];
const SIGMA = 0.4;
const SCORES = [
  [1.5, -0.3, 0.2, 0, 2, -1],
  [-2, 0.4, 3, 1, 0.5, 0.5],
  [0, 0, 0, 0, 0, 0],
];
const TARGETS = [[0.3], [-1], [1.4]];

const loss = (
  scores: Parameters<typeof labelDistribution>[0],
  targets: Parameters<typeof labelDistribution>[1],
) => labelDistribution(scores, targets, VALUES, SIGMA);

/** Mean over rows of −Σ q·ln softmax(a), q a normal density at the values, made to sum to 1. */
function slow(scores: Batch, targets: Batch): number {
  const rows = scores.map((row, i) => {
    const densities = VALUES.map((value) => Math.exp(-((value - targets[i]![0]!) ** 2) / (2 * SIGMA ** 2)));
    const sum = densities.reduce((a, b) => a + b, 0);
    return logSoftmax(row).reduce((so, log, k) => so - (densities[k]! / sum) * log, 0);
  });
  return meanOf(rows);
}

it('gives what slow loops give', () => {
  expect(valueOf(loss, SCORES, TARGETS)).toBeCloseTo(slow(SCORES, TARGETS), 5);
});

it('has the gradient that finite differences have', () => {
  const [gradient] = gradientsOf(loss, SCORES, TARGETS);
  expectClose(
    gradient!,
    differences((at) => slow(at, TARGETS), SCORES),
  );
});

it('leaves one tensor, which the caller disposes', () => {
  expectOneTensorLeft(loss, SCORES, TARGETS);
});
