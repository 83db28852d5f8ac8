import type { OpenSpan, OpeningHours } from '../../../ipc/contract/audience.ts';
import { localTime, MINUTE_MS } from './local-time.ts';

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

/** Seconds from one moment to another in which the site is open. Hours begin and end with a minute. */
export function openSeconds(place: OpenPlace, fromMs: number, toMs: number): number {
  let seconds = 0;
  for (let at = fromMs; at < toMs;) {
    const next = Math.min(toMs, (Math.floor(at / MINUTE_MS) + 1) * MINUTE_MS);
    if (isOpen(place, at)) seconds += (next - at) / 1000;
    at = next;
  }
  return seconds;
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
