import { connect } from 'node:net';

import { expect, test } from 'vitest';

import type { StopState } from '../../../../../../src/main/core/features/session/streams/stop-attempt.ts';
import { freePort, openedStreams, reading, until } from './opened-streams.ts';
import { paired, TestClient } from './websocket-client.ts';

async function withScene() {
  const port = await freePort();
  const { streams } = await openedStreams({ websocket: { isOn: true, port } });
  const url = `ws://127.0.0.1:${port}/stream`;
  const { client, token } = await paired(url, streams.state().websocket.pairing!.code);
  const stop = () => {
    const states: StopState[] = [];
    const attempt = streams.stop();
    attempt.onChange((state) => states.push(state));
    return { attempt, states };
  };
  return { streams, port, url, client, token, stop };
}

const stops = (client: TestClient) => client.received.filter(({ type }) => type === 'stop');

test('a stop is acknowledged by the scene', async () => {
  const { client, stop } = await withScene();
  client.onMessage = ({ type, id }) => {
    if (type === 'stop') client.send({ type: 'acknowledge', id });
  };
  const { attempt, states } = stop();
  await until(() => states.length > 0);
  expect(states).toEqual(['acknowledged']);
  expect(attempt.answeredAfterMs).toBeLessThan(250);
});

test('a scene that was cut off has to answer too, and is told when it is back', async () => {
  const { client, token, url, streams, stop } = await withScene();
  // Without a goodbye, as when the network goes.
  streams.state().websocket.clients.forEach(({ isConnected }) => expect(isConnected).toBe(true));
  for (let i = 0; i < 200; i++) client.send({ type: 'heartbeat' });
  await client.end();
  expect(streams.state().websocket.clients).toMatchObject([{ isConnected: false, isAlive: false }]);
  const { attempt, states } = stop();
  await until(() => states.length > 0);
  expect(states).toEqual(['unconfirmed']);
  expect(attempt.missing()).toMatchObject([{ name: 'Test scene' }]);
  const back = await new TestClient(url).opened();
  back.send({ type: 'resume', token });
  const { id } = await back.first('stop');
  back.send({ type: 'acknowledge', id });
  await until(() => states.length > 1);
  expect(states).toEqual(['unconfirmed', 'acknowledged']);
});

test('a stop without an answer is repeated every 50 ms', async () => {
  const { client, stop } = await withScene();
  const { attempt } = stop();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  expect(stops(client).length).toBeGreaterThanOrEqual(15);
  expect(new Set(stops(client).map(({ id }) => id)).size).toBe(1);
  attempt.end();
});

test('a client that does not read gets no readings, but the stop, and holds up nobody', async () => {
  const { streams, port, client } = await withScene();
  // A client by hand, which stops reading.
  const socket = connect(port, '127.0.0.1');
  socket.write(
    `GET /stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  const pair = JSON.stringify({
    v: 1,
    type: 'pair',
    code: streams.state().websocket.pairing!.code,
    name: 'Slow',
  });
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | pair.length, 0, 0, 0, 0]), Buffer.from(pair)]));
  await new Promise((resolve) => socket.once('data', resolve));
  socket.pause();
  // Heartbeats of the one that reads; the slow one counts as lost after a second.
  const beat = setInterval(() => client.send({ type: 'heartbeat' }), 100);
  await new Promise((resolve) => setTimeout(resolve, 1100));
  for (let i = 0; i < 20_000; i++) streams.send(reading());
  const attempt = streams.stop();
  await client.first('stop');
  attempt.end();
  clearInterval(beat);
  let bytes = 0;
  const seen: Buffer[] = [];
  socket.on('data', (data: Buffer) => {
    bytes += data.length;
    seen.push(data);
  });
  socket.resume();
  await until(() => Buffer.concat(seen).includes('"type":"stop"'));
  expect(bytes).toBeLessThan(100_000);
  socket.destroy();
});
