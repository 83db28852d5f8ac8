import { expect } from 'vitest';

/** Largest difference, as a share of the largest value that is expected. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let [largest, difference] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(expected[i]!));
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    if (Number.isNaN(actual[i])) return NaN;
  }
  return largest === 0 ? difference : difference / largest;
}
