import { setTimeout as sleep } from 'node:timers/promises';

import { expect, it } from 'vitest';

import { SerialQueue } from '../../src/common/serial-queue.ts';

it('begins each piece of work once the one before it has ended, well or not', async () => {
  const turns = new SerialQueue();
  const log: string[] = [];
  const work =
    (name: string, ms: number, fails = false) =>
    async () => {
      log.push(`begin ${name}`);
      await sleep(ms);
      log.push(`end ${name}`);
      if (fails) throw new Error(name);
      return name;
    };
  const ends = await Promise.allSettled([
    turns.take(work('a', 20)),
    turns.take(work('b', 10, true)),
    turns.take(() => {
      throw new Error('c');
    }),
    turns.take(work('d', 0)),
  ]);
  expect(log).toEqual(['begin a', 'end a', 'begin b', 'end b', 'begin d', 'end d']);
  expect(ends.map((end) => (end.status === 'fulfilled' ? end.value : (end.reason as Error).message))).toEqual(
    ['a', 'b', 'c', 'd'],
  );
});
