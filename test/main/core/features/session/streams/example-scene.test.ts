import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';

import { expect, onTestFinished, test } from 'vitest';
import type { WebSocket as ServerSocket } from 'ws';
import { WebSocketServer } from 'ws';

import { resourcesFolder } from '../../../../../../src/artifact/places.ts';
import type { StopState } from '../../../../../../src/main/core/features/session/streams/stop-attempt.ts';
import { freePort, openedStreams, until } from './opened-streams.ts';

interface Connection {
  pair(url: string, code: string, name: string): void;
  reachedStep(index: number): void;
}

/** The connection of the example scene as a browser runs it, with a scene that remembers what it shows. */
function exampleScene() {
  const shown: string[] = ['safe'];
  const refused: string[] = [];
  const source = readFileSync(join(resourcesFolder(), 'vr-scene', 'connection.js'), 'utf8');
  const timers: NodeJS.Timeout[] = [];
  const context = createContext({
    ...{ WebSocket, performance, JSON, setTimeout },
    setInterval: (work: () => void, ms: number) => timers.push(setInterval(work, ms)),
  });
  onTestFinished(() => timers.forEach((timer) => clearInterval(timer)));
  const Connection = runInContext(`${source.replace('export class', 'class')}\nConnection`, context) as new (
    scene: object,
  ) => Connection;
  const connection = new Connection({
    makeSafe: () => shown.at(-1) !== 'safe' && shown.push('safe'),
    isSafe: () => shown.at(-1) === 'safe',
    showStep: ({ index }: { index: number }) => shown.push(`step ${index}`),
    onExpression() {},
    onStatus() {},
    onRefused: (reason: string) => refused.push(reason),
  });
  return { connection, shown, refused };
}

async function connected() {
  const port = await freePort();
  const { streams } = await openedStreams({ websocket: { isOn: true, port } });
  const scene = exampleScene();
  scene.connection.pair(`ws://127.0.0.1:${port}/stream`, streams.state().websocket.pairing!.code, 'Example');
  await until(() => streams.state().websocket.clients.length === 1);
  return { streams, port, ...scene };
}

test('shows the steps of the therapist, and says when one is reached', async () => {
  const { streams, connection, shown } = await connected();
  const events: unknown[] = [];
  streams.onIncoming(({ atMs: _, ...event }) => events.push(event));
  streams.send({ type: 'step', index: 1, name: 'Spider at 5 m' });
  await until(() => shown.at(-1) === 'step 1');
  connection.reachedStep(1);
  await until(() => events.length === 1);
  expect(events).toEqual([{ type: 'step-reached', index: 1, client: 'Example' }]);
  await until(() => streams.state().websocket.clients[0]!.isSafe === false);
});

test('is safe before it acknowledges a stop, and stays so until the next step', async () => {
  const { streams, shown } = await connected();
  streams.send({ type: 'step', index: 3, name: 'Spider on the table' });
  await until(() => shown.at(-1) === 'step 3');
  const states: StopState[] = [];
  const attempt = streams.stop();
  let shownAtAnswer = '';
  attempt.onChange((state) => {
    states.push(state);
    shownAtAnswer = shown.at(-1)!;
  });
  await until(() => states.length > 0);
  expect([states, shownAtAnswer]).toEqual([['acknowledged'], 'safe']);
  expect(attempt.answeredAfterMs).toBeLessThan(60);
  await until(() => streams.state().websocket.clients[0]!.isSafe === true);
  streams.send({ type: 'step', index: 0, name: 'Room' });
  await until(() => shown.at(-1) === 'step 0');
});

/** A server that pairs everybody and shows a step; it sends heartbeats until it falls silent. */
async function serverAtStep() {
  const port = await freePort();
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const scene = exampleScene();
  const told = new Promise<ServerSocket>((resolve) => server.once('connection', resolve));
  scene.connection.pair(`ws://127.0.0.1:${port}`, '123456', 'Example');
  const socket = await told;
  const send = (message: object) => socket.send(JSON.stringify({ v: 1, ...message }));
  send({ type: 'paired', token: 'token' });
  send({ type: 'step', index: 3, name: 'Spider on the table' });
  const beat = setInterval(() => send({ type: 'heartbeat' }), 250);
  onTestFinished(() => clearInterval(beat));
  await until(() => scene.shown.at(-1) === 'step 3');
  return { ...scene, server, socket, silence: () => clearInterval(beat) };
}

test('makes itself safe when Demiface falls silent, though the connection stays', async () => {
  const { shown, silence } = await serverAtStep();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(shown.at(-1)).toBe('step 3');
  silence();
  const silentMs = performance.now();
  await until(() => shown.at(-1) === 'safe');
  expect(performance.now() - silentMs).toBeLessThan(1600);
});

test('makes itself safe at once when the connection breaks, and connects again by its token', async () => {
  const { shown, socket, server, refused } = await serverAtStep();
  const back = new Promise<string>((resolve) =>
    server.once('connection', (again) => again.once('message', (data: Buffer) => resolve(data.toString()))),
  );
  socket.terminate();
  await until(() => shown.at(-1) === 'safe', 200);
  expect(JSON.parse(await back)).toEqual({ v: 1, type: 'resume', token: 'token' });
  expect(refused).toEqual([]);
});
