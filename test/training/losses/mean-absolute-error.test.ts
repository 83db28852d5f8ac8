import { beforeAll, expect, it } from 'vitest';

import { meanAbsoluteError } from '../../../src/training/losses/mean-absolute-error.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { differences, meanOf } from './slow.ts';
import type { Batch } from './slow.ts';
import { expectClose, expectOneTensorLeft, gradientsOf, valueOf } from './tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const PREDICTIONS = [[0.5], [-1.25], [3], [0]];
const TARGETS = [[1.5], [-2], [3.5], [0.25]];

function slow(predictions: Batch): number {
  return meanOf(predictions.map(([prediction], i) => Math.abs(prediction! - TARGETS[i]![0]!)));
}

it('gives what slow loops give, as a mean over the batch', () => {
  expect(valueOf(meanAbsoluteError, PREDICTIONS, TARGETS)).toBeCloseTo(slow(PREDICTIONS), 6);
});

it('has the gradient that finite differences have', () => {
  const [gradient] = gradientsOf(meanAbsoluteError, PREDICTIONS, TARGETS);
  expectClose(gradient!, differences(slow, PREDICTIONS));
});

it('leaves one tensor, which the caller disposes', () => {
  expectOneTensorLeft(meanAbsoluteError, PREDICTIONS, TARGETS);
});
