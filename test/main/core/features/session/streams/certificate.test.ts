import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';

import { expect, test } from 'vitest';
import { WebSocket } from 'ws';

import { ownAddresses } from '../../../../../../src/main/core/features/session/streams/addresses.ts';
import { certificateFor } from '../../../../../../src/main/core/features/session/streams/websocket/certificate.ts';
import { needs } from '../../../../../support/needs.ts';
import { freePort, openedStreams, until } from './opened-streams.ts';

const openssl = (args: string[]) => execFileSync('openssl', args, { encoding: 'utf8' });
const hasOpenssl = (() => {
  try {
    return openssl(['version']) !== '';
  } catch {
    return false;
  }
})();

const newHome = () => mkdtempSync(join(tmpdir(), 'demiface-certificate-'));

test(
  'OpenSSL takes the certificate for the address, by itself, and prints the same fingerprint',
  needs(hasOpenssl ? '' : 'OpenSSL'),
  async () => {
    const home = newHome();
    const { fingerprint } = await certificateFor(home, '192.168.1.20');
    const path = join(home, 'streams', 'certificate.pem');
    expect(openssl(['verify', '-CAfile', path, path])).toContain('OK');
    expect(openssl(['x509', '-in', path, '-noout', '-checkip', '192.168.1.20'])).toContain('does match');
    expect(openssl(['x509', '-in', path, '-noout', '-checkip', '192.168.1.21'])).toContain('does NOT match');
    expect(openssl(['x509', '-in', path, '-noout', '-fingerprint', '-sha256'])).toContain(fingerprint);
    expect(openssl(['x509', '-in', path, '-noout', '-ext', 'extendedKeyUsage'])).toContain('Web Server');
  },
);

test('the certificate stays the same, readable by its owner alone, until it no longer fits', async () => {
  const home = newHome();
  const first = await certificateFor(home, '192.168.1.20');
  const path = join(home, 'streams', 'certificate.pem');
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(first.pem);
  expect((await certificateFor(home, '192.168.1.20')).fingerprint).toBe(first.fingerprint);
  const moved = await certificateFor(home, '192.168.1.21');
  expect(moved.fingerprint).not.toBe(first.fingerprint);
  writeFileSync(path, moved.pem.slice(0, 300));
  expect((await certificateFor(home, '192.168.1.21')).fingerprint).not.toBe(moved.fingerprint);
});

const beyond = ownAddresses()[1];

test(
  'beyond loopback everything is encrypted, by the certificate whose fingerprint is shown',
  needs(beyond === undefined ? 'an address beside 127.0.0.1' : ''),
  async () => {
    const port = await freePort();
    const { streams } = await openedStreams({ websocket: { isOn: true, address: beyond!, port } });
    const { url, fingerprint, pairing, problem } = streams.state().websocket;
    expect([problem, url]).toEqual([null, `wss://${beyond}:${port}/stream`]);
    expect(pairing!.text).toBe(
      `https://${beyond}:${port}/#code=${pairing!.code}&sha256=${fingerprint!.replaceAll(':', '')}`,
    );
    // As a VR program does that got the fingerprint from the QR code.
    const seen = await new Promise((resolve) => {
      const socket = connect({ host: beyond!, port, rejectUnauthorized: false }, () => {
        resolve(socket.getPeerCertificate().fingerprint256);
        socket.destroy();
      });
    });
    expect(seen).toBe(fingerprint);
    const client = new WebSocket(url!, { rejectUnauthorized: false });
    const received: string[] = [];
    client.on('message', (data) => received.push((data as Buffer).toString()));
    client.on('open', () =>
      client.send(JSON.stringify({ v: 1, type: 'pair', code: pairing!.code, name: 'Headset' })),
    );
    await until(() => received.some((text) => text.includes('"paired"')));
    client.close();
    // Unencrypted, there is no answer.
    const plain = new WebSocket(url!.replace('wss', 'ws'));
    const refused = await new Promise((resolve) => plain.on('error', () => resolve(true)));
    expect(refused).toBe(true);
  },
);
