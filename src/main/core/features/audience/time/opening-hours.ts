import type { OpenSpan, OpeningHours } from '../../../../ipc/contract/audience.ts';
import { localTime, MINUTE_MS } from '../../../platform/time/local-time.ts';

/** When a site is open, on its own clock. */
export interface OpenPlace {
  timeZone: string;
  opening: OpeningHours;
}

/** `09:30` → 570; `24:00` is the day's end. */
export function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours! * 60 + minutes!;
}

export function isOpen({ timeZone, opening }: OpenPlace, ms: number): boolean {
  const { weekday, minute } = localTime(ms, timeZone);
  return spansOf(opening, weekday).some(({ from, to }) => minute >= minuteOf(from) && minute < minuteOf(to));
}

/** Seconds from one moment to another in which the site is open. */
export function openSeconds(place: OpenPlace, fromMs: number, toMs: number): number {
  if (toMs <= fromMs) return 0;
  const [first, last] = [localTime(fromMs, place.timeZone), localTime(toMs - 1, place.timeZone)];
  if (first.day !== last.day || first.offsetMinutes !== last.offsetMinutes) {
    // Midnight or a change of the clocks lies between: both come with a whole minute.
    const minutes = Math.ceil((toMs - fromMs) / MINUTE_MS);
    if (minutes <= 1) return isOpen(place, fromMs) ? (toMs - fromMs) / 1000 : 0;
    const middleMs = (Math.floor(fromMs / MINUTE_MS) + Math.floor(minutes / 2)) * MINUTE_MS;
    return openSeconds(place, fromMs, middleMs) + openSeconds(place, middleMs, toMs);
  }
  const from = first.minute * MINUTE_MS + (fromMs % MINUTE_MS);
  const to = from + toMs - fromMs;
  const openMs = spansOf(place.opening, first.weekday).map((span) =>
    Math.max(
      0,
      Math.min(to, minuteOf(span.to) * MINUTE_MS) - Math.max(from, minuteOf(span.from) * MINUTE_MS),
    ),
  );
  return openMs.reduce((sum, ms) => sum + ms, 0) / 1000;
}

/** Whether a day's last opening hour is over. */
export function isOver({ timeZone, opening }: OpenPlace, day: string, nowMs: number): boolean {
  const now = localTime(nowMs, timeZone);
  if (now.day !== day) return now.day > day;
  const ends = spansOf(opening, now.weekday).map(({ to }) => minuteOf(to));
  return ends.length > 0 && now.minute >= Math.max(...ends);
}

function spansOf(opening: OpeningHours, weekday: number): readonly OpenSpan[] {
  return opening[weekday - 1] ?? [];
}
