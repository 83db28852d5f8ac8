import { expect, test } from 'vitest';

import { PaceMeter } from '../../../../src/renderer/state/jobs/job-pace.ts';

test('pace needs a second of work, and follows the last of it', () => {
  const meter = new PaceMeter(10_000);
  expect(meter.add(0, 100, 0)).toEqual({ rate: null, etaS: null });
  expect(meter.add(10, 100, 500)).toEqual({ rate: null, etaS: null });
  expect(meter.add(20, 100, 2000)).toEqual({ rate: 10, etaS: 8 });
  for (let s = 3; s <= 30; s++) meter.add(20 + (s - 2), 100, s * 1000);
  expect(meter.add(49, 100, 31_000).rate).toBeCloseTo(1, 1);
});
