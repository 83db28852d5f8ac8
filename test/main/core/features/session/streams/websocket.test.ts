import { request } from 'node:http';
import { connect } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { freePort, openedStreams, reading, until } from './opened-streams.ts';
import { paired, TestClient, upgradedSocket } from './websocket-client.ts';

async function websocket(origins: string[] = []) {
  const port = await freePort();
  const opened = await openedStreams({ websocket: { isOn: true, port, origins } });
  const code = () => opened.streams.state().websocket.pairing!.code;
  return { ...opened, port, url: `ws://127.0.0.1:${port}/stream`, code };
}

/** What the server answers to an attempt to open a socket. */
function upgradeStatus(port: number, headers: Record<string, string>, path = '/stream'): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({
      ...{ host: '127.0.0.1', port, path },
      headers: {
        ...{ Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' },
        ...{ 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers },
      },
    });
    asked.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve(101);
    });
    asked.on('response', ({ statusCode }) => resolve(statusCode!));
    asked.on('error', reject);
    asked.end();
  });
}

const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(true));
    socket.on('error', () => resolve(false));
    setTimeout(() => socket.destroy(), 200);
  });

test('listens only when it is on, in a session, with consent', async () => {
  const port = await freePort();
  const { streams } = await openedStreams({ websocket: { isOn: true, port } }, { hasConsent: false });
  expect(streams.state().isUncovered).toBe(true);
  expect(await isListening(port)).toBe(false);
  expect(streams.state().websocket.condition).toBe('waiting');
  await streams.open({ startedMs: performance.now(), hasConsent: true });
  expect(await isListening(port)).toBe(true);
  await streams.close();
  expect(await isListening(port)).toBe(false);
  await streams.open({ startedMs: performance.now(), hasConsent: true });
  await streams.applySettings({
    ...streams.settings,
    websocket: { ...streams.settings.websocket, isOn: false },
  });
  expect(await isListening(port)).toBe(false);
  expect(streams.state().websocket.condition).toBe('off');
});

test('sends what the schema says, with times since the begin of the session', async () => {
  const { streams, url, code, startedMs } = await websocket();
  const { client } = await paired(url, code());
  const sent = reading(startedMs + 1234.56);
  streams.send(sent);
  streams.send({ type: 'step', index: 2, name: 'Spider on the table' });
  streams.send({ type: 'marker', name: 'door' });
  streams.send({ type: 'session', state: 'begun' });
  const { atMs, ...rest } = await client.first('expression');
  expect(rest).toEqual({
    ...{ v: 1, type: 'expression', capturedAtMs: 1234.6, probs: sent.probs, label: 'fear' },
    ...{ confidence: 0.65, isUsable: true, isTalking: false },
  });
  expect(atMs).toBeGreaterThan(0);
  expect(await client.first('step')).toMatchObject({ v: 1, index: 2, name: 'Spider on the table' });
  expect(await client.first('marker')).toMatchObject({ v: 1, name: 'door' });
  expect(await client.first('session')).toMatchObject({ v: 1, state: 'begun' });
  expect(await client.first('heartbeat')).toMatchObject({ v: 1 });
});

test('tells when a scene joins or is back, and whether it is safe; nothing of an observer', async () => {
  const { streams, url, code } = await websocket();
  let joined = 0;
  streams.onJoined(() => joined++);
  await paired(url, code(), 'observer');
  const { client, token } = await paired(url, code());
  expect(joined).toBe(1);
  client.send({ type: 'heartbeat', isSafe: true });
  await until(() => streams.isSceneSafe);
  client.send({ type: 'heartbeat', isSafe: false });
  await until(() => !streams.isSceneSafe);
  client.socket.close(4000);
  await client.end();
  const back = await new TestClient(url).opened();
  back.send({ type: 'resume', token });
  await back.first('paired');
  expect(joined).toBe(2);
});

test('tells the session what a paired scene sends, and nothing of an observer', async () => {
  const { streams, url, code } = await websocket();
  const events: unknown[] = [];
  streams.onIncoming(({ atMs, ...event }) => events.push([event, typeof atMs]));
  const { client } = await paired(url, code());
  const { client: observer } = await paired(url, code(), 'observer');
  observer.send({ type: 'suds', value: 1 });
  client.send({ type: 'step-reached', index: 3 });
  client.send({ type: 'marker', name: 'touched' });
  client.send({ type: 'suds', value: 70 });
  await until(() => events.length === 3);
  const from = { client: 'Test scene' };
  expect(events).toEqual([
    [{ type: 'step-reached', index: 3, ...from }, 'number'],
    [{ type: 'marker', name: 'touched', ...from }, 'number'],
    [{ type: 'suds', value: 70, ...from }, 'number'],
  ]);
});

test('sends nothing before a client has paired', async () => {
  const { streams, url } = await websocket();
  const client = await new TestClient(url).opened();
  client.send({ type: 'suds', value: 50 });
  expect(await client.first('refused')).toMatchObject({ reason: expect.stringContaining('type') as string });
  streams.send(reading());
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(client.received.map(({ type }) => type)).toEqual(['refused']);
});

test('a pairing code serves one client, and is not valid any more after five wrong ones', async () => {
  const { streams, url, code } = await websocket();
  const first = code();
  await paired(url, first);
  expect(code()).not.toBe(first);
  const wrong = code() === '000000' ? '000001' : '000000';
  for (let i = 0; i < 5; i++) {
    const client = await new TestClient(url).opened();
    client.send({ type: 'pair', code: wrong, name: 'Guess' });
    expect(await client.end()).toEqual({ code: 4401, reason: 'wrong-code' });
  }
  expect(streams.state().websocket.pairing).toBeNull();
  const late = await new TestClient(url).opened();
  late.send({ type: 'pair', code: wrong, name: 'Guess' });
  expect(await late.end()).toEqual({ code: 4403, reason: 'no-code' });
  streams.renewCode();
  await paired(url, code());
});

test('a token takes a connection up again, until the client is disconnected', async () => {
  const { streams, url, code } = await websocket();
  const { client, token } = await paired(url, code());
  client.socket.close();
  await client.end();
  const resumed = await new TestClient(url).opened();
  resumed.send({ type: 'resume', token });
  await resumed.first('paired');
  const { clients } = streams.state().websocket;
  expect(clients).toMatchObject([{ name: 'Test scene', isConnected: true, isAlive: true }]);
  streams.disconnect(clients[0]!.id);
  expect(await resumed.end()).toEqual({ code: 4410, reason: 'disconnected' });
  const again = await new TestClient(url).opened();
  again.send({ type: 'resume', token });
  expect(await again.end()).toEqual({ code: 4402, reason: 'wrong-token' });
});

test('takes programs, its own page and listed pages, and no other page, host or path', async () => {
  const { port } = await websocket(['https://scene.example']);
  const own = `127.0.0.1:${port}`;
  const status = (headers: Record<string, string>, path?: string) =>
    upgradeStatus(port, { Host: own, ...headers }, path);
  expect(await status({})).toBe(101);
  for (const origin of [`http://${own}`, `http://localhost:${port}`, 'https://scene.example', 'file://'])
    expect([origin, await status({ Origin: origin })]).toEqual([origin, 101]);
  for (const origin of [
    'https://evil.example',
    'null',
    'http://127.0.0.1:80',
    `https://${own}`,
    'http://scene.example',
  ])
    expect([origin, await status({ Origin: origin })]).toEqual([origin, 403]);
  // As Unreal does.
  expect(await status({ Host: '127.0.0.1', Origin: 'http://127.0.0.1' })).toBe(101);
  for (const host of [`rebound.example:${port}`, '127.0.0.1:80'])
    expect([host, await status({ Host: host })]).toEqual([host, 403]);
  expect(await status({}, '/other')).toBe(403);
});

test('serves the example scene and nothing beside it', async () => {
  const { port } = await websocket();
  const get = (path: string, host = `127.0.0.1:${port}`) =>
    new Promise<{ status: number; policy: string }>((resolve) =>
      request({ host: '127.0.0.1', port, path, headers: { Host: host } }, (response) => {
        response.resume();
        const policy = String(response.headers['content-security-policy']);
        resolve({ status: response.statusCode!, policy });
      }).end(),
    );
  for (const path of ['/', '/style.css', '/connection.js', '/drawing.js', '/scene.js'])
    expect([path, (await get(path)).status]).toEqual([path, 200]);
  expect((await get('/')).policy).toContain("default-src 'none'");
  for (const path of ['/../../package.json', '/index.html', '/%2e%2e/package.json', '/constructor'])
    expect([path, (await get(path)).status]).toEqual([path, 404]);
  expect((await get('/', 'rebound.example')).status).toBe(404);
});

test('closes on messages that are too long or too many, and answers those it does not know', async () => {
  const { url, code } = await websocket();
  const { client } = await paired(url, code());
  client.send({ type: 'suds', value: 101 });
  expect(await client.first('refused')).toMatchObject({ reason: expect.stringContaining('value') as string });
  client.socket.send('{');
  client.socket.send(new Uint8Array(8));
  client.send({ type: 'heartbeat' });
  await until(() => client.received.filter(({ type }) => type === 'refused').length === 3);
  client.send({ type: 'marker', name: 'x'.repeat(5000) });
  expect((await client.end()).code).toBe(1009);
  const { client: flood } = await paired(url, code());
  for (let i = 0; i < 200; i++) flood.send({ type: 'heartbeat' });
  expect(await flood.end()).toEqual({ code: 4429, reason: 'too-fast' });
});

test('takes four clients', async () => {
  const { url, code } = await websocket();
  for (let i = 0; i < 4; i++) await paired(url, code());
  const fifth = await new TestClient(url).opened();
  fifth.send({ type: 'pair', code: code(), name: 'Fifth' });
  expect(await fifth.end()).toEqual({ code: 4409, reason: 'too-many-clients' });
});

test('connections that do not pair keep no scene from coming back, and are cut after 5 s', async () => {
  const { url, code, port } = await websocket();
  const { client, token } = await paired(url, code());
  client.socket.close(4000);
  await client.end();
  const silent = await Promise.all(Array.from({ length: 4 }, () => upgradedSocket(port)));
  const startedMs = performance.now();
  const back = await new TestClient(url).opened();
  back.send({ type: 'resume', token });
  await back.first('paired');
  // They answer nothing, not even that they were closed.
  await until(() => silent.every(({ readableEnded, destroyed }) => readableEnded || destroyed), 8000);
  expect(performance.now() - startedMs).toBeGreaterThan(4500);
  expect(performance.now() - startedMs).toBeLessThan(6500);
}, 15_000);

test('connections that ask for nothing are cut, so that they keep no scene out', async () => {
  const { url, code, port } = await websocket();
  let cut = 0;
  for (let i = 0; i < 32; i++) {
    const socket = connect(port, '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.on('error', () => {}).on('close', () => cut++);
    socket.resume();
  }
  await until(() => cut === 32, 9000);
  await paired(url, code());
}, 15_000);

test.skipIf(process.platform !== 'linux')(
  'another address that opens many connections, again and again, keeps no scene out',
  async () => {
    const { url, code, port } = await websocket();
    let isOver = false;
    const trickle = () => {
      if (isOver) return;
      const socket = connect({ port, host: '127.0.0.1', localAddress: '127.0.0.2' });
      socket.on('error', () => {}).on('close', () => setTimeout(trickle, 20));
      socket.write('GET /');
      onTestFinished(() => void socket.destroy());
    };
    onTestFinished(() => void (isOver = true));
    for (let i = 0; i < 64; i++) trickle();
    await until(() => true);
    for (let i = 0; i < 4; i++) await paired(url, code());
  },
);

test('a port that another program has is reported, and the session goes on', async () => {
  const { port } = await websocket();
  const { streams } = await openedStreams({ websocket: { isOn: true, port } });
  expect(streams.state().websocket).toMatchObject({
    condition: 'failed',
    problem: { code: 'streams.portTaken', values: { port } },
  });
  expect(streams.isOpen).toBe(false);
});

test('an address that is not of this machine is reported', async () => {
  const { streams } = await openedStreams({ websocket: { isOn: true, address: '203.0.113.7' } });
  expect(streams.state().websocket.problem?.code).toBe('streams.notOwnAddress');
});

test('a test message is acknowledged as a stop is, by each client for itself', async () => {
  const { streams, url, code } = await websocket();
  const { client } = await paired(url, code());
  const { client: silent } = await paired(url, code());
  expect(streams.state().test).toBeNull();
  streams.test();
  const { id, name } = (await client.first('marker')) as unknown as { id: string; name: string };
  expect(name).toBe('test');
  await silent.first('marker');
  client.send({ type: 'acknowledge', id: 'another' });
  client.send({ type: 'acknowledge', id });
  await until(() => streams.state().test!.answers.length > 0);
  const [one, ...others] = streams.state().test!.answers;
  expect(others).toEqual([]);
  expect(streams.state().websocket.clients.map(({ id: own }) => own)).toContain(one!.client);
  expect(one!.afterMs).toBeGreaterThan(0);
  expect(streams.state().test!.isWaiting).toBe(true);
  await until(() => !streams.state().test!.isWaiting);
  expect(streams.state().test!.answers).toHaveLength(1);
  await streams.close();
  expect(streams.test().test).toBeNull();
});
