import { daysUntil } from '../../common/calendar.ts';

/** Days and hours as people read them. English; a day has no time zone, so it is read as UTC. */
const LOCALE = 'en-GB';
const formats = {
  short: new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  weekday: new Intl.DateTimeFormat(LOCALE, {
    ...{ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' },
  }),
  full: new Intl.DateTimeFormat(LOCALE, {
    ...{ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' },
  }),
};
const read = (format: Intl.DateTimeFormat, day: string) =>
  format.format(new Date(`${day}T00:00:00Z`)).replace(',', '');

/** `9 Nov` */
export const shortDay = (day: string): string => read(formats.short, day);
/** `Mon 9 Nov` */
export const weekdayDay = (day: string): string => read(formats.weekday, day);
/** `9 Nov 2026` */
const fullDay = (day: string): string => read(formats.full, day);

/** `9 Nov 2026`, `2–9 Nov 2026`, `28 Oct – 9 Nov 2026`, `28 Dec 2025 – 9 Jan 2026` */
export function daySpan(from: string, to: string): string {
  if (daysUntil(from, to) === 0) return fullDay(to);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${fullDay(to)}`;
  return `${from.slice(0, 4) === to.slice(0, 4) ? shortDay(from) : fullDay(from)} – ${fullDay(to)}`;
}

/** `09:00` @param hour 0 … 24 */
export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** `09:00–10:00` @param hour 0 … 23 */
export const hourSpan = (hour: number): string => `${hourName(hour)}–${hourName(hour + 1)}`;
