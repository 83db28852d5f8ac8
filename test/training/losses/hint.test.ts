import { beforeAll, expect, it } from 'vitest';

import { hint } from '../../../src/training/losses/hint.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import { differences, meanOf } from './slow.ts';
import type { Batch } from './slow.ts';
import { expectClose, expectOneTensorLeft, expectZero, gradientsOf, valueOf } from './tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const STUDENT = [
  [0, 1.25, 0.5, 3],
  [2, 0, 0.75, 0.25],
];
const TEACHER = [
  [0.5, 1, 0.75, 0],
  [1, 0.5, 0, 2],
];

/** Eq. 3: Σ |H_T − H_S| of each row, mean over rows. */
function slow(student: Batch, teacher: Batch): number {
  const rows = student.map((row, i) => row.reduce((sum, h, k) => sum + Math.abs(teacher[i]![k]! - h), 0));
  return meanOf(rows);
}

it('gives what slow loops give: a sum over units, a mean over the batch', () => {
  expect(valueOf(hint, STUDENT, TEACHER)).toBeCloseTo(slow(STUDENT, TEACHER), 6);
  const twice = valueOf(hint, [...STUDENT, ...STUDENT], [...TEACHER, ...TEACHER]);
  expect(twice).toBeCloseTo(slow(STUDENT, TEACHER), 6);
});

it('has the gradient that finite differences have; the teacher none', () => {
  const [student, teacher] = gradientsOf(hint, STUDENT, TEACHER);
  expectClose(
    student!,
    differences((at) => slow(at, TEACHER), STUDENT),
  );
  expectZero(teacher!);
});

it('is 0, and teaches nothing, where student and teacher agree', () => {
  expect(valueOf(hint, TEACHER, TEACHER)).toBe(0);
  expectZero(gradientsOf(hint, TEACHER, TEACHER)[0]!);
});

it('leaves one tensor, which the caller disposes', () => {
  expectOneTensorLeft(hint, STUDENT, TEACHER);
});
