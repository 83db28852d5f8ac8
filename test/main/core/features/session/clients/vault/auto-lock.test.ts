import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { AutoLock } from '../../../../../../../src/main/core/features/session/clients/vault/auto-lock.ts';

const MINUTE_MS = 60_000;
let isInUse = false;
const lock = vi.fn();

beforeEach(() => {
  vi.useFakeTimers();
  lock.mockClear();
  isInUse = false;
});
afterEach(() => void vi.useRealTimers());

const made = (minutes = 10) => new AutoLock({ isInUse: () => isInUse, lock }, minutes);

test('locks after the minutes without use, not before', () => {
  const autoLock = made();
  autoLock.touch();
  vi.advanceTimersByTime(9 * MINUTE_MS);
  autoLock.touch();
  vi.advanceTimersByTime(9 * MINUTE_MS);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(lock).toHaveBeenCalledOnce();
});

test('does not lock while a session runs, and counts from its end', () => {
  const autoLock = made();
  autoLock.touch();
  isInUse = true;
  vi.advanceTimersByTime(65 * MINUTE_MS);
  expect(lock).not.toHaveBeenCalled();
  isInUse = false;
  autoLock.freed();
  vi.advanceTimersByTime(9 * MINUTE_MS);
  expect(lock).not.toHaveBeenCalled();
  vi.advanceTimersByTime(MINUTE_MS);
  expect(lock).toHaveBeenCalledOnce();
});

test('locks with the screen: at once, or at the end of the session', () => {
  const autoLock = made();
  autoLock.lockSoon();
  expect(lock).toHaveBeenCalledTimes(1);
  isInUse = true;
  autoLock.lockSoon();
  expect(lock).toHaveBeenCalledTimes(1);
  isInUse = false;
  autoLock.freed();
  expect(lock).toHaveBeenCalledTimes(2);
});

test('takes another number of minutes at once', () => {
  const autoLock = made(240);
  autoLock.touch();
  autoLock.minutes = 1;
  vi.advanceTimersByTime(MINUTE_MS);
  expect(lock).toHaveBeenCalledOnce();
});
