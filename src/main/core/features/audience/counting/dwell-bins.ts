/** Where the bins of dwell begin, in seconds; each ends where the next one begins, the last one never. */
export const DWELL_STARTS_SECONDS = [0, 5, 15, 30, 60, 120, 300, 900] as const;

/** As a zone: the time in view of the camera. */
export const IN_VIEW_ZONE = '';

export function dwellBin(seconds: number): number {
  return Math.max(
    0,
    DWELL_STARTS_SECONDS.findLastIndex((start) => seconds >= start),
  );
}
