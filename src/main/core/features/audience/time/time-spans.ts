/** From one moment to another, in Unix time in milliseconds. */
export type TimeSpan = readonly [fromMs: number, toMs: number];

/** In the order of time; those that touch or overlap as one. */
export function union(spans: readonly TimeSpan[]): TimeSpan[] {
  const sorted = spans.toSorted(([a], [b]) => a - b);
  const whole: TimeSpan[] = [];
  for (const [fromMs, toMs] of sorted) {
    const last = whole.at(-1);
    if (last && fromMs <= last[1]) whole[whole.length - 1] = [last[0], Math.max(last[1], toMs)];
    else whole.push([fromMs, toMs]);
  }
  return whole;
}

/** How long spans last that do not overlap. */
export function secondsOf(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, [fromMs, toMs]) => sum + (toMs - fromMs), 0) / 1000;
}
