import { beforeAll, describe, expect, it } from 'vitest';

import { tripletLoss } from '../../../src/training/losses/triplet.ts';
import { startEngine } from '../../../src/training/engine/tf.ts';
import type { tf } from '../../../src/training/engine/tf.ts';
import { differences, meanOf } from './slow.ts';
import type { Batch } from './slow.ts';
import { expectClose, expectOneTensorLeft, expectZero, gradientsOf, tensorOf, valueOf } from './tensors.ts';

beforeAll(async () => {
  await startEngine();
});

const ANCHORS = [
  [0, 1, 0.5],
  [2, 0, 1],
  [0.5, 0.5, 0],
  [1, 3, 2],
];
const POSITIVES = [
  [1, 1, 0],
  [2, 0.5, 1],
  [0, 2, 1],
  [1, 2.5, 2],
];
const NEGATIVES = [
  [0.5, 0, 0.5],
  [0, 0, 3],
  [0.5, 1, 0.25],
  [1, 3, 2.5],
];
/** ‖a − p‖² − ‖a − n‖² of each row above. */
const EXCESS = [1.25 - 1.25, 0.25 - 8, 3.5 - 0.3125, 0.25 - 0.25];
const ALL = [[1], [1], [1], [1]];

/** Eq. 4, mean over rows. */
function slow([anchors, positives, negatives]: readonly Batch[], present: Batch, margin: number): number {
  const squared = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + (value - b[k]!) ** 2, 0);
  const rows = anchors!.map((anchor, i) => {
    const violation = squared(anchor, positives![i]!) - squared(anchor, negatives![i]!) + margin;
    return present[i]![0]! * Math.max(0, violation);
  });
  return meanOf(rows);
}

const lossWith =
  (margin: number, present: Batch = ALL) =>
  (...inputs: tf.Tensor2D[]) => {
    const [anchors, positives, negatives] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.Tensor2D];
    return tripletLoss({ anchors, positives, negatives, present: tensorOf(present) }, margin);
  };
const TRIPLETS = [ANCHORS, POSITIVES, NEGATIVES];

it.each([0, 0.2, 0.5, 20])('gives what slow loops give with a margin of %d', (margin) => {
  expect(valueOf(lossWith(margin), ...TRIPLETS)).toBeCloseTo(slow(TRIPLETS, ALL, margin), 5);
});

it.each([0.2, 0.5, 20])('has the gradients that finite differences have with a margin of %d', (margin) => {
  const [anchors, positives, negatives] = gradientsOf(lossWith(margin), ...TRIPLETS);
  const slowGradient = (which: number) =>
    differences(
      (at) =>
        slow(
          TRIPLETS.map((given, i) => (i === which ? at : given)),
          ALL,
          margin,
        ),
      TRIPLETS[which]!,
    );
  expectClose(anchors!, slowGradient(0));
  expectClose(negatives!, slowGradient(2));
  expectZero(positives!);
});

describe('the margin', () => {
  const margin = 0.25;

  it('is what a triplet that ties still costs; one beyond it costs nothing', () => {
    const costs = TRIPLETS[0]!.map((_, i) =>
      valueOf(lossWith(margin, [[1]]), ...TRIPLETS.map((rows) => [rows[i]!])),
    );
    expectClose([costs], [EXCESS.map((excess) => Math.max(0, excess + margin))]);
    expect(costs[0]).toBeCloseTo(margin, 6);
    expect(costs[1]).toBe(0);
  });

  it('lets a satisfied triplet teach nothing', () => {
    const [anchors, , negatives] = gradientsOf(lossWith(margin), ...TRIPLETS);
    expectZero([anchors![1]!, negatives![1]!]);
    expect(anchors![2]!.some((value) => value !== 0)).toBe(true);
  });
});

describe('an anchor without a triplet', () => {
  const present = [[1], [1], [0], [1]];

  it('is left out of the sum, and teaches nothing', () => {
    expect(valueOf(lossWith(0.5, present), ...TRIPLETS)).toBeCloseTo(slow(TRIPLETS, present, 0.5), 6);
    const [anchors, , negatives] = gradientsOf(lossWith(0.5, present), ...TRIPLETS);
    expectZero([anchors![2]!, negatives![2]!]);
    expect(anchors![0]!.some((value) => value !== 0)).toBe(true);
  });

  it('leaves a loss of 0 that is still connected where the whole batch is like it', () => {
    const none = ALL.map(() => [0]);
    expect(valueOf(lossWith(0.5, none), ...TRIPLETS)).toBe(0);
    const gradients = gradientsOf(lossWith(0.5, none), ...TRIPLETS);
    expect(gradients).toHaveLength(3);
    gradients.forEach(expectZero);
  });
});

it('is a mean over the batch, absent triplets among them', () => {
  const twice = TRIPLETS.map((rows) => [...rows, ...rows]);
  const one = valueOf(lossWith(0.5), ...TRIPLETS);
  expect(valueOf(lossWith(0.5, [...ALL, ...ALL]), ...twice)).toBeCloseTo(one, 6);
  expect(valueOf(lossWith(0.5, [...ALL, [0], [0], [0], [0]]), ...twice)).toBeCloseTo(one / 2, 6);
});

it('leaves one tensor, which the caller disposes', () => {
  const present = tensorOf(ALL);
  expectOneTensorLeft(
    (anchors, positives, negatives) => {
      const triplets = { anchors: anchors, positives: positives, negatives: negatives, present };
      return tripletLoss(triplets, 0.5);
    },
    ...TRIPLETS,
  );
  present.dispose();
});
