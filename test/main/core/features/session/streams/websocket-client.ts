import type { Socket } from 'node:net';
import { connect } from 'node:net';

import { onTestFinished } from 'vitest';

import { until } from './opened-streams.ts';

/** A message as a client gets it. */
export type Received = Record<string, unknown> & { type: string };

/** A client by Node's own WebSocket, which shares no code with the server's. */
export class TestClient {
  readonly received: Received[] = [];
  readonly socket: WebSocket;
  closed: { code: number; reason: string } | null = null;
  onMessage: (message: Received) => void = () => {};

  constructor(url: string) {
    this.socket = new WebSocket(url);
    this.socket.onmessage = ({ data }) => {
      const message = JSON.parse(data as string) as Received;
      this.received.push(message);
      this.onMessage(message);
    };
    this.socket.onclose = ({ code, reason }) => (this.closed = { code, reason });
    onTestFinished(() => this.socket.close());
  }

  async opened(): Promise<this> {
    await until(() => this.socket.readyState !== WebSocket.CONNECTING);
    return this;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify({ v: 1, ...message }));
  }

  /** The first message of a type. */
  async first(type: string): Promise<Received> {
    await until(() => this.received.some((message) => message.type === type));
    return this.received.find((message) => message.type === type)!;
  }

  async end(): Promise<{ code: number; reason: string }> {
    await until(() => this.closed !== null);
    return this.closed!;
  }
}

/** A connection by hand, upgraded, of which nothing was sent yet. */
export async function upgradedSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  socket.write(
    `GET /stream HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
  );
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
}

/** A frame of a client, of less than 126 bytes, by a mask of zeros. @param opcode with the bit of the last frame */
export function frame(opcode: number, message: object): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([Buffer.from([opcode, 0x80 | text.length, 0, 0, 0, 0]), text]);
}

export async function paired(url: string, code: string, role: 'scene' | 'observer' = 'scene') {
  const client = await new TestClient(url).opened();
  client.send({ type: 'pair', code, name: 'Test scene', role });
  const { token } = await client.first('paired');
  return { client, token: token as string };
}
