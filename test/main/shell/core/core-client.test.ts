import { setImmediate } from 'node:timers/promises';

import { expect, test, vi } from 'vitest';

import { CoreClient } from '../../../../src/main/shell/core/core-client.ts';
import type { FromCore, ToCore } from '../../../../src/main/ipc/wire.ts';

/** Cores as a client starts them, one after the other; each does what the test makes it do. */
function madeCores() {
  const cores: { posted: ToCore[]; isKilled: boolean; say: (message: FromCore) => void; end: () => void }[] =
    [];
  const told: unknown[] = [];
  const client = new CoreClient(
    ({ onMessage, onEnd }) => {
      const core = { posted: [] as ToCore[], isKilled: false, say: onMessage, end: onEnd };
      cores.push(core);
      return {
        post: (message) => void core.posted.push(message),
        kill: () => (core.isKilled = true),
      };
    },
    (event, payload) => void told.push([event, payload]),
  );
  client.start();
  return { client, cores, told };
}

const PROBLEM = { code: 'mismatch', message: 'newer' } as const;

test('a core that cannot work is ended before another one is started, and its end is nobody else’s', () => {
  const { client, cores } = madeCores();
  cores[0]!.say({ kind: 'unusable', problem: PROBLEM });
  expect([client.state, client.problem]).toEqual(['failed', PROBLEM]);
  client.start();
  expect([cores.length, cores[0]!.isKilled]).toEqual([2, true]);
  cores[1]!.say({ kind: 'ready' });
  cores[0]!.end();
  cores[0]!.say({ kind: 'unusable', problem: PROBLEM });
  expect([client.state, client.problem]).toEqual(['running', null]);
  client.start();
  expect([cores.length, cores[1]!.isKilled]).toEqual([2, false]);
});

test('what was asked of a core that is replaced while it starts is refused', async () => {
  const { client, cores } = madeCores();
  const asked = client.request('settings.get', {});
  client.start();
  expect([cores.length, cores[0]!.isKilled]).toEqual([2, true]);
  const answer = await Promise.race([asked.catch((error: unknown) => error), setImmediate(null)]);
  expect(answer).toMatchObject({ refusal: { code: 'core' } });
  cores[1]!.say({ kind: 'ready' });
  const later = client.request('settings.get', {});
  const { id } = cores[1]!.posted.at(-1) as Extract<ToCore, { kind: 'request' }>;
  cores[1]!.say({ kind: 'result', id, result: { theme: 'dark' } as never });
  await expect(later).resolves.toEqual({ theme: 'dark' });
});

test('what was asked of a core that dies is refused, and it is started again, ever later', async () => {
  vi.useFakeTimers();
  try {
    const { client, cores } = madeCores();
    cores[0]!.say({ kind: 'ready' });
    const asked = client.request('settings.get', {});
    cores[0]!.end();
    await expect(asked).rejects.toMatchObject({ refusal: { code: 'core' } });
    expect(client.state).toBe('restarting');
    await expect(client.request('settings.get', {})).rejects.toMatchObject({ refusal: { code: 'core' } });
    for (const [i, pauseMs] of [200, 1000, 5000].entries()) {
      vi.advanceTimersByTime(pauseMs - 1);
      expect(cores).toHaveLength(i + 1);
      vi.advanceTimersByTime(1);
      expect(cores).toHaveLength(i + 2);
      cores[i + 1]!.end();
    }
    expect(client.state).toBe('failed');
    expect(client.problem).toMatchObject({ code: 'core' });
  } finally {
    vi.useRealTimers();
  }
});

test('a core that dies again and again after it came up is not started for ever', () => {
  vi.useFakeTimers();
  try {
    const { client, cores } = madeCores();
    for (let i = 0; i < 20 && client.state !== 'failed'; i++) {
      cores.at(-1)!.say({ kind: 'ready' });
      vi.advanceTimersByTime(60_000);
      cores.at(-1)!.end();
      vi.advanceTimersByTime(5000);
    }
    expect([client.state, cores.length]).toEqual(['failed', 4]);
    client.start();
    cores.at(-1)!.say({ kind: 'ready' });
    cores.at(-1)!.end();
    expect(client.state).toBe('restarting');
  } finally {
    vi.useRealTimers();
  }
});
