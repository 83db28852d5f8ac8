import { type Random, randomFor } from '../../../../../common/math/random.ts';
import { dirichlet, multinomial } from './draws.ts';
import { jointly, type WeightedConfusions, mixed, SMOOTHING } from './weighted-confusions.ts';

/** The same figures whenever they are looked at. */
const SEED = 1;
/** Ways in which the models may misread. */
const DRAWS = 200;
/** Rounds of Gibbs sampling for each, of which the last half counts. */
const ROUNDS = 40;
/** Each class is taken to have had so many faces more (Jeffreys' prior). */
export const PRIOR = 0.5;
/**
 * How much alike classes are in what covers their faces (a Dirichlet distribution's concentration): with this one most
 * classes of an audience of which some are masked are so to nearly none or nearly all (`docs/adr/0054-*`).
 */
const CLASS_CONCENTRATION = 0.25;
/** Counts that are so unlikely are not explained by misreading at all. */
const MIN_FIT = 0.001;

export interface Posterior {
  /** By true class: counts that may be true, in the order of their size. */
  counts: Float64Array[];
  /** Whether the models may misread any audience as these counts: a posterior predictive check (Gelman et al. 1996). */
  isExplained: boolean;
}

/**
 * How many faces of each class may have been there: Gibbs sampling of who was misread as what and of the shares, for each of
 * many ways in which the models may misread. These ways are drawn from the measured faces alone: counts of an audience say
 * nothing of the models.
 * @param counts by read class; more than 0 in all
 * @param start shares to begin with
 */
export function posterior(
  counts: readonly number[],
  misreadings: readonly WeightedConfusions[],
  start: readonly number[],
): Posterior {
  const random = randomFor(SEED, 'correct');
  const half = ROUNDS / 2;
  const drawn = start.map(() => new Float64Array(DRAWS * half));
  let farther = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    const likely = misreadings.map((parts) => drawnReadAs(parts, random)).reduce(jointly);
    let shares = start;
    for (let round = 0; round < ROUNDS; round++) {
      const truth = trueCounts(counts, shares, likely, random);
      shares = dirichlet(
        random,
        truth.map((count) => count + PRIOR),
      );
      if (round < half) continue;
      truth.forEach((count, t) => (drawn[t]![draw * half + round - half] = count));
      if (isFarther(counts, shares, likely, random)) farther++;
    }
  }
  return { counts: drawn.map((some) => some.sort()), isExplained: farther >= MIN_FIT * DRAWS * half };
}

/**
 * How the models may misread, given as few test faces as there were. Which share of each class was masked or under a headset
 * is not counted, only that of all faces: it is drawn for each class around that.
 */
function drawnReadAs(misreading: WeightedConfusions, random: Random): number[][] {
  const parts = misreading.map(({ weight, confusion }) => ({
    weight,
    rows: confusion.map((row) =>
      dirichlet(
        random,
        row.map((count) => count + SMOOTHING),
      ),
    ),
  }));
  if (parts.length === 1) return parts[0]!.rows;
  return parts[0]!.rows.map((_, t) => {
    const weights = dirichlet(
      random,
      parts.map(({ weight }) => CLASS_CONCENTRATION * weight),
    );
    return mixed(parts.map(({ rows }, i) => ({ weight: weights[i]!, rows: [rows[t]!] })))[0]!;
  });
}

/** Of the faces read as each class, how many may be of which. */
function trueCounts(
  counts: readonly number[],
  shares: readonly number[],
  likely: readonly (readonly number[])[],
  random: Random,
): number[] {
  const truth = new Array<number>(shares.length).fill(0);
  counts.forEach((count, r) => {
    const chances = shares.map((share, t) => share * likely[t]![r]!);
    multinomial(random, Math.round(count), chances).forEach((n, t) => (truth[t]! += n));
  });
  return truth;
}

/** Whether counts that are drawn anew lie at least as far from the expected ones as these do, by Pearson's chi-square. */
function isFarther(
  counts: readonly number[],
  shares: readonly number[],
  likely: readonly (readonly number[])[],
  random: Random,
): boolean {
  const total = Math.round(counts.reduce((sum, count) => sum + count, 0));
  const expected = counts.map(
    (_, r) => total * shares.reduce((sum, share, t) => sum + share * likely[t]![r]!, 0),
  );
  const distance = (some: readonly number[]) =>
    some.reduce((sum, count, r) => sum + (count - expected[r]!) ** 2 / expected[r]!, 0);
  return distance(multinomial(random, total, expected)) >= distance(counts);
}
