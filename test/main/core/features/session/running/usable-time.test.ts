import { expect, it } from 'vitest';

import { UsableTime } from '../../../../../../src/main/core/features/session/running/usable-time.ts';

const NEW = { confirmedMs: null, measuredMs: 0, usableMs: 0 };

it('counts a reading until the next one, and no longer than a second', () => {
  const usable = new UsableTime(NEW);
  usable.begin(0);
  usable.pass(4000);
  for (let atMs = 0; atMs <= 1000; atMs += 100) usable.add(atMs, true);
  usable.add(4000, false); // The camera sent nothing for three seconds.
  usable.add(4100, true);
  usable.add(4200, true);
  expect(usable.record.usableMs).toBe(2100);
});

it('counts from the first confirmation on, by time', () => {
  const usable = new UsableTime(NEW);
  usable.pass(1000);
  expect(usable.share).toBeNull();
  usable.begin(1000);
  usable.begin(2000);
  usable.add(1000, true);
  usable.pass(300);
  usable.add(1300, false);
  usable.pass(100);
  usable.add(1400, true);
  expect(usable.share).toBe(0.75);
  expect(usable.record).toEqual({ confirmedMs: 1000, measuredMs: 400, usableMs: 300 });
});

it('goes on after a cut', () => {
  const usable = new UsableTime({ confirmedMs: 5, measuredMs: 400, usableMs: 300 });
  usable.pass(400);
  usable.add(1000, true);
  usable.add(1400, true);
  expect(usable.share).toBe(0.875);
});
