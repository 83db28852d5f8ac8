import { expect, test } from 'vitest';

import {
  formatBytes,
  formatCount,
  formatDuration,
  formatFigure,
  formatPercent,
  formatYears,
} from '../../../src/renderer/messages/format.ts';

test.each([
  [0, '0 s'],
  [59.4, '59 s'],
  [60, '1 min'],
  [75, '1 min 15 s'],
  [599, '9 min 59 s'],
  [754, '12 min'],
  [3600, '1 h'],
  [5210, '1 h 26 min'],
  [86_400, '1 d'],
  [100_000, '1 d 3 h'],
  [-5, '0 s'],
  [60 * 16.077683333333333, '16 min'],
  [Number.NaN, '–'],
])('%s seconds are %s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [1.42e9, '1.4 GB'],
  [412e9, '412 GB'],
  [3e18, '3,000 PB'],
])('%s bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test('counts, shares and years carry their separators and units', () => {
  expect(formatCount(28256)).toBe('28,256');
  expect(formatPercent(0.80869)).toBe('80.9%');
  expect(formatPercent(1, 0)).toBe('100%');
  expect(formatYears(1, 0)).toBe('1 year');
  expect(formatYears(34, 0)).toBe('34 years');
  expect(formatFigure('maeYears', 9.335)).toBe('9.34 years');
  expect(formatFigure('accuracy', 0.5)).toBe('50.0%');
});

test('what is no number is shown as unknown, with no unit of its own', () => {
  const none = Number.NaN;
  for (const text of [
    formatCount(none),
    formatPercent(none),
    formatYears(none),
    formatBytes(none),
    formatPercent(Infinity),
  ])
    expect(text).toBe('–');
});
