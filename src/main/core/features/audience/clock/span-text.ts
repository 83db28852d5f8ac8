import { HOUR_MS, MINUTE_MS } from '../../../platform/time/local-time.ts';

const DAY_MS = 24 * HOUR_MS;

/** `2 days`, `1 hour`, `5 minutes`: the size of a difference, in the largest unit that fits. */
export function spanText(ms: number): string {
  const size = Math.abs(ms);
  if (size >= 2 * DAY_MS) return text(size / DAY_MS, 'day');
  return size >= HOUR_MS ? text(size / HOUR_MS, 'hour') : text(size / MINUTE_MS, 'minute');
}

function text(n: number, unit: string): string {
  const rounded = Math.round(n);
  return `${rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
