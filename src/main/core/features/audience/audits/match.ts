/** A person's tap and the camera's count of the same entry lie no further apart. */
export const TOLERANCE_MS = 5000;

/** How entries that a person saw and visits that a camera counted fit together. */
export interface Matched {
  both: number;
  onlyPerson: number;
  onlyCamera: number;
}

/** Of all times, both ends included. */
export interface JudgedSpan {
  fromMs: number;
  toMs: number;
}

const EVER: JudgedSpan = { fromMs: -Infinity, toMs: Infinity };

/**
 * Counts the taps and visits of a span by whether they have a partner within the tolerance, each in one pair at most, with as
 * few alone as can be. Those around the span serve as partners only; a pair across its edge belongs where its tap lies.
 * @param taps when the person saw somebody come in, in milliseconds, in any order
 * @param visits when the camera counted one
 * @param span where taps and visits are known for the tolerance before and after it
 */
export function matchEntries(
  taps: readonly number[],
  visits: readonly number[],
  { fromMs, toMs }: JudgedSpan = EVER,
): Matched {
  const [a, b] = [taps, visits].map((times) => [...times].sort((x, y) => x - y)) as [number[], number[]];
  const judged = (at: number) => Number(at >= fromMs && at <= toMs);
  // Pairs need not cross, so the best of the first taps and visits is one of three: without the last tap, without the last
  // visit, with both as a pair. Rows hold the most judged ones in pairs, and how many of them are taps.
  let [most, ofTaps] = [new Int32Array(b.length + 1), new Int32Array(b.length + 1)];
  for (const tap of a) {
    const [next, nextTaps] = [new Int32Array(b.length + 1), new Int32Array(b.length + 1)];
    for (let j = 0; j <= b.length; j++) {
      const take = (total: number, taken: number) => {
        if (total < next[j]! || (total === next[j]! && taken <= nextTaps[j]!)) return;
        [next[j], nextTaps[j]] = [total, taken];
      };
      take(most[j]!, ofTaps[j]!);
      if (j === 0) continue;
      take(next[j - 1]!, nextTaps[j - 1]!);
      const visit = b[j - 1]!;
      if (Math.abs(tap - visit) > TOLERANCE_MS) continue;
      take(most[j - 1]! + judged(tap) + judged(visit), ofTaps[j - 1]! + judged(tap));
    }
    [most, ofTaps] = [next, nextTaps];
  }
  const [inPairs, both] = [most.at(-1)!, ofTaps.at(-1)!];
  const all = (times: readonly number[]) => times.reduce((sum, at) => sum + judged(at), 0);
  return { both, onlyPerson: all(a) - both, onlyCamera: all(b) - (inPairs - both) };
}
