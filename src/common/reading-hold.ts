/** A reading of a session holds for so long at most: with a slow model some are half a second apart. */
export const READING_HOLDS_MS = 1000;

/**
 * For how long a reading holds: until the next one, and no longer than a second, for then nothing was measured. The ribbon,
 * shares of usable time and the report all count by it.
 */
export const readingHoldMs = (atMs: number, nextMs = Infinity): number =>
  Math.min(nextMs - atMs, READING_HOLDS_MS);
