import { percentileInterval } from '../../../../../training/evaluation/bootstrap.ts';
import { randomFor } from '../../../../../common/math/random.ts';
import { dirichlet, multinomial } from './draws.ts';
import { jointly, type WeightedConfusions, mixed, meanConfusion, SMOOTHING } from './weighted-confusions.ts';
import { unfold } from './unfold.ts';

/** The same figures whenever they are looked at. */
const SEED = 1;
const DRAWS = 400;
/** A draw's shares need not be as exact as the figure itself. */
const DRAW_STILL = 1e-5;

export interface Corrected {
  value: number;
  /** 95 %. */
  low: number;
  high: number;
}

/**
 * Counts by read class as counts by true class: how many of the faces that were seen are of it. They add up to what was
 * counted. The interval holds what is uncertain in how the models misread (they were measured on a limited number of
 * faces), in the shares, and in who of these very faces was misread; not that a camera's faces differ from test pictures.
 * @param counts by read class; for two things at once the second runs faster
 * @param misreadings of each thing that makes up the classes
 */
export function correct(counts: readonly number[], misreadings: readonly WeightedConfusions[]): Corrected[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const shares = unfold(counts, misreadings.map(meanConfusion).reduce(jointly));
  const start = shares.map((share) => (share + 1 / shares.length) / 2);
  const random = randomFor(SEED, 'correct');
  const drawn = shares.map(() => new Float64Array(DRAWS));
  for (let draw = 0; draw < DRAWS && total > 0; draw++) {
    const likely = misreadings.map((parts) => drawnReadAs(parts, random)).reduce(jointly);
    const resampled = dirichlet(
      random,
      counts.map((count) => count + SMOOTHING),
    );
    const truth = trueCounts(counts, unfold(resampled, likely, { start, still: DRAW_STILL }), likely, random);
    truth.forEach((count, t) => (drawn[t]![draw] = count));
  }
  return shares.map((share, t) => {
    const [low, high] = percentileInterval(drawn[t]!.sort());
    return { value: share * total, low: Math.min(low, share * total), high: Math.max(high, share * total) };
  });
}

/** How the models may misread, given as few test faces as there were. */
function drawnReadAs(misreading: WeightedConfusions, random: ReturnType<typeof randomFor>): number[][] {
  return mixed(
    misreading.map(({ weight, confusion }) => ({
      weight,
      rows: confusion.map((row) =>
        dirichlet(
          random,
          row.map((count) => count + SMOOTHING),
        ),
      ),
    })),
  );
}

/** Of the faces read as each class, how many may be of which. */
function trueCounts(
  counts: readonly number[],
  shares: readonly number[],
  likely: readonly (readonly number[])[],
  random: ReturnType<typeof randomFor>,
): number[] {
  const truth = new Array<number>(shares.length).fill(0);
  counts.forEach((count, r) => {
    const chances = shares.map((share, t) => share * likely[t]![r]!);
    multinomial(random, Math.round(count), chances).forEach((n, t) => (truth[t]! += n));
  });
  return truth;
}
