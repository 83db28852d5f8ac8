import { Temporal } from 'temporal-polyfill';

/** What the clock on the wall of a site says. */
export interface LocalTime {
  /** `2026-10-25`. */
  day: string;
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  /** 0 … 1439, by the clock: it stands still or jumps when the clocks change. */
  minute: number;
  /** Ahead of UTC. */
  offsetMinutes: number;
}

export const MINUTE_MS = 60_000;
export const QUARTER_MS = 15 * MINUTE_MS;
export const HOUR_MS = 60 * MINUTE_MS;

/** @param timeZone IANA's name, such as `Europe/Berlin` */
export function localTime(ms: number, timeZone: string): LocalTime {
  const at = zoned(ms, timeZone);
  return {
    day: at.toPlainDate().toString(),
    weekday: at.dayOfWeek,
    minute: at.hour * 60 + at.minute,
    offsetMinutes: at.offsetNanoseconds / 60e9,
  };
}

/** When a day begins there: at midnight, or later where the clocks skip it. */
export function dayStart(day: string, timeZone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The day that many days later. */
export function laterDay(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(day: string): number {
  return new Date(day).getUTCDay() || 7;
}

/** The Monday of its week. */
export function weekOf(day: string): string {
  return laterDay(day, 1 - weekdayOf(day));
}

/** Quarters begin with those of UTC: every zone of today is ahead or behind by whole ones. */
export function quarterStart(ms: number): number {
  return Math.floor(ms / QUARTER_MS) * QUARTER_MS;
}

/** When the hour of the site's clock began; an hour that the clocks repeat is another one, as is what is left of one that they cut. */
export function hourStart(ms: number, timeZone: string): number {
  const at = zoned(ms, timeZone);
  const full = at.round({ smallestUnit: 'hour', roundingMode: 'floor' }).epochMilliseconds;
  const change = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
  return Math.max(full, change ?? full);
}

/** Whether this is a name of IANA's that the machine knows. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    zoned(0, name);
    return true;
  } catch {
    return false;
  }
}

function zoned(ms: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone);
}
