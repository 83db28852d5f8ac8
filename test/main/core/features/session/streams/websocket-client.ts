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

export async function paired(url: string, code: string, role: 'scene' | 'observer' = 'scene') {
  const client = await new TestClient(url).opened();
  client.send({ type: 'pair', code, name: 'Test scene', role });
  const { token } = await client.first('paired');
  return { client, token: token as string };
}
