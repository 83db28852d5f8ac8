import type { MouthMotions } from './mouth-motion.ts';

/** What is looked back at: some syllables, which come four to five a second (Ding et al. 2017), and a pause between words. */
const WINDOW_MS = 2000;
/** Fewer measurements say nothing. */
const MIN_MEASURED = 8;
/**
 * Mean motion of the place that moves most against the rest of the face: talking begins and ends. Chosen on animated pictures of
 * two seeds: no labeled recording of people who talk with a headset was at hand.
 */
const BEGINS = 1.25;
const ENDS = 1;
/** A measurement is about so long before and after its time. */
const HALF_MS = 150;

/** Distinguishes talking, in which the mouth keeps moving to and fro, from expressions, which form and stay. */
export interface Talking {
  add(motions: MouthMotions): void;
  /**
   * When the talking began that goes on at a time; it is noticed about a second later. Null: nobody talks, or too little was
   * measured in the time before.
   */
  sinceMs(atMs: number): number | null;
}

export function createTalking(): Talking {
  let window: MouthMotions[] = [];
  let sinceMs: number | null = null;
  return {
    add(motions) {
      window = [...window.filter(({ atMs }) => motions.atMs - atMs < WINDOW_MS), motions];
      if (window.length < MIN_MEASURED) return void (sinceMs = null);
      const { place, mean } = mostMoved(window);
      if (mean < (sinceMs === null ? BEGINS : ENDS)) return void (sinceMs = null);
      const first = window.find(({ ratios }) => ratios[place]! >= BEGINS) ?? motions;
      sinceMs ??= first.atMs - HALF_MS;
    },
    sinceMs: (now) =>
      window.filter(({ atMs }) => now - atMs < WINDOW_MS).length < MIN_MEASURED ? null : sinceMs,
  };
}

function mostMoved(window: readonly MouthMotions[]): { place: number; mean: number } {
  const means = window[0]!.ratios.map(
    (_, place) => window.reduce((sum, { ratios }) => sum + ratios[place]!, 0) / window.length,
  );
  const mean = Math.max(...means);
  return { place: means.indexOf(mean), mean };
}
