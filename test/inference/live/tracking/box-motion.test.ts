import { describe, expect, it } from 'vitest';

import {
  boxOf,
  updateMotion,
  predictMotion,
  squaredMahalanobis,
  motionOf,
} from '../../../../src/inference/live/tracking/box-motion.ts';
import type { KalmanState } from '../../../../src/inference/live/tracking/kalman.ts';
import { update, predict } from '../../../../src/inference/live/tracking/kalman.ts';
import { randomFor } from '../../../../src/common/math/random.ts';

/** The filter with matrices, as the books write it. */
function byMatrices(
  { value, velocity, covariance: [p, q, r] }: KalmanState,
  t: number,
  noise: number,
  measured: number,
  variance: number,
) {
  const F = [
    [1, t],
    [0, 1],
  ];
  const P = [
    [p, q],
    [q, r],
  ];
  const Q = [
    [t ** 4 / 4, t ** 3 / 2],
    [t ** 3 / 2, t * t],
  ].map((row) => row.map((cell) => cell * noise * noise));
  const times = (a: number[][], b: number[][]) =>
    a.map((row) => b[0]!.map((_, j) => row.reduce((sum, cell, k) => sum + cell * b[k]![j]!, 0)));
  const transposed = [
    [F[0]![0]!, F[1]![0]!],
    [F[0]![1]!, F[1]![1]!],
  ];
  const ahead = times(times(F, P), transposed).map((row, i) => row.map((cell, j) => cell + Q[i]![j]!));
  const [x, v] = [value + t * velocity, velocity];
  const S = ahead[0]![0]! + variance;
  const K = [ahead[0]![0]! / S, ahead[1]![0]! / S];
  const after = times(
    [
      [1 - K[0]!, 0],
      [-K[1]!, 1],
    ],
    ahead,
  );
  return [
    x + K[0]! * (measured - x),
    v + K[1]! * (measured - x),
    after[0]![0]!,
    after[0]![1]!,
    after[1]![1]!,
  ];
}

describe('the filter', () => {
  it('is the one of the books', () => {
    const start: KalmanState = { value: 3, velocity: -2, covariance: [2, 0.4, 5] };
    const now = update(predict(start, 0.3, 1.7), 2.2, 0.25);
    const expected = byMatrices(start, 0.3, 1.7, 2.2, 0.25);
    [now.value, now.velocity, ...now.covariance].forEach((value, i) =>
      expect(value).toBeCloseTo(expected[i]!, 10),
    );
  });

  it('knows where somebody will be who walks straight, through jitter', () => {
    const random = randomFor(1, 'walk');
    const at = (s: number) => ({
      x: 100 + 200 * s,
      y: 200 - 30 * s,
      width: 80 * 1.1 ** s,
      height: 84 * 1.1 ** s,
    });
    let motion = motionOf(at(0));
    for (let k = 1; k <= 40; k++) {
      const { x, y, width, height } = at(k / 30);
      motion = predictMotion(motion, 1 / 30);
      expect(squaredMahalanobis(motion, { x, y, width, height })).toBeLessThan(40);
      motion = updateMotion(motion, {
        x: x + 2 * random.normal(),
        y: y + 2 * random.normal(),
        width,
        height,
      });
    }
    const later = boxOf(predictMotion(motion, 0.5));
    const truth = at(40 / 30 + 0.5);
    expect(Math.hypot(later.x - truth.x, later.y - truth.y)).toBeLessThan(20);
    expect(later.width / truth.width).toBeCloseTo(1, 1);
  });
});
