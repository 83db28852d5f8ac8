import { Temporal } from 'temporal-polyfill';

import { offsetSpan } from './utc-offset.ts';

/** Local date and time of a site. */
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
const DAY_MS = 24 * HOUR_MS;

/** @param timeZone IANA's name, such as `Europe/Berlin` */
export function localTime(ms: number, timeZone: string): LocalTime {
  const { offsetMs } = offsetSpan(ms, timeZone);
  const local = ms + offsetMs;
  const days = Math.floor(local / DAY_MS);
  return {
    day: dayOf(days),
    weekday: ((((days + 3) % 7) + 7) % 7) + 1,
    minute: Math.floor((local - days * DAY_MS) / MINUTE_MS),
    offsetMinutes: offsetMs / MINUTE_MS,
  };
}

/** Days that were written out, by their number since 1970: a year of hours has 365. */
const written = new Map<number, string>();

function dayOf(days: number): string {
  const day = written.get(days) ?? new Date(days * DAY_MS).toISOString().slice(0, 10);
  written.set(days, day);
  return day;
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
  const { offsetMs, startMs } = offsetSpan(ms, timeZone);
  const full = Math.floor((ms + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
  return Math.max(full, startMs);
}

/** When an hour that begins then ends by the site's clock, or where the clocks change within it. */
export function hourEnd(hourMs: number, timeZone: string): number {
  const last = hourStart(hourMs + HOUR_MS - 1, timeZone);
  return last === hourMs ? hourMs + HOUR_MS : last;
}

/** Whether this is an IANA time zone that the machine has. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    offsetSpan(0, name);
    return true;
  } catch {
    return false;
  }
}

/** IANA's name of where this computer is; UTC where the system names none that can be used. */
export function systemZone(): string {
  // Declared as a string, but undefined where the system's name cannot be read.
  const named = Intl.DateTimeFormat().resolvedOptions().timeZone as string | undefined;
  return named !== undefined && isTimeZone(named) ? named : 'UTC';
}
