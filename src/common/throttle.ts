/** @returns whether something may be said now: at most once in so many milliseconds, and what matters always */
export function throttled(everyMs: number): (matters: boolean) => boolean {
  let last = -Infinity;
  return (matters) => {
    if (!matters && performance.now() - last < everyMs) return false;
    last = performance.now();
    return true;
  };
}
