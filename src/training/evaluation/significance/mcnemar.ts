import { DemifaceError } from '../../../common/error.ts';
import { chiSquaredTail } from './chi-squared.ts';
import { message } from '../../../messages/message.ts';

export interface McNemar {
  /** Pictures. */
  n: number;
  /** Pictures that the first model reads right and the second wrong. */
  b: number;
  /** Pictures that the second model reads right and the first wrong. */
  c: number;
  /** The smaller of both where exact, else chi-squared. */
  statistic: number;
  /** Two-sided. */
  pValue: number;
  /** By the binomial distribution, where there are few discordant pictures. */
  exact: boolean;
}

/** Discordant pictures under which the exact test is taken. */
const FEW = 25;

/**
 * McNemar's test of 1947: are two models right equally often, on the same pictures? Only pictures that one reads right
 * and the other wrong tell. Few of them: exact, twice the binomial tail. Else (|b − c| − 1)² / (b + c) is chi-squared
 * with one degree of freedom (Edwards 1948). As statsmodels' `mcnemar`, but for b = c, of which the correction would make
 * a difference: 0 then, as R's `mcnemar.test`.
 * @param first whether the first model is right on each picture
 * @param second the same of the second
 * @throws DemifaceError `mismatch` if the lengths differ
 */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): McNemar {
  if (first.length !== second.length)
    throw new DemifaceError(
      'mismatch',
      message('training.pairedCount', { first: first.length, second: second.length }),
    );
  const b = first.filter((right, i) => right && !second[i]).length;
  const c = second.filter((right, i) => right && !first[i]).length;
  const exact = b + c < FEW;
  const statistic = exact ? Math.min(b, c) : Math.max(0, Math.abs(b - c) - 1) ** 2 / (b + c);
  const pValue = exact ? Math.min(1, 2 * coinTail(statistic, b + c)) : chiSquaredTail(statistic);
  return { n: first.length, b, c, statistic, pValue, exact };
}

/** P(X ≤ k) for the heads of n throws of a fair coin; exact for the few throws that occur here. */
function coinTail(k: number, n: number): number {
  let ways = 1;
  let total = 1;
  for (let i = 1; i <= k; i++) {
    ways = (ways * (n - i + 1)) / i;
    total += ways;
  }
  return total / 2 ** n;
}
