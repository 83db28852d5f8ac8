import { describe, expect, it } from 'vitest';

import {
  asTime,
  spansProblem,
  withDay,
  withSpan,
} from '../../../../src/renderer/state/store/opening-times.ts';

describe('asTime', () => {
  it.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    [' 17:05 ', '17:05'],
    ['24', '24:00'],
  ])('%s means %s', (text, time) => expect(asTime(text)).toBe(time));

  it.each(['', '25', '24:30', '9:61', 'noon', '12345'])('%s stays as it is: it is no time', (text) =>
    expect(asTime(text)).toBe(text),
  );
});

describe('spansProblem', () => {
  const span = (from: string, to: string) => ({ from, to });

  it('finds none in a closed day, in spans that touch, in any order', () => {
    expect(spansProblem([])).toBeNull();
    expect(spansProblem([span('13:00', '24:00'), span('09:00', '13:00')])).toBeNull();
  });

  it('reports what is no time, what ends before it begins, what overlaps', () => {
    expect(spansProblem([span('9:00', '12:00')])).toBe('time');
    expect(spansProblem([span('24:00', '24:30')])).toBe('time');
    expect(spansProblem([span('12:00', '12:00')])).toBe('order');
    expect(spansProblem([span('22:00', '02:00')])).toBe('order');
    expect(spansProblem([span('12:00', '18:00'), span('09:00', '12:01')])).toBe('overlap');
  });
});

it('a span more never overlaps those before it, as long as the day has room after them', () => {
  let spans = withSpan([]);
  for (let i = 0; i < 2; i++) {
    expect(spansProblem(spans)).toBeNull();
    spans = withSpan(spans);
  }
});

it('other hours on one day leave the others', () => {
  const week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '18:00' }]);
  const changed = withDay(week, 6, []);
  expect(changed.map((spans) => spans.length)).toEqual([1, 1, 1, 1, 1, 1, 0]);
  expect(week[6]).toHaveLength(1);
});
