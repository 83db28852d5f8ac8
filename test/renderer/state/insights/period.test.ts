import { expect, test } from 'vitest';

import {
  addDays,
  dayIn,
  daysUntil,
  isDay,
  mondayOf,
  weekdayOf,
} from '../../../../src/common/math/calendar.ts';
import type { Span } from '../../../../src/renderer/state/insights/period.ts';
import {
  comparedProblem,
  cutsOf,
  lastWeeksCompared,
  spanOf,
  spanProblem,
} from '../../../../src/renderer/state/insights/period.ts';

const PRESETS = ['thisWeek', 'lastWeek', 'last28', 'thisMonth'] as const;

/** Counted by hand on the calendar, over ends of months and years and a leap day. */
const BY_HAND: Record<string, Record<(typeof PRESETS)[number], [from: string, to: string]>> = {
  // A Thursday.
  '2026-11-26': {
    thisWeek: ['2026-11-23', '2026-11-26'],
    lastWeek: ['2026-11-16', '2026-11-22'],
    last28: ['2026-10-29', '2026-11-25'],
    thisMonth: ['2026-11-01', '2026-11-26'],
  },
  // A Friday, the year's first day.
  '2027-01-01': {
    thisWeek: ['2026-12-28', '2027-01-01'],
    lastWeek: ['2026-12-21', '2026-12-27'],
    last28: ['2026-12-04', '2026-12-31'],
    thisMonth: ['2027-01-01', '2027-01-01'],
  },
  // A Sunday, after the leap day.
  '2028-03-05': {
    thisWeek: ['2028-02-28', '2028-03-05'],
    lastWeek: ['2028-02-21', '2028-02-27'],
    last28: ['2028-02-06', '2028-03-04'],
    thisMonth: ['2028-03-01', '2028-03-05'],
  },
  // A Monday.
  '2026-06-01': {
    thisWeek: ['2026-06-01', '2026-06-01'],
    lastWeek: ['2026-05-25', '2026-05-31'],
    last28: ['2026-05-04', '2026-05-31'],
    thisMonth: ['2026-06-01', '2026-06-01'],
  },
};

test.each(Object.entries(BY_HAND))('presets on %s', (today, expected) => {
  for (const preset of PRESETS) {
    const [from, to] = expected[preset];
    expect(spanOf(preset, today), preset).toEqual({ from, to });
  }
});

test('every day of two years: weeks are whole, 28 days hold each weekday four times', () => {
  for (let i = 0; i < 731; i++) {
    // Noon of the local clock: another calendar than the one under test.
    const date = new Date(2027, 0, 1 + i, 12);
    const today = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    expect(weekdayOf(today)).toBe(date.getDay() === 0 ? 7 : date.getDay());
    const lastWeek = spanOf('lastWeek', today);
    expect([weekdayOf(lastWeek.from), weekdayOf(lastWeek.to)]).toEqual([1, 7]);
    expect(daysUntil(lastWeek.to, spanOf('thisWeek', today).from)).toBe(1);
    const { from, to } = spanOf('last28', today);
    const weekdays = Array.from({ length: daysUntil(from, to) + 1 }, (_, n) => weekdayOf(addDays(from, n)));
    expect(weekdays.toSorted().join('')).toBe('1111222233334444555566667777');
    const { before, after } = lastWeeksCompared(today);
    expect([before, after].map((span) => daysUntil(span.from, span.to) + 1)).toEqual([28, 28]);
    expect([before.from, before.to, after.from, after.to].map(weekdayOf)).toEqual([1, 7, 1, 7]);
    expect(daysUntil(before.to, after.from)).toBe(1);
    expect(daysUntil(after.to, today)).toBe(weekdayOf(today));
  }
});

test('days follow the site, not the machine', () => {
  const newYear = Date.parse('2026-12-31T23:30:00Z');
  expect(dayIn('Europe/Berlin', newYear)).toBe('2027-01-01');
  expect(dayIn('America/New_York', newYear)).toBe('2026-12-31');
  expect(dayIn('UTC', newYear)).toBe('2026-12-31');
  expect(mondayOf('2027-01-01')).toBe('2026-12-28');
});

test.each([
  ['2026-11-02', '2026-11-01', 'reversed'],
  ['', '2026-11-01', 'unreadable'],
  ['2026-02-30', '2026-11-01', 'unreadable'],
  ['2026-11-27', '2026-11-28', 'future'],
  ['2026-11-26', '2026-11-28', null],
  ['2026-11-26', '2026-11-26', null],
])('from %s to %s: %s', (from, to, problem) => {
  expect(spanProblem({ from, to }, '2026-11-26')).toBe(problem);
});

test('only days of the calendar are days', () => {
  expect(['2028-02-29', '2026-12-31'].every(isDay)).toBe(true);
  expect(['2027-02-29', '2026-13-01', '26-1-1', '2026-1-01', 'today', ''].some(isDay)).toBe(false);
});

test('a span offers the cuts that can be looked at', () => {
  const cuts = (from: string, to: string) => cutsOf({ from, to }).join(' ');
  expect(cuts('2026-11-26', '2026-11-26')).toBe('hour');
  // Monday to Sunday is one week; Sunday and Monday are two.
  expect(cuts('2026-11-23', '2026-11-29')).toBe('hour day');
  expect(cuts('2026-11-22', '2026-11-23')).toBe('hour day week');
  expect(cuts('2026-10-01', '2026-10-31')).toBe('hour day week');
  expect(cuts('2026-10-01', '2026-11-01')).toBe('day week');
  expect(cuts('2026-01-01', '2027-01-01')).toBe('day week');
  expect(cuts('2026-01-01', '2027-01-02')).toBe('week');
});

test('compared spans may not touch', () => {
  const span = (from: string, to: string): Span => ({ from, to });
  const compared = (before: Span, after: Span) => comparedProblem({ before, after }, '2026-11-26');
  expect(compared(span('2026-10-01', '2026-10-07'), span('2026-10-08', '2026-10-14'))).toBeNull();
  expect(compared(span('2026-10-01', '2026-10-08'), span('2026-10-08', '2026-10-14'))).toBe('overlap');
  expect(compared(span('2026-10-08', '2026-10-14'), span('2026-10-01', '2026-10-07'))).toBe('overlap');
  expect(compared(span('2026-10-07', '2026-10-01'), span('2026-10-08', '2026-10-14'))).toBe('reversed');
  expect(compared(span('2026-10-01', '2026-10-07'), span('2026-12-01', '2026-12-07'))).toBe('future');
});
