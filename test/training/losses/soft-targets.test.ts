import { beforeAll, expect, it } from 'vitest';

import { softTargets } from '../../../src/training/losses/soft-targets.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import type { tf } from '../../../src/training/engine/tf.ts';
import { differences, logSoftmax, meanOf } from './slow.ts';
import type { Batch } from './slow.ts';
import { expectClose, expectOneTensorLeft, expectZero, gradientsOf, valueOf } from './tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const STUDENT = [
  [1.5, -0.3, 0.2],
  [-2, 0.4, 3],
  [0, 0, 0],
  [30, -30, 5],
];
const TEACHER = [
  [0.5, 1.3, -0.2],
  [-1, -0.4, 2],
  [4, 0, -4],
  [25, -10, 20],
];

/** Eq. 1 and 2: −Σ softmax(A_T/τ) · ln softmax(A_S/τ), mean over rows, times τ². */
function slow(student: Batch, teacher: Batch, temperature: number): number {
  const softened = (row: readonly number[]) => logSoftmax(row.map((a) => a / temperature));
  const rows = student.map((row, i) => {
    const shares = softened(teacher[i]!).map(Math.exp);
    return -softened(row).reduce((sum, log, k) => sum + shares[k]! * log, 0);
  });
  return temperature ** 2 * meanOf(rows);
}

it.each([1.5, 3, 20])('gives what slow loops give at τ = %d', (temperature) => {
  const found = valueOf((s, t) => softTargets(s, t, temperature), STUDENT, TEACHER);
  const expected = slow(STUDENT, TEACHER, temperature);
  expect(found / expected).toBeCloseTo(1, 5);
});

it.each([1.5, 3, 20])('has the gradient that finite differences have at τ = %d; the teacher none', (τ) => {
  const [student, teacher] = gradientsOf((s, t) => softTargets(s, t, τ), STUDENT, TEACHER);
  expectClose(
    student!,
    differences((at) => slow(at, TEACHER, τ), STUDENT),
    4,
  );
  expectZero(teacher!);
});

it('keeps its gradient at the size of the hard term whatever τ is', () => {
  // Hinton et al. 2015, Eq. 4: for high τ and logits of mean 0 the gradient without τ² is (A_S − A_T) / (N τ²).
  const centered = (rows: Batch) => rows.map((row) => row.map((a) => (a - meanOf(row)) / 10));
  const [s, t] = [centered(STUDENT), centered(TEACHER)];
  const expected = s.map((row, i) => row.map((a, k) => (a - t[i]![k]!) / 3 / s.length));
  for (const temperature of [100, 1000]) {
    const [student] = gradientsOf((a, b) => softTargets(a, b, temperature), s, t);
    expectClose(student!, expected, 2);
  }
});

it('teaches nothing to a teacher that is its own student', () => {
  const [student] = gradientsOf((s, t) => softTargets(s, t, 3), TEACHER, TEACHER);
  for (const value of student!.flat()) expect(Math.abs(value)).toBeLessThan(1e-6);
});

it('is a mean over the batch: twice the batch is the same loss', () => {
  const loss = (student: tf.Tensor2D, teacher: tf.Tensor2D) => softTargets(student, teacher, 3);
  const twice = valueOf(loss, [...STUDENT, ...STUDENT], [...TEACHER, ...TEACHER]);
  expect(twice).toBeCloseTo(valueOf(loss, STUDENT, TEACHER), 5);
});

it('leaves one tensor, which the caller disposes', () => {
  expectOneTensorLeft((s, t) => softTargets(s, t, 3), STUDENT, TEACHER);
});
