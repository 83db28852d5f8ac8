import { afterEach, expect, it } from 'vitest';

import { LimitedThread, LimitExceeded } from '../../src/common/limited-thread.ts';
import type { MadeCalls } from './made-threads.ts';

const ENTRY = new URL('./made-threads.ts', import.meta.url);
const LIMITS = { cpuMs: 10_000, bytes: 512e6 };
const opened: LimitedThread<MadeCalls>[] = [];

function open(limits: Partial<typeof LIMITS> = {}, signal?: AbortSignal): LimitedThread<MadeCalls> {
  const thread = new LimitedThread<MadeCalls>(ENTRY, { ...LIMITS, ...limits }, signal);
  opened.push(thread);
  return thread;
}

afterEach(() => {
  for (const thread of opened.splice(0)) thread.close();
});

it('answers one call after the other, and stays after one that is refused', async () => {
  const thread = open();
  expect(await thread.call('sum', 2, 3)).toBe(5);
  expect(await thread.call('ones', 3)).toEqual(Float32Array.of(1, 1, 1));
  await expect(thread.call('refuse', 'not this one')).rejects.toMatchObject({
    name: 'DemifaceError',
    code: 'mismatch',
    message: 'not this one',
  });
  expect(await thread.call('sum', 4, 5)).toBe(9);
});

it('ends a call that takes too much of the processor, and with it the thread', async () => {
  const thread = open({ cpuMs: 300 });
  const error: unknown = await thread.call('loop').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(LimitExceeded);
  expect((error as LimitExceeded).message).toBe('over 0.3 s of the processor');
  await expect(thread.call('sum', 1, 1)).rejects.toBe(error);
});

it('lets a call wait for longer than it may compute', async () => {
  expect(await open({ cpuMs: 500 }).call('sleep', 1500)).toBe('awake');
});

it.each(['hoard', 'hoardBytes', 'hoardPages'] as const)(
  'ends a call that takes too much memory: %s',
  async (name) => {
    await expect(open({ bytes: 100e6 }).call(name)).rejects.toThrow(
      new LimitExceeded('over 100 MB of memory'),
    );
  },
);

it('ends on abort, before and in the middle of a call', async () => {
  const reason = new Error('stopped');
  await expect(open({}, AbortSignal.abort(reason)).call('sum', 1, 1)).rejects.toBe(reason);
  const stop = new AbortController();
  const thread = open({}, stop.signal);
  await thread.call('sum', 1, 1);
  const looping = thread.call('loop');
  stop.abort(reason);
  await expect(looping).rejects.toBe(reason);
});

it('passes a fault of the code on as it is', async () => {
  await expect(open().call('fail')).rejects.toThrow(new TypeError('a fault of the code'));
});
