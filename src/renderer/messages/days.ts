import { daysUntil } from '../../common/math/calendar.ts';
import { locale } from './index.ts';

/** Days and hours of a site's calendar. A day has no time zone, so it is read as UTC. */

const dayFormat = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...options, timeZone: 'UTC' });
const formats = {
  short: dayFormat({}),
  weekday: dayFormat({ weekday: 'short' }),
  full: dayFormat({ year: 'numeric' }),
};
const dateOf = (day: string) => new Date(`${day}T00:00:00Z`);
const read = (format: Intl.DateTimeFormat, day: string) => format.format(dateOf(day)).replace(',', '');

/** `9 Nov` */
export const shortDay = (day: string): string => read(formats.short, day);
/** `Mon 9 Nov` */
export const weekdayDay = (day: string): string => read(formats.weekday, day);

/** `9 Nov 2026`, `2–9 Nov 2026`, `28 Oct – 9 Nov 2026`, `28 Dec 2025 – 9 Jan 2026` */
export function daySpan(from: string, to: string): string {
  if (daysUntil(from, to) === 0) return read(formats.full, to);
  return formats.full.formatRange(dateOf(from), dateOf(to));
}

const MONDAY = Date.UTC(2024, 0, 1);
const weekdays = (weekday: 'long' | 'short') => {
  const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, i) => format.format(new Date(MONDAY + i * 86_400_000)));
};
/** Monday to Sunday. */
export const WEEKDAYS: readonly string[] = weekdays('long');
/** `Mon` to `Sun`. */
export const SHORT_WEEKDAYS: readonly string[] = weekdays('short');

/** `09:00` @param hour 0 … 24 */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `09:00–10:00` @param hour 0 … 23 */
export const hourSpan = (hour: number): string => `${hourName(hour)}–${hourName(hour + 1)}`;
