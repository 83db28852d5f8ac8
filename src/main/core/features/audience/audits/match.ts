/** A person's tap and the camera's count of the same entry lie no further apart. */
export const TOLERANCE_MS = 5000;

/** How entries that a person saw and visits that a camera counted fit together. */
export interface Matched {
  both: number;
  onlyPerson: number;
  onlyCamera: number;
}

/**
 * The most pairs of a tap and a visit that lie within the tolerance, each in one pair at most.
 * @param taps when the person saw somebody come in, in milliseconds, in any order
 * @param visits when the camera counted one
 */
export function matchEntries(taps: readonly number[], visits: readonly number[]): Matched {
  const [a, b] = [taps, visits].map((times) => [...times].sort((x, y) => x - y)) as [number[], number[]];
  let [i, j, both] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    if (Math.abs(a[i]! - b[j]!) <= TOLERANCE_MS) {
      both++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  return { both, onlyPerson: a.length - both, onlyCamera: b.length - both };
}
