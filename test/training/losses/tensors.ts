import { expect } from 'vitest';

import { tf } from '../../../src/training/engine/tf.ts';
import type { Batch } from './slow.ts';

export const tensorOf = (batch: Batch): tf.Tensor2D => tf.tensor2d(batch.map((row) => [...row]));

type Inputs = tf.Tensor2D[];
type Loss = (...inputs: Inputs) => tf.Scalar;

export function valueOf(loss: Loss, ...batches: Batch[]): number {
  return tf.tidy(() => loss(...batches.map(tensorOf)).dataSync()[0]!);
}

/** Gradients for each input. */
export function gradientsOf(loss: Loss, ...batches: Batch[]): number[][][] {
  return tf.tidy(() =>
    tf
      .grads(loss as (...inputs: tf.Tensor[]) => tf.Scalar)(batches.map(tensorOf))
      .map((gradient) => gradient.arraySync() as number[][]),
  );
}

export function expectClose(found: Batch, expected: Batch, digits = 5): void {
  expect(found.length).toBe(expected.length);
  expected.forEach((row, i) => row.forEach((value, k) => expect(found[i]![k]).toBeCloseTo(value, digits)));
}

export function expectZero(batch: Batch): void {
  for (const value of batch.flat()) expect(Math.abs(value)).toBe(0);
}

/** Fails unless the loss leaves one tensor, which the caller disposes, while gradients are taken or not. */
export function expectOneTensorLeft(loss: Loss, ...batches: Batch[]): void {
  const inputs = batches.map(tensorOf);
  const { numTensors } = tf.memory();
  loss(...inputs).dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose(tf.grads(loss as (...inputs: tf.Tensor[]) => tf.Scalar)(inputs));
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose(inputs);
}
