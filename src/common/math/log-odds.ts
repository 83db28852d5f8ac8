/** What is nearer to 0 or 1 counts as this near: no single look decides alone. */
const LEAST = 1e-3;

/** log(p / (1 − p)): 0 where it is as likely as not; at most 6.9 to either side. */
export function logOdds(prob: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, prob));
  return Math.log(p / (1 - p));
}
