import { setImmediate } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { forEachInFlight } from '../../src/common/in-flight.ts';

it('reads no further ahead than number and weight allow, and does all of it', async () => {
  const weights = [1, 1, 1, 50, 1, 30, 30, 1, 1, 200, 1];
  let held = 0;
  let most = 0;
  let flying = 0;
  let mostFlying = 0;
  let done = 0;
  function* items() {
    for (const weight of weights) {
      most = Math.max(most, (held += weight));
      yield weight;
    }
  }
  const work = async (weight: number) => {
    mostFlying = Math.max(mostFlying, ++flying);
    await setImmediate();
    flying--;
    held -= weight;
    done++;
  };
  await forEachInFlight(items(), 3, work, { weigh: (weight) => weight, most: 40 });
  expect(done).toBe(weights.length);
  expect(mostFlying).toBe(3);
  // The heaviest one, and what was in flight below the bound when it was read.
  expect(most).toBeLessThanOrEqual(240);
});
