import { yieldToEventLoop } from '../../common/yield-to-event-loop.ts';

/** Columns between two looks at the signal: well under a second at 8,192. */
const COLUMNS = 32;

/**
 * A = L·Lᵀ of a symmetric positive definite matrix, column by column, four rows at once; L replaces the lower half.
 * @param a [n, n]; only its lower half is read
 * @returns whether it is positive definite; if not, `a` is spoilt
 * @throws DemifaceError `interrupted` when the signal aborts
 */
export async function factorize(a: Float64Array, n: number, signal?: AbortSignal): Promise<boolean> {
  for (let from = 0; from < n; from += COLUMNS) {
    await yieldToEventLoop(signal);
    for (let j = from; j < Math.min(n, from + COLUMNS); j++) if (!column(a, n, j)) return false;
  }
  return true;
}

function column(a: Float64Array, n: number, j: number): boolean {
  const top = j * n;
  let square = a[top + j]!;
  for (let k = 0; k < j; k++) square -= a[top + k]! * a[top + k]!;
  if (!(square > 0)) return false;
  const pivot = Math.sqrt(square);
  a[top + j] = pivot;
  let i = j + 1;
  for (; i + 3 < n; i += 4) {
    const [p0, p1, p2, p3] = [i * n, (i + 1) * n, (i + 2) * n, (i + 3) * n];
    let [s0, s1, s2, s3] = [a[p0 + j]!, a[p1 + j]!, a[p2 + j]!, a[p3 + j]!];
    for (let k = 0; k < j; k++) {
      const value = a[top + k]!;
      s0 -= a[p0 + k]! * value;
      s1 -= a[p1 + k]! * value;
      s2 -= a[p2 + k]! * value;
      s3 -= a[p3 + k]! * value;
    }
    a[p0 + j] = s0 / pivot;
    a[p1 + j] = s1 / pivot;
    a[p2 + j] = s2 / pivot;
    a[p3 + j] = s3 / pivot;
  }
  for (; i < n; i++) {
    const at = i * n;
    let sum = a[at + j]!;
    for (let k = 0; k < j; k++) sum -= a[at + k]! * a[top + k]!;
    a[at + j] = sum / pivot;
  }
  return true;
}

/**
 * Solves L·Lᵀ·x = b in place.
 * @param factor [n, n] from `factorize`
 * @param b [n]
 */
export function solveFactorized(factor: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= factor[i * n + j]! * b[j]!;
    b[i] = sum / factor[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i]! / factor[i * n + i]!;
    b[i] = x;
    for (let j = 0; j < i; j++) b[j]! -= x * factor[i * n + j]!;
  }
}
