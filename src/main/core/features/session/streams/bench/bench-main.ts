/**
 * First file of `demiface bench stream`: how long an emergency stop takes to a VR program in another process, over WebSocket
 * and OSC, until every way is acknowledged, and how long a reading takes to the program and its answer back.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Expression } from '../../../../../../artifact/labels.ts';
import { quantile } from '../../../../../../common/math/quantile.ts';
import { openStore } from '../../../../platform/store/store.ts';
import { hrtimeS } from '../lsl/lsl-message.ts';
import { STREAM_EXPRESSIONS } from '../stream-message.ts';
import { Streams } from '../streams.ts';
import type { ClientOptions, FromClient } from './bench-client.ts';

const stops = Number(process.argv[2]);
/** Between two stops, and between two readings. */
const [STOP_MS, READING_MS] = [120, 33];
/** A stop that is not acknowledged by then counts as lost. */
const MAX_WAITS = 20;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const probs = Object.fromEntries(STREAM_EXPRESSIONS.map((label) => [label, 1 / 8])) as Record<
  Expression,
  number
>;

async function measure(streams: Streams, client: ReturnType<typeof fork>, startedMs: number) {
  const received = { websocket: new Map<string, number>(), osc: new Map<string, number>() };
  client.on('message', (message: FromClient) => {
    if (message.kind === 'stop' && !received[message.transport].has(message.id))
      received[message.transport].set(message.id, message.atS);
  });
  const sentMs = new Map<string, number>();
  const roundTripMs: number[] = [];
  streams.onIncoming((event) => {
    const sent = event.type === 'marker' ? sentMs.get(event.name) : undefined;
    if (sent !== undefined) roundTripMs.push(event.atMs - sent);
  });
  const readings = setInterval(() => {
    const nowMs = performance.now();
    sentMs.set(String(Math.round(10 * (nowMs - startedMs)) / 10), nowMs);
    streams.send({
      type: 'expression',
      capturedMs: nowMs,
      probs,
      label: null,
      confidence: 1 / 8,
      isUsable: true,
      isTalking: false,
    });
  }, READING_MS);
  const latencyMs = { websocket: [] as number[], osc: [] as number[] };
  const confirmedMs: number[] = [];
  for (let i = 0; i < stops; i++) {
    const atS = hrtimeS();
    const attempt = streams.stop('test');
    for (let waits = 0; waits < MAX_WAITS && !(attempt.state === 'acknowledged' && waits > 0); waits++)
      await pause(STOP_MS);
    for (const transport of ['websocket', 'osc'] as const) {
      const got = received[transport].get(attempt.message.id);
      latencyMs[transport].push(got === undefined ? Infinity : 1000 * (got - atS));
    }
    confirmedMs.push(attempt.answeredAfterMs ?? Infinity);
  }
  clearInterval(readings);
  return { ...latencyMs, confirmedMs, roundTripMs };
}

const line = (what: string, given: number[]) => {
  const values = Float64Array.from(given).sort();
  const at = (q: number) => quantile(values, q).toFixed(1);
  const missing = values.filter((value) => value === Infinity).length;
  const late = missing > 0 ? `, ${missing} never` : '';
  process.send!(
    `${what}: median ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms of ${values.length}${late}`,
  );
};

const home = mkdtempSync(join(tmpdir(), 'demiface-bench-'));
const store = openStore(join(home, 'demiface.sqlite'));
const streams = new Streams({ store, home, emit: () => {} });
const [port, oscPort, answerPort] = [await freePort(), await freePort(), await freePort()];
const { websocket, osc, lsl } = streams.settings;
await streams.applySettings({
  websocket: { ...websocket, isOn: true, port },
  osc: { ...osc, isOn: true, port: oscPort, listenPort: answerPort },
  lsl,
});
const startedMs = performance.now();
await streams.open({ startedMs, hasConsent: true });
const { url, pairing } = streams.state().websocket;
const options: ClientOptions = { url: url!, code: pairing!.code, oscPort, answerPort };
const client = fork(join(import.meta.dirname, 'bench-client.ts'), [JSON.stringify(options)], {
  execArgv: [],
});
await once(client, 'message');
while (streams.state().osc.client === null) await pause(20);
const {
  websocket: overWebsocket,
  osc: overOsc,
  confirmedMs,
  roundTripMs,
} = await measure(streams, client, startedMs);
line('stop to WebSocket client', overWebsocket);
line('stop to OSC client', overOsc);
line('stop to its last answer', confirmedMs);
line('reading to the scene and its answer back', roundTripMs);
client.disconnect();
await streams.close();
await store.close();
rmSync(home, { recursive: true, force: true });
process.exit(0);
