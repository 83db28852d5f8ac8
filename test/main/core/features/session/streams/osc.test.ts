import { Bundle, encode, Message } from 'node-osc';
import { expect, test } from 'vitest';

import { EXPRESSIONS } from '../../../../../../src/artifact/labels.ts';
import { readOscPacket } from '../../../../../../src/main/core/features/session/streams/osc/osc-packet.ts';
import { pythonWith } from '../../../../../support/python.ts';
import { needs } from '../../../../../support/needs.ts';
import { freePort, openedStreams, reading, until } from './opened-streams.ts';
import { sendOsc } from './osc-client.ts';
import { pythonProgram } from './python-program.ts';

/** A scene by python-osc: prints what arrives, acknowledges stops, sends what it reads from stdin. */
const SCENE = `
import json, sys, threading
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import ThreadingOSCUDPServer
from pythonosc.udp_client import SimpleUDPClient
listen, answer = int(sys.argv[1]), int(sys.argv[2])
client = SimpleUDPClient('127.0.0.1', answer)
def receive(address, *values):
    print(json.dumps({'address': address, 'values': values}))
    if address == '/demiface/stop':
        client.send_message('/demiface/acknowledge', values[0])
dispatcher = Dispatcher()
dispatcher.set_default_handler(receive)
server = ThreadingOSCUDPServer(('127.0.0.1', listen), dispatcher)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({'address': 'ready'}))
for line in sys.stdin:
    address, values = json.loads(line)
    client.send_message(address, values)
`;

const found = pythonWith(['python-osc==1.10.2']);

async function withOsc() {
  const [port, listenPort] = [await freePort(), await freePort()];
  const opened = await openedStreams({ osc: { isOn: true, port, listenPort } });
  return { ...opened, port, listenPort };
}

test(
  'python-osc gets what is sent, and its answers arrive',
  needs('lack' in found ? found.lack : ''),
  async () => {
    const { streams, port, listenPort, startedMs } = await withOsc();
    const events: unknown[] = [];
    streams.onIncoming(({ atMs: _, ...event }) => events.push(event));
    const scene = pythonProgram('python' in found ? found.python : '', SCENE, [port, listenPort]);
    await scene.line(({ address }) => address === 'ready');
    streams.send(reading(startedMs + 1234));
    const { values } = await scene.line(({ address }) => address === '/demiface/expression');
    const [atMs, label, confidence, isUsable, isTalking, ...probs] = values as number[];
    expect([atMs, label, isUsable, isTalking]).toEqual([1234, 'fear', 1, 0]);
    expect(confidence).toBeCloseTo(0.65, 6);
    expect(probs).toHaveLength(EXPRESSIONS.length);
    probs.forEach((prob, i) => expect(prob).toBeCloseTo(EXPRESSIONS[i] === 'fear' ? 0.65 : 0.05, 6));
    streams.send({ type: 'step', index: 2, name: 'Spinne auf dem Tisch – nah' });
    const step = await scene.line(({ address }) => address === '/demiface/step');
    expect(step['values']).toEqual([2, 'Spinne auf dem Tisch – nah']);
    await scene.line(({ address }) => address === '/demiface/heartbeat');

    expect(streams.state().osc.client).toBeNull();
    scene.write('["/demiface/heartbeat", [true]]');
    await until(() => streams.state().osc.client?.isSafe === true);
    scene.write('["/demiface/step-reached", [2]]');
    scene.write('["/demiface/suds", [64.6]]');
    scene.write('["/demiface/marker", ["touched"]]');
    await until(() => events.length === 3);
    const client = '127.0.0.1';
    expect(events).toEqual([
      { type: 'step-reached', index: 2, client },
      { type: 'suds', value: 65, client },
      { type: 'marker', name: 'touched', client },
    ]);

    const attempt = streams.stop();
    await until(() => attempt.state === 'acknowledged');
  },
);

test('a reading without a face has no probabilities', needs('lack' in found ? found.lack : ''), async () => {
  const { streams, port, listenPort } = await withOsc();
  const scene = pythonProgram('python' in found ? found.python : '', SCENE, [port, listenPort]);
  await scene.line(({ address }) => address === 'ready');
  streams.send({ ...reading(), probs: null, label: null, confidence: 0, isUsable: false });
  const { values } = await scene.line(({ address }) => address === '/demiface/expression');
  expect((values as unknown[]).slice(1)).toEqual(['', 0, 0, 0]);
});

test('packets that cannot be read end nothing, and are counted; those of another address are left out', async () => {
  const { streams, listenPort } = await withOsc();
  const events: unknown[] = [];
  streams.onIncoming((event) => events.push(event));
  const suds = Buffer.from('/demiface/suds\0\0,i\0\0\0\0\0\x32');
  await sendOsc(listenPort, suds, '127.0.0.2');
  for (const broken of [
    Buffer.alloc(0),
    Buffer.from('/demiface/suds'),
    Buffer.from('/demiface/suds\0\0,i\0\0\0\0'),
    Buffer.from('/demiface/suds\0\0,i\0\0\x7f\xff\xff\xff', 'latin1'),
    Buffer.from('/demiface/unknown\0\0\0,\0\0\0'),
    Buffer.from('#bundle\0\0\0\0\0\0\0\0\x01\x7f\xff\xff\xff', 'latin1'),
    Buffer.alloc(2000, 'a'),
  ])
    await sendOsc(listenPort, broken);
  await sendOsc(listenPort, suds);
  await until(() => events.length === 1);
  expect(events).toMatchObject([{ type: 'suds', value: 50 }]);
  expect(streams.state().osc.malformed).toBe(7);
});

test('reads no more messages in bundles than one by one', async () => {
  const { streams, listenPort } = await withOsc();
  let count = 0;
  streams.onIncoming(() => count++);
  const messages = Array.from({ length: 27 }, (_, i) => new Message('/demiface/suds', i));
  const bundle = encode(new Bundle(new Message('/demiface/suds', 27), ...messages));
  const startedMs = performance.now();
  for (let i = 0; i < 40; i++) {
    await sendOsc(listenPort, bundle);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  await until(() => count > 100);
  expect(count).toBeLessThanOrEqual(200 + (100 * (performance.now() - startedMs)) / 1000);
});

test('never throws, whatever bytes arrive', () => {
  const start = Buffer.from('/demiface/marker\0\0\0\0,sif\0\0\0\0');
  let seed = 1;
  const byte = () => (seed = (seed * 48_271) % 2_147_483_647) & 0xff;
  for (let i = 0; i < 20_000; i++) {
    const packet = Buffer.concat([start, Buffer.from(Array.from({ length: i % 64 }, byte))]);
    for (let k = 0; k < 3; k++) packet[byte() % packet.length] = byte();
    readOscPacket(packet);
  }
});

test('sends no further than the local network', async () => {
  const { streams } = await openedStreams({ osc: { isOn: true, address: '203.0.113.7' } });
  expect(streams.state().osc).toMatchObject({
    condition: 'failed',
    problem: { code: 'streams.notLocalAddress' },
  });
});
