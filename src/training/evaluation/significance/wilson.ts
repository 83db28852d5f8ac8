import type { Interval } from './bootstrap.ts';

/** 97.5 % of a normal distribution lie below. */
const Z = 1.959963984540054;

/** The 95 % interval of a share: Wilson's of 1927, which holds for few trials too. All of 0 … 1 without trials. */
export function wilsonInterval(hits: number, trials: number): Interval {
  if (trials === 0) return [0, 1];
  const share = hits / trials;
  const middle = share + Z ** 2 / (2 * trials);
  const reach = Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  const scale = 1 + Z ** 2 / trials;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}
