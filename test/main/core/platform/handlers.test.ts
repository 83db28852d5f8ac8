import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { lockHome } from '../../../../src/main/core/platform/lock-home.ts';
import { openCore } from '../../../../src/main/core/open-core.ts';
import { refusalOf } from '../../../../src/main/core/platform/refusal.ts';
import type {
  ChannelName,
  CoreChannel,
  CorePayload,
  InnerChannel,
} from '../../../../src/main/ipc/contract.ts';
import { CHANNELS } from '../../../../src/main/ipc/contract.ts';
import { PAYLOADS } from '../../../../src/main/ipc/payloads.ts';
import { scratchFolder } from '../../../support/made-data.ts';

async function madeCore() {
  const home = await lockHome(scratchFolder());
  const core = await openCore(home, () => {});
  onTestFinished(async () => {
    await core.close();
    home.release();
  });
  return core;
}

test('every channel of the core has a handler, and every channel a payload', async () => {
  const { handlers } = await madeCore();
  const channels = Object.keys(CHANNELS) as ChannelName[];
  const ofCore = channels.filter((channel) => CHANNELS[channel].by === 'core' && channel !== 'store.repair');
  // What the shell alone asks is on no page's list.
  const ofPages = Object.keys(handlers).filter((channel) => !channel.startsWith('vault.'));
  expect(ofPages.sort()).toEqual(ofCore.sort());
  expect(Object.keys(PAYLOADS).sort()).toEqual(channels.sort());
});

test('what is not there is refused with a code, never with a fault', async () => {
  const { handlers } = await madeCore();
  const asked: [Exclude<CoreChannel, InnerChannel>, unknown][] = [
    ...(['lab.pause', 'lab.resume', 'lab.cancel', 'lab.remove', 'lab.run'] as const).map(
      (channel): [Exclude<CoreChannel, InnerChannel>, unknown] => [channel, { run: 99 }],
    ),
    ['lab.reorder', { run: 99, before: null }],
    ['lab.form', { preset: 'nonsense', settings: [] }],
    ['lab.compare', { runs: [99], stage: 'student' }],
    ['lab.explain', { runs: [99], stage: 'student', pictures: 1 }],
    ['jobs.result', { job: 99 }],
  ];
  for (const [channel, payload] of asked) expect(PAYLOADS[channel].safeParse(payload).success).toBe(true);
  // The shell puts paths in place of tokens.
  asked.push(['lab.openFolder', { folder: join(scratchFolder(), 'nowhere') }]);
  asked.push(['lab.export', { run: 99, path: join(scratchFolder(), 'export') }]);
  for (const [channel, payload] of asked) {
    const handler = handlers[channel as Exclude<CoreChannel, 'store.repair'>] as (
      given: CorePayload<CoreChannel>,
    ) => unknown;
    const refusal = await Promise.resolve()
      .then(() => handler(payload as CorePayload<CoreChannel>))
      .then(() => null, refusalOf);
    expect([channel, refusal?.code]).toEqual([channel, expect.stringMatching(/^(missing|usage)$/)]);
  }
  expect(await handlers['lab.tables']({})).toBeNull();
  expect(await handlers['lab.runs']({})).toEqual([]);
  expect(await handlers['lab.queue']({})).toEqual({ runs: [] });
  expect((await handlers['status.get']({})).freeDiskBytes).toBeGreaterThan(0);
});
