import { percentileInterval } from '../../../../../training/evaluation/significance/bootstrap.ts';
import { posterior, PRIOR } from './posterior.ts';
import { jointly, type WeightedConfusions, meanConfusion } from './weighted-confusions.ts';
import { unfold } from './unfold.ts';

/**
 * Rounds of unfolding. To the end, it takes chance for truth: of age bands that are misread as each other one gets all. After so
 * few it errs less than plain counts do in each audience that was tried (`docs/adr/0054-*`).
 */
const ROUNDS = 8;

export interface Corrected {
  value: number;
  /** 95 %. */
  low: number;
  high: number;
}

/**
 * Counts by read class as counts by true class: how many of the faces that were seen are of it. They add up to what was
 * counted. Unfolding from the counts, stopped early (D'Agostino 1995, A multidimensional unfolding method based on Bayes'
 * theorem). The interval is the posterior's, which is not stopped. It holds what is uncertain in how the models misread (they
 * were measured on a limited number of faces), in the shares, and in who of these very faces was misread; not that a
 * camera's faces differ from test pictures.
 * @param counts by read class; for two things at once the second runs faster
 * @param misreadings of each thing that makes up the classes
 * @returns null where the models' misreading does not explain the counts: this camera's faces are misread otherwise
 */
export function correct(
  counts: readonly number[],
  misreadings: readonly WeightedConfusions[],
): Corrected[] | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return counts.map(() => ({ value: 0, low: 0, high: 0 }));
  const start = counts.map((count) => (count + PRIOR) / (total + PRIOR * counts.length));
  const readAs = misreadings.map(meanConfusion).reduce(jointly);
  const shares = unfold(counts, readAs, { start, rounds: ROUNDS });
  const { counts: drawn, isExplained } = posterior(counts, misreadings, shares);
  if (!isExplained) return null;
  return shares.map((share, t) => {
    const [low, high] = percentileInterval(drawn[t]!);
    const value = share * total;
    return { value, low: Math.min(low, value), high: Math.max(high, value) };
  });
}
