/** Distress ratings (SUDS, 0 to 100) of one stay at a step. */
export interface RatingSummary {
  first: number;
  peak: number;
  last: number;
}

/** Of the peak; the last rating lies at or below it. */
const FALLEN_SHARE = 0.5;

/** @param ratings in order of time; null where there is none */
export function summarizeRatings(ratings: readonly number[]): RatingSummary | null {
  const [first] = ratings;
  if (first === undefined) return null;
  return { first, peak: Math.max(...ratings), last: ratings.at(-1)! };
}

/**
 * Whether ratings fell by half or more from their peak within one stay, the usual rule of thumb of exposure therapy. It
 * describes a stay and does not measure its effect: Craske et al. 2014 (doi:10.1016/j.brat.2014.04.006) show that
 * treatment can work without it.
 * @param ratings in order of time
 * @returns null with fewer than two ratings, or without distress in any
 */
export function isHabituated(ratings: readonly number[]): boolean | null {
  const summary = summarizeRatings(ratings);
  if (ratings.length < 2 || !summary || summary.peak === 0) return null;
  return summary.last <= FALLEN_SHARE * summary.peak;
}
