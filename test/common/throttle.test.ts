import { afterEach, expect, test, vi } from 'vitest';

import { throttled } from '../../src/common/throttle.ts';

afterEach(() => vi.useRealTimers());

test('a wall clock that is set back silences nothing', () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-26T12:00:00Z'), toFake: ['Date', 'performance'] });
  const may = throttled(1000);
  expect(may(false)).toBe(true);
  expect(may(false)).toBe(false);
  vi.advanceTimersByTime(1000);
  vi.setSystemTime(Date.parse('2026-11-26T11:00:00Z'));
  expect(may(false)).toBe(true);
  vi.setSystemTime(Date.parse('2026-11-27T11:00:00Z'));
  expect(may(false)).toBe(false);
  expect(may(true)).toBe(true);
});
