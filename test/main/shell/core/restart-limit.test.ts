import { expect, test, vi } from 'vitest';

import { RestartLimit } from '../../../../src/main/shell/core/restart-limit.ts';

test('ends within the span are counted; too many of them stop it until a person tries again', () => {
  vi.useFakeTimers();
  try {
    const limit = new RestartLimit(2, 1000);
    expect([limit.count(), limit.count(), limit.count(), limit.count()]).toEqual([1, 2, null, null]);
    limit.reset();
    expect(limit.count()).toBe(1);
    vi.advanceTimersByTime(999);
    expect(limit.count()).toBe(2);
    vi.advanceTimersByTime(1);
    expect(limit.count()).toBe(2);
    vi.advanceTimersByTime(5000);
    expect(limit.count()).toBe(1);
  } finally {
    vi.useRealTimers();
  }
});
