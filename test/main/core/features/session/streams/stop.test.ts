import { encode, Message } from 'node-osc';
import { expect, test } from 'vitest';

import type { StreamSettings } from '../../../../../../src/main/ipc/contract.ts';
import type { StopState } from '../../../../../../src/main/core/features/session/streams/stop-attempt.ts';
import { freePort, openedStreams, reading, until } from './opened-streams.ts';
import { sendOsc } from './osc-client.ts';
import { frame, paired, TestClient, upgradedSocket } from './websocket-client.ts';

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

test('a scene that was cut off must acknowledge too, and gets the stop when it is back', async () => {
  const { client, token, url, streams, stop } = await withScene();
  // Without a goodbye, as when the network goes.
  streams.state().websocket.clients.forEach(({ isConnected }) => expect(isConnected).toBe(true));
  for (let i = 0; i < 200; i++) client.send({ type: 'heartbeat' });
  await client.end();
  await until(() => streams.state().websocket.clients[0]?.isConnected === false);
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

/** One scene answers, the other never does. */
async function withSilentScene() {
  const made = await withScene();
  const { streams, url, client } = made;
  client.onMessage = ({ type, id }) => {
    if (type === 'stop') client.send({ type: 'acknowledge', id });
  };
  const { token } = await paired(url, streams.state().websocket.pairing!.code);
  const { attempt, states } = made.stop();
  await until(() => states.length > 0);
  expect(states).toEqual(['unconfirmed']);
  const change = (changes: Partial<StreamSettings['websocket']>) =>
    streams.applySettings({
      ...streams.settings,
      websocket: { ...streams.settings.websocket, ...changes },
    });
  return { ...made, attempt, states, silentToken: token, change };
}

test('a change of the settings confirms no stop; the scene comes back by its token, and answers', async () => {
  const { url, attempt, states, silentToken, change, streams } = await withSilentScene();
  await change({ origins: ['https://scene.example'] });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(states).toEqual(['unconfirmed']);
  expect(attempt.missing()).toMatchObject([{ id: 2 }]);
  // One that pairs anew is another one, and answers for itself alone.
  const { client } = await paired(url, streams.state().websocket.pairing!.code);
  client.send({ type: 'acknowledge', id: attempt.message.id });
  await until(() => attempt.missing().length === 1);
  expect(attempt.missing()).toMatchObject([{ id: 2 }]);
  const back = await new TestClient(url).opened();
  back.send({ type: 'resume', token: silentToken });
  const { id } = await back.first('stop');
  back.send({ type: 'acknowledge', id });
  await until(() => attempt.state === 'acknowledged');
});

test('turning WebSocket off confirms no stop, this one nor the next, until a person forgets the scene', async () => {
  const { attempt, states, change, streams, stop } = await withSilentScene();
  await change({ isOn: false });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(states).toEqual(['unconfirmed']);
  expect(attempt.missing()).toMatchObject([{ id: 2 }]);
  expect(stop().attempt.missing()).toHaveLength(2);
  expect(streams.state().websocket.clients).toMatchObject([{ isConnected: false }, { isConnected: false }]);
  for (const { id } of streams.state().websocket.clients) streams.disconnect(id);
  expect(streams.state().websocket.clients).toEqual([]);
});

test('a change of the settings of OSC confirms no stop', async () => {
  const [port, listenPort] = [await freePort(), await freePort()];
  const { streams } = await openedStreams({
    ...{ websocket: { isOn: true, port }, osc: { isOn: true, port: await freePort(), listenPort } },
  });
  const url = `ws://127.0.0.1:${port}/stream`;
  const { client } = await paired(url, streams.state().websocket.pairing!.code);
  client.onMessage = ({ type, id }) => {
    if (type === 'stop') client.send({ type: 'acknowledge', id });
  };
  await sendOsc(listenPort, encode(new Message('/demiface/heartbeat')));
  await until(() => streams.state().osc.client !== null);
  const attempt = streams.stop();
  await until(() => attempt.missing().length === 1);
  const osc = { ...streams.settings.osc, listenPort: await freePort() };
  await streams.applySettings({ ...streams.settings, osc });
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(attempt.missing()).toMatchObject([{ name: '127.0.0.1' }]);
  // What comes back is not known to be the same.
  await sendOsc(osc.listenPort, encode(new Message('/demiface/acknowledge', attempt.message.id)));
  await until(() => streams.state().osc.client !== null);
  expect(attempt.state).not.toBe('acknowledged');
});

test('a scene that is cut for sending too fast, and answers as if it said goodbye, has to answer', async () => {
  const port = await freePort();
  const { streams } = await openedStreams({ websocket: { isOn: true, port } });
  const socket = await upgradedSocket(port);
  const { code } = streams.state().websocket.pairing!;
  socket.write(frame(0x81, { v: 1, type: 'pair', code, name: 'Hasty' }));
  await until(() => streams.state().websocket.clients.length === 1);
  const flood = Array.from({ length: 200 }, () => frame(0x81, { v: 1, type: 'heartbeat' }));
  socket.write(Buffer.concat([...flood, Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8])]));
  await until(() => streams.state().websocket.clients[0]?.isConnected !== true);
  expect(streams.state().websocket.clients).toMatchObject([{ name: 'Hasty', isConnected: false }]);
  expect(streams.stop().missing()).toMatchObject([{ name: 'Hasty' }]);
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
  const socket = await upgradedSocket(port);
  const { code } = streams.state().websocket.pairing!;
  socket.write(frame(0x81, { v: 1, type: 'pair', code, name: 'Slow' }));
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
