import { setImmediate } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { MemoryBudget } from '../../src/common/memory-budget.ts';

it('never lets more be held than there is, in the order of asking, and frees what fails', async () => {
  const budget = new MemoryBudget(100);
  let held = 0;
  let most = 0;
  const started: number[] = [];
  const sizes = [60, 30, 50, 10, 100, 1, 99, 100];
  const work = sizes.map((bytes, i) =>
    budget
      .hold(bytes, async () => {
        started.push(i);
        most = Math.max(most, (held += bytes));
        await setImmediate();
        held -= bytes;
        if (i % 2) throw new Error('failed');
      })
      .catch(() => undefined),
  );
  await Promise.all(work);
  expect(started).toEqual(sizes.map((_, i) => i));
  expect(most).toBe(100);
  expect(held).toBe(0);
});
