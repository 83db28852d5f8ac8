/** Sizes of a chart, in its own units. */
export const CHART_WIDTH = 700;
export const LEFT = 34;
export const RIGHT = CHART_WIDTH - 10;

/** A stretch of a session. */
export interface Span {
  fromMs: number;
  toMs: number;
}

/** Where a time stands. */
export function timeScale({ fromMs, toMs }: Span): (atMs: number) => number {
  const perMs = (RIGHT - LEFT) / Math.max(1, toMs - fromMs);
  return (atMs) => rounded(LEFT + (Math.min(toMs, Math.max(fromMs, atMs)) - fromMs) * perMs);
}

/** Enough for print, and short. */
export const rounded = (value: number): number => Math.round(value * 100) / 100;

const MINUTE_MS = 60_000;
const TICK_MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440];
const MAX_TICKS = 10;

/** Full minutes at which the time axis is labeled. */
export function ticks({ fromMs, toMs }: Span): number[] {
  const fits = (minutes: number) => (toMs - fromMs) / (minutes * MINUTE_MS) <= MAX_TICKS;
  const stepMs = (TICK_MINUTES.find(fits) ?? TICK_MINUTES.at(-1)!) * MINUTE_MS;
  const first = Math.ceil(fromMs / stepMs);
  const count = Math.max(0, Math.floor(toMs / stepMs) - first + 1);
  return Array.from({ length: count }, (_, i) => (first + i) * stepMs);
}
