const ENOUGH = 1e-16;

/**
 * P(X ≥ x) of the chi-squared distribution with one degree of freedom: the incomplete gamma function Q(½, x/2), by its
 * power series near 0 and its continued fraction beyond (NIST Handbook 8.7.1 and 8.9.2; Lentz's way of summing up).
 * Small probabilities keep all their digits.
 * @param x from 0
 */
export function chiSquaredTail(x: number): number {
  const half = x / 2;
  const front = Math.sqrt(half / Math.PI) * Math.exp(-half);
  return half < 1.5 ? 1 - front * series(half) : front * continuedFraction(half);
}

/** Σ uᵏ / (½ · 1½ · … · (k + ½)) */
function series(u: number): number {
  let term = 2;
  let sum = term;
  for (let k = 1; term > ENOUGH * sum; k++) sum += term *= u / (k + 0.5);
  return sum;
}

/** 1 / (u + ½ − ½·1 / (u + 2½ − 1½·2 / (u + 4½ − …))) */
function continuedFraction(u: number): number {
  let b = u + 0.5;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let k = 1, change = 0; Math.abs(change - 1) > ENOUGH * 10; k++) {
    const a = -k * (k - 0.5);
    b += 2;
    d = 1 / (a * d + b);
    c = b + a / c;
    change = c * d;
    value *= change;
  }
  return value;
}
