import { createExponentialMean } from '../smoothing/exponential-mean.ts';
import type { ExponentialMean } from '../smoothing/exponential-mean.ts';
import type { Band, BandProb } from './bands.ts';
import { bandProbs } from './bands.ts';

/**
 * A prediction weighs half as much after a second: a time constant of 1.44 s. Facial expressions last from half a second to
 * four seconds (Ekman 2003), so one second keeps them, and a single misread frame moves the ribbon by at most 7 %.
 */
export const RIBBON_HALF_LIFE_MS = 1000;
/** Over a longer gap the ribbon begins anew: what was before is no evidence of what is now. */
const GAP_MS = 1000;

/** The temporally smoothed probabilities of the bands. */
export interface Ribbon {
  /** @param probs of the eight expressions, of a usable frame */
  add(probs: ArrayLike<number>, atMs: number): void;
  /** @returns null before the first prediction, and where the last one is so old that the ribbon has a gap */
  at(atMs: number): BandProb[] | null;
}

export function createRibbon(bands: readonly Band[]): Ribbon {
  let mean: ExponentialMean = createExponentialMean(RIBBON_HALF_LIFE_MS);
  let lastMs = -Infinity;
  return {
    add(probs, atMs) {
      if (atMs - lastMs > GAP_MS) mean = createExponentialMean(RIBBON_HALF_LIFE_MS);
      mean.add(probs, atMs);
      lastMs = atMs;
    },
    at: (atMs) => (atMs - lastMs > GAP_MS ? null : bandProbs(bands, mean.values)),
  };
}
