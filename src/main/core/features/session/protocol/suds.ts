/** Distress ratings (SUDS) of one stay at a step; times are in milliseconds of exposure, without pauses. */
export interface SudsTimes {
  /** When the stay began. */
  stepBeganMs: number;
  /** When the last rating was given; null: none in this stay. */
  lastRatedMs: number | null;
}

/**
 * When a rating is due: on arrival at a step, then so long after each rating.
 * @param everySeconds null: only when the therapist asks
 * @returns milliseconds of exposure; null: never
 */
export function nextSudsMs(
  { stepBeganMs, lastRatedMs }: SudsTimes,
  everySeconds: number | null,
): number | null {
  if (everySeconds === null) return null;
  return lastRatedMs === null ? stepBeganMs : lastRatedMs + everySeconds * 1000;
}
