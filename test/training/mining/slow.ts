import type { Random } from '../../../src/common/math/random.ts';
import { randomFor } from '../../../src/common/math/random.ts';

/** Squared distances of one row to another, in 64-bit numbers. */
export function squaredDistance(
  a: Float32Array,
  i: number,
  b: Float32Array,
  j: number,
  width: number,
): number {
  let sum = 0;
  for (let k = 0; k < width; k++) sum += (a[i * width + k]! - b[j * width + k]!) ** 2;
  return sum;
}

/** Eq. 6 or 7 as the paper puts it: one anchor after the other, one candidate after the other, of equals the first. */
export function slowHardest(
  anchors: Float32Array,
  candidates: Float32Array,
  width: number,
  pick: 'farthest' | 'nearest',
  allowed: (anchor: number, candidate: number) => boolean = () => true,
): number[] {
  return Array.from({ length: anchors.length / width }, (_, anchor) => {
    let found = -1;
    let best = pick === 'farthest' ? -Infinity : Infinity;
    for (let candidate = 0; candidate < candidates.length / width; candidate++) {
      if (!allowed(anchor, candidate)) continue;
      const distance = squaredDistance(anchors, anchor, candidates, candidate, width);
      if (pick === 'farthest' ? distance > best : distance < best) [found, best] = [candidate, distance];
    }
    return found;
  });
}

/** Numbers of their own for each seed. */
export function madeRows(seed: number, count: number, width: number, make: (random: Random) => number) {
  const random = randomFor(seed, 'rows');
  return Float32Array.from({ length: count * width }, () => make(random));
}

export const normal = (random: Random): number => random.normal();
/** Whole numbers −`most` … `most`: small ones make every product exact and many distances equal. */
export const whole = (most: number) => (random: Random) => random.int(2 * most + 1) - most;

export function madeGroups(seed: number, count: number, groups: number): Int32Array {
  const random = randomFor(seed, 'groups');
  return Int32Array.from({ length: count }, () => random.int(groups));
}
