import type { CodedMessage } from '../../../../../messages/message.ts';
import { message } from '../../../../../messages/message.ts';
import { HOUR_MS, MINUTE_MS } from '../../../platform/time/local-time.ts';

const DAY_MS = 24 * HOUR_MS;

/** The size of a difference, in the largest unit that fits. */
export function spanOf(ms: number): CodedMessage {
  const size = Math.abs(ms);
  const [unit, unitMs] =
    size >= 2 * DAY_MS ? ['day', DAY_MS] : size >= HOUR_MS ? ['hour', HOUR_MS] : ['minute', MINUTE_MS];
  return message('audit.span', { unit, n: Math.round(size / unitMs) });
}
