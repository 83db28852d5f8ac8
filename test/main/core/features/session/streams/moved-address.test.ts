import { expect, test, vi } from 'vitest';

import { freePort, openedStreams, until } from './opened-streams.ts';

const own = vi.hoisted(() => ({ addresses: ['127.0.0.1', '127.0.0.2'] }));
vi.mock('../../../../../../src/main/core/features/session/streams/addresses.ts', async (original) => ({
  ...(await original<object>()),
  ownAddresses: () => own.addresses,
}));

test('an address that this machine loses during a session is reported, until it has it again', async () => {
  const { streams, events } = await openedStreams({
    websocket: { isOn: true, address: '127.0.0.2', port: await freePort() },
  });
  expect(streams.state().websocket.condition).toBe('open');
  await until(() => events.length > 0);
  events.length = 0;
  own.addresses = ['127.0.0.1'];
  await until(() => events.includes('streams.changed'));
  expect(streams.state().websocket).toMatchObject({
    condition: 'failed',
    problem: { code: 'streams.notOwnAddress', values: { address: '127.0.0.2' } },
  });
  own.addresses = ['127.0.0.1', '127.0.0.2'];
  expect(streams.state().websocket).toMatchObject({ condition: 'open', problem: null });
});
