import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { needsElectron, testWindow } from '../support/window.ts';

/** What Chromium logs of its network: a list of events whose types are numbers, with a table of their names. */
interface NetLog {
  constants: { logEventTypes: Record<string, number> };
  events: { type: number; params?: Record<string, unknown> }[];
}

/** Listens on this machine, over UDP and TCP, and counts what arrives. */
async function listeners(): Promise<{ udp: number; tcp: number; heard: () => string[]; close: () => void }> {
  const heard: string[] = [];
  const udp = createSocket('udp4', (message) => heard.push(`udp ${message.length} bytes`));
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
  const tcp = createServer((socket) => {
    heard.push('tcp connection');
    socket.on('error', () => {}).destroy();
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  const close = () => {
    udp.close();
    tcp.close();
  };
  return { udp: udp.address().port, tcp: (tcp.address() as AddressInfo).port, heard: () => heard, close };
}

/** In a page that an attacker rules: every way out that needs no permission. */
const GET_OUT = `(async (udp, tcp) => {
  const at = 'http://127.0.0.1:' + tcp + '/';
  for (const rel of ['dns-prefetch', 'preconnect', 'prefetch', 'preload', 'modulepreload', 'stylesheet', 'icon', 'manifest']) {
    for (const href of [at, 'http://' + rel + '.leak.test/']) {
      const link = Object.assign(document.createElement('link'), { rel, href, as: 'image' });
      document.head.append(link);
    }
  }
  const attempts = [
    () => fetch(at), () => navigator.sendBeacon(at, 'x'), () => new WebSocket('ws://127.0.0.1:' + tcp),
    () => new EventSource(at), () => (new Image().src = at), () => new Worker(at), () => import(at),
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: at })),
    () => document.body.append(Object.assign(document.createElement('a'), { href: at, ping: at })),
    () => window.open(at), () => new WebTransport('https://127.0.0.1:' + tcp),
  ];
  for (const attempt of attempts) try { await Promise.race([attempt(), new Promise((r) => setTimeout(r, 200))]); } catch {}
  const anchor = document.querySelector('a[ping]');
  anchor?.click();
  const servers = [
    { urls: 'stun:127.0.0.1:' + udp }, { urls: 'stun:stun.leak.test:3478' },
    ...['udp', 'tcp'].map((transport) => ({
      urls: 'turn:127.0.0.1:' + (transport === 'udp' ? udp : tcp) + '?transport=' + transport, username: 'u', credential: 'c' })),
    { urls: 'turns:127.0.0.1:' + tcp + '?transport=tcp', username: 'u', credential: 'c' },
  ];
  const candidates = [];
  for (const policy of ['all', 'relay']) {
    const connection = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy: policy });
    connection.onicecandidate = ({ candidate }) => candidate && candidates.push(candidate.candidate);
    connection.createDataChannel('x');
    await connection.setLocalDescription(await connection.createOffer());
    const foundation = 'candidate:1 1 udp 2122260223 127.0.0.1 ' + udp + ' typ host';
    const remote = new RTCPeerConnection();
    await remote.setRemoteDescription(connection.localDescription);
    await remote.setLocalDescription(await remote.createAnswer());
    await connection.setRemoteDescription(remote.localDescription);
    await connection.addIceCandidate({ candidate: foundation, sdpMid: '0' }).catch(() => {});
    await connection.addIceCandidate({ candidate: foundation.replace(' udp ', ' tcp ').replace(' ' + udp + ' ', ' ' + tcp + ' ') + ' tcptype passive', sdpMid: '0' }).catch(() => {});
  }
  await new Promise((resolve) => setTimeout(resolve, 4000));
  return candidates;
})`;

describe('nothing leaves the machine', { ...needsElectron(), timeout: 120_000 }, () => {
  let log: NetLog;
  let heard: string[];
  let candidates: string[];

  testWindow(async (open) => {
    const file = join(open.home, 'net-log.json');
    await open.start({ args: [`--log-net-log=${file}`] });
    const server = await listeners();
    candidates = await open.page.evaluate(`${GET_OUT}(${server.udp}, ${server.tcp})`);
    heard = server.heard();
    await open.close();
    server.close();
    log = JSON.parse(readFileSync(file, 'utf8')) as NetLog;
  });

  const named = (pattern: RegExp) => {
    const types = new Map(Object.entries(log.constants.logEventTypes).map(([name, type]) => [type, name]));
    return log.events
      .filter(({ type }) => pattern.test(types.get(type) ?? ''))
      .map(({ type, params }) => `${types.get(type)} ${JSON.stringify(params ?? {})}`);
  };

  it('of all that a page can try: nothing arrives over UDP or TCP', () => {
    expect(heard).toEqual([]);
    expect(candidates.filter((one) => /typ (srflx|relay)|\.local/.test(one))).toEqual([]);
  });

  it('no name is looked up, from the start of the app to its end', () => {
    expect(log.events.length).toBeGreaterThan(10);
    expect(
      named(/^HOST_RESOLVER_(SYSTEM|MANAGER_JOB|DNS_TASK|MANAGER_ATTEMPT)|^DNS_TRANSACTION|MDNS/),
    ).toEqual([]);
  });

  it('no socket is connected', () => {
    expect(named(/^(TCP_CONNECT|TCP_CONNECT_ATTEMPT|UDP_CONNECT|UDP_BYTES_SENT|SOCKS\w*_CONNECT)$/)).toEqual(
      [],
    );
  });
});
