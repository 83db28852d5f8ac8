import { beforeAll, expect, it } from 'vitest';

import { hint } from '../../../src/training/losses/hint.ts';
import { softTargets } from '../../../src/training/losses/soft-targets.ts';
import { stopGradient } from '../../../src/training/losses/stop-gradient.ts';
import { tripletLoss } from '../../../src/training/losses/triplet.ts';
import { startEngine, tf } from '../../../src/training/engine/tf.ts';
import { expectZero } from './tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const VALUES = [
  [1, -2],
  [0, 3],
];

it('passes values, and no gradient', () => {
  const x = tf.tensor2d(VALUES);
  const { numTensors } = tf.memory();
  tf.tidy(() => {
    expect(stopGradient(x).arraySync()).toEqual(VALUES);
    // d(x · stop(x))/dx is stop(x) alone.
    expect(
      tf
        .grad((at) => tf.sum(tf.mul(at, stopGradient(at))))(x)
        .arraySync(),
    ).toEqual(VALUES);
  });
  expect(tf.memory().numTensors).toBe(numTensors);
  x.dispose();
});

type Loss = (student: tf.Tensor2D, teacher: tf.Tensor2D) => tf.Scalar;
const LOSSES: readonly (readonly [name: string, loss: Loss])[] = [
  ['soft targets', (student, teacher) => softTargets(student, teacher, 3)],
  ['hint', hint],
  [
    'triplet',
    (student, teacher) => {
      const negatives: tf.Tensor2D = tf.mul(student, -0.5);
      return tripletLoss({ anchors: student, positives: teacher, negatives, present: tf.ones([2, 1]) }, 99);
    },
  ],
];

it.each(LOSSES)("changes the student's weights alone: %s", (_, loss) => {
  const [student, teacher] = [tf.variable(tf.eye(2)), tf.variable(tf.tensor2d([2, 1, 1, 0.5], [2, 2]))];
  const pictures = tf.tensor2d(VALUES);
  const { grads, value } = tf.variableGrads(() =>
    loss(tf.matMul(pictures, student), tf.matMul(pictures, teacher)),
  );
  expectZero(grads[teacher.name]!.arraySync() as number[][]);
  const moved = grads[student.name]!.arraySync() as number[][];
  expect(moved.flat().some((gradient) => gradient !== 0)).toBe(true);
  tf.dispose([pictures, student, teacher, value, grads]);
});
