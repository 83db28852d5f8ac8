/** @returns a test of whether to report now: once per interval, and always where it matters */
export function throttled(everyMs: number): (matters: boolean) => boolean {
  let last = -Infinity;
  return (matters) => {
    if (!matters && performance.now() - last < everyMs) return false;
    last = performance.now();
    return true;
  };
}
