/** @returns whether something may be said now: at most once in so many milliseconds, and what matters always */
export function throttled(everyMs: number): (matters: boolean) => boolean {
  let last = 0;
  return (matters) => {
    if (!matters && Date.now() - last < everyMs) return false;
    last = Date.now();
    return true;
  };
}
