import { expect, test } from 'vitest';

import { randomFor } from '../../../../../../src/common/math/random.ts';
import { dayStart, HOUR_MS, laterDay } from '../../../../../../src/main/core/platform/time/local-time.ts';
import {
  isOpen,
  isOver,
  minuteOf,
  openSpans,
} from '../../../../../../src/main/core/features/audience/time/opening-hours.ts';
import { secondsOf } from '../../../../../../src/main/core/features/audience/time/time-spans.ts';

const ALWAYS = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]);
const SHOP = Array.from({ length: 7 }, (_, i) =>
  i === 6
    ? []
    : [
        { from: '09:30', to: '13:00' },
        { from: '14:00', to: '18:00' },
      ],
);
const berlin = { timeZone: 'Europe/Berlin', opening: SHOP };

test('open from the first minute to before the last, at the site’s clock', () => {
  expect(minuteOf('24:00')).toBe(1440);
  expect(isOpen(berlin, Date.parse('2026-11-26T08:30:00Z'))).toBe(true);
  expect(isOpen(berlin, Date.parse('2026-11-26T08:29:59Z'))).toBe(false);
  expect(isOpen(berlin, Date.parse('2026-11-26T12:00:00Z'))).toBe(false);
  expect(isOpen(berlin, Date.parse('2026-07-26T08:30:00Z'))).toBe(false); // a Sunday
  expect(isOpen(berlin, Date.parse('2026-07-27T07:30:00Z'))).toBe(true); // summer time
});

test('open seconds of whole days: 23, 24 and 25 hours where it is always open', () => {
  const always = { timeZone: 'Europe/Berlin', opening: ALWAYS };
  for (const [day, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
    ['2026-11-26', 24],
  ] as const) {
    const [start, end] = [dayStart(day, 'Europe/Berlin'), dayStart(laterDay(day, 1), 'Europe/Berlin')];
    expect(secondsOf(openSpans(always, start, end))).toBe(hours * 3600);
  }
  const [start, end] = [dayStart('2026-11-26', 'Europe/Berlin'), dayStart('2026-11-27', 'Europe/Berlin')];
  expect(secondsOf(openSpans(berlin, start, end))).toBe(7.5 * 3600);
  expect(
    secondsOf(openSpans(berlin, Date.parse('2026-11-26T08:29:30Z'), Date.parse('2026-11-26T08:30:10Z'))),
  ).toBe(10);
});

test('open seconds are those of a count second by second, whatever lies between', () => {
  const random = randomFor(1, 'spans');
  for (let i = 0; i < 24; i++) {
    const middle = [Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 10, 26, 8, 30)][
      i % 3
    ]!;
    const from = middle - random.int(5400) * 1000;
    const to = from + random.int(7200) * 1000;
    const opening = Array.from({ length: 7 }, () => [
      { from: '00:00', to: '02:30' },
      { from: '09:30', to: '10:15' },
      { from: '23:00', to: '24:00' },
    ]);
    const place = { timeZone: 'Europe/Berlin', opening };
    let seconds = 0;
    for (let at = from; at < to; at += 1000) if (isOpen(place, at)) seconds++;
    expect(secondsOf(openSpans(place, from, to))).toBe(seconds);
  }
});

test('a day is over when its last hour is, a day without hours when the next one begins', () => {
  const thursday = dayStart('2026-11-26', 'Europe/Berlin');
  expect(isOver(berlin, '2026-11-26', thursday + 18 * HOUR_MS - 1)).toBe(false);
  expect(isOver(berlin, '2026-11-26', thursday + 18 * HOUR_MS)).toBe(true);
  expect(isOver(berlin, '2026-11-27', thursday + 18 * HOUR_MS)).toBe(false);
  const sunday = dayStart('2026-11-29', 'Europe/Berlin');
  expect(isOver(berlin, '2026-11-29', sunday + 23 * HOUR_MS)).toBe(false);
  expect(isOver(berlin, '2026-11-29', sunday + 24 * HOUR_MS)).toBe(true);
});
