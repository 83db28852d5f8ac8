import type { Random } from '../../../../../common/math/random.ts';

/** From here on a binomial is drawn as a rounded normal. */
const MANY = 12;

/** Hits of n trials. Exact by inversion where the rarer outcome is expected less than 12 times, else normal. */
export function binomial(random: Random, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (p > 0.5) return n - binomial(random, n, 1 - p);
  if (n * p >= MANY) {
    const drawn = Math.round(n * p + Math.sqrt(n * p * (1 - p)) * random.normal());
    return Math.min(n, Math.max(0, drawn));
  }
  let left = random.uniform(0, 1);
  let chance = (1 - p) ** n;
  for (let hits = 0; hits < n; hits++) {
    left -= chance;
    if (left < 0) return hits;
    chance *= ((n - hits) / (hits + 1)) * (p / (1 - p));
  }
  return n;
}

/** How n fall over classes of these chances, which need not add up to 1. */
export function multinomial(random: Random, n: number, chances: readonly number[]): number[] {
  let rest = chances.reduce((sum, chance) => sum + chance, 0);
  let left = n;
  return chances.map((chance, i) => {
    const hits = i === chances.length - 1 ? left : binomial(random, left, rest > 0 ? chance / rest : 0);
    left -= hits;
    rest -= chance;
    return hits;
  });
}

/** Shares that may have given these counts. @param weights above 0 */
export function dirichlet(random: Random, weights: readonly number[]): number[] {
  const parts = weights.map((weight) => gamma(random, weight));
  const sum = parts.reduce((a, b) => a + b, 0);
  return parts.map((part) => part / sum);
}

/** Marsaglia and Tsang 2000. */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random.uniform(0, 1)) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.uniform(0, 1)) < (x * x) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
