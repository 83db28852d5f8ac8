import type { OpenSpan, OpeningHours } from '../../../../ipc/contract/audience.ts';
import { localTime, MINUTE_MS } from '../../../platform/time/local-time.ts';
import { type TimeSpan, union } from './time-spans.ts';

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

/** When the site is open from one moment to another. */
export function openSpans(place: OpenPlace, fromMs: number, toMs: number): TimeSpan[] {
  if (toMs <= fromMs) return [];
  const [first, last] = [localTime(fromMs, place.timeZone), localTime(toMs - 1, place.timeZone)];
  if (first.day !== last.day || first.offsetMinutes !== last.offsetMinutes) {
    // Midnight or a change of the clocks lies between: both come with a whole minute.
    const minutes = Math.ceil((toMs - fromMs) / MINUTE_MS);
    if (minutes <= 1) return isOpen(place, fromMs) ? [[fromMs, toMs]] : [];
    const middleMs = (Math.floor(fromMs / MINUTE_MS) + Math.floor(minutes / 2)) * MINUTE_MS;
    return union([...openSpans(place, fromMs, middleMs), ...openSpans(place, middleMs, toMs)]);
  }
  const midnightMs = fromMs - first.minute * MINUTE_MS - (fromMs % MINUTE_MS);
  const spans = spansOf(place.opening, first.weekday).map(({ from, to }): TimeSpan => [
    Math.max(fromMs, midnightMs + minuteOf(from) * MINUTE_MS),
    Math.min(toMs, midnightMs + minuteOf(to) * MINUTE_MS),
  ]);
  return union(spans.filter(([from, to]) => from < to));
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
