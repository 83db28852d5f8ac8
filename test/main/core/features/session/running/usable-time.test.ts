import { expect, it } from 'vitest';

import { UsableTime } from '../../../../../../src/main/core/features/session/running/usable-time.ts';

const NEW = { confirmedMs: null, measuredMs: 0, usableMs: 0 };

it('counts from the first confirmation on, by time', () => {
  const usable = new UsableTime(NEW);
  usable.pass(1000, false);
  expect(usable.share).toBeNull();
  usable.begin(1000);
  usable.begin(2000);
  usable.pass(300, true);
  usable.pass(100, false);
  expect(usable.share).toBe(0.75);
  expect(usable.record).toEqual({ confirmedMs: 1000, measuredMs: 400, usableMs: 300 });
});

it('goes on after a cut', () => {
  const usable = new UsableTime({ confirmedMs: 5, measuredMs: 400, usableMs: 300 });
  usable.pass(400, true);
  expect(usable.share).toBe(0.875);
});
