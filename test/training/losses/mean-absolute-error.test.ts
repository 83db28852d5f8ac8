import { beforeAll, expect, it } from 'vitest';

import { meanAbsoluteError } from '../../../src/training/losses/mean-absolute-error.ts';
import { startEngine, tf } from '../../../src/training/tf.ts';

beforeAll(async () => {
  await startEngine();
});

const PREDICTIONS = [0.5, -1.25, 3, 0];
const TARGETS = [1.5, -2, 3.5, 0.25];

function slow(predictions: number[]): number {
  return predictions.reduce((sum, p, i) => sum + Math.abs(p - TARGETS[i]!), 0) / predictions.length;
}

const column = (values: number[]) => tf.tensor2d(values, [values.length, 1]);

it('gives what slow loops give, as a mean over the batch', () => {
  const found = tf.tidy(() => meanAbsoluteError(column(PREDICTIONS), column(TARGETS)).dataSync()[0]!);
  expect(found).toBeCloseTo(slow(PREDICTIONS), 6);
});

it('has the gradient that finite differences have', () => {
  const gradient = tf.tidy(() =>
    tf
      .grad((p) => meanAbsoluteError(p as tf.Tensor2D, column(TARGETS)))(column(PREDICTIONS))
      .dataSync(),
  );
  PREDICTIONS.forEach((_, i) => {
    const moved = (by: number) => PREDICTIONS.map((p, j) => (j === i ? p + by : p));
    expect(gradient[i]).toBeCloseTo((slow(moved(1e-5)) - slow(moved(-1e-5))) / 2e-5, 5);
  });
});

it('leaves one tensor, which the caller disposes', () => {
  const [predictions, targets] = [column(PREDICTIONS), column(TARGETS)];
  const { numTensors } = tf.memory();
  meanAbsoluteError(predictions, targets).dispose();
  expect(tf.memory().numTensors).toBe(numTensors);
  tf.dispose([predictions, targets]);
});
