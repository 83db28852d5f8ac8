import { Temporal } from 'temporal-polyfill';
import { expect, onTestFinished, test, vi } from 'vitest';

import {
  dayStart,
  HOUR_MS,
  hourStart,
  isTimeZone,
  laterDay,
  localTime,
  QUARTER_MS,
  quarterStart,
  weekdayOf,
  weekOf,
} from '../../../../../src/main/core/platform/time/local-time.ts';
import { randomFor } from '../../../../../src/common/math/random.ts';

/** The clock on the wall by another way: the formatter of the machine. */
function byFormatter(ms: number, timeZone: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, hourCycle: 'h23', weekday: 'short' },
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  });
  const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return {
    day: `${part.year}-${part.month}-${part.day}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(part.weekday!) + 1,
    minute: Number(part.hour) * 60 + Number(part.minute),
  };
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

test('the wall clock is that of the formatter, around every change of the clocks too', () => {
  for (const zone of ZONES)
    for (const middle of [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 3, 4, 15)])
      for (let ms = middle - 30 * HOUR_MS; ms < middle + 30 * HOUR_MS; ms += 7 * 60_000) {
        const { offsetMinutes, ...local } = localTime(ms, zone);
        expect(local).toEqual(byFormatter(ms, zone));
        expect(new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 10)).toBe(local.day);
      }
});

test.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['Europe/Berlin', '2026-06-01', 24],
  ['Australia/Lord_Howe', '2026-04-05', 24.5],
  ['Australia/Lord_Howe', '2026-10-04', 23.5],
])('%s on %s has %d hours', (zone, day, hours) => {
  const [start, end] = [dayStart(day, zone), dayStart(laterDay(day, 1), zone)];
  expect((end - start) / HOUR_MS).toBe(hours);
  expect(localTime(start, zone).day).toBe(day);
  expect(localTime(start - 1, zone).day).toBe(laterDay(day, -1));
  const starts = new Set<number>();
  for (let ms = start; ms < end; ms += QUARTER_MS) {
    const hour = hourStart(ms, zone);
    expect(hour <= ms && ms - hour < HOUR_MS).toBe(true);
    expect(hourStart(hour, zone)).toBe(hour);
    starts.add(hour);
  }
  expect(starts.size).toBe(Math.ceil(hours));
});

test('a repeated hour is two hours', () => {
  const first = Date.UTC(2026, 9, 25, 0, 20);
  expect(hourStart(first, 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0));
  expect(hourStart(first + HOUR_MS, 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 1));
  expect(localTime(first, 'Europe/Berlin').minute).toBe(localTime(first + HOUR_MS, 'Europe/Berlin').minute);
});

test('hours and offsets are those of Temporal, in twenty years of zones that change in other ways', () => {
  const random = randomFor(1, 'time');
  const zones = [...ZONES, 'Africa/Casablanca', 'America/Caracas', 'Europe/Dublin', 'Asia/Tehran'];
  for (const zone of zones)
    for (let i = 0; i < 400; i++) {
      const ms = Date.UTC(2010, 0, 1) + random.int(20 * 365 * 24 * 60) * 60_000;
      const at = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
      const { day, minute, offsetMinutes } = localTime(ms, zone);
      expect([day, minute, offsetMinutes]).toEqual([
        at.toPlainDate().toString(),
        at.hour * 60 + at.minute,
        at.offsetNanoseconds / 60e9,
      ]);
      const full = at.round({ smallestUnit: 'hour', roundingMode: 'floor' }).epochMilliseconds;
      const change = at.add({ milliseconds: 1 }).getTimeZoneTransition('previous')?.epochMilliseconds;
      expect(hourStart(ms, zone)).toBe(Math.max(full, change ?? full));
    }
});

test('the rules of a zone are looked up once for each of its spans, however many times are requested', () => {
  const lookups = vi.spyOn(Temporal.Instant, 'fromEpochMilliseconds');
  onTestFinished(() => lookups.mockRestore());
  for (let hour = 0; hour < 365 * 24; hour++)
    hourStart(Date.UTC(2031, 0, 1) + hour * HOUR_MS, 'America/New_York');
  expect(lookups.mock.calls.length).toBeLessThan(10);
});

test('weekdays, weeks and quarters', () => {
  expect(weekdayOf('2026-11-26')).toBe(4);
  expect(weekOf('2026-11-29')).toBe('2026-11-23');
  expect(weekOf('2026-11-23')).toBe('2026-11-23');
  expect(quarterStart(Date.UTC(2026, 0, 1, 10, 44, 59, 999))).toBe(Date.UTC(2026, 0, 1, 10, 30));
});

test('only names of IANA are time zones', () => {
  expect(['Europe/Paris', 'UTC', 'Etc/GMT+3'].every(isTimeZone)).toBe(true);
  expect(['', '+01:00', 'Europe/Paree', 'Mars/Olympus'].some(isTimeZone)).toBe(false);
});
