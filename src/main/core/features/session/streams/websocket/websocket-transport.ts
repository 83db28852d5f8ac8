import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import type { IncomingMessage as Request, Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

import { CodedError } from '../../../../../../common/coded-error.ts';
import { message } from '../../../../../../messages/message.ts';
import type { StreamClient, StreamSettings } from '../../../../../ipc/contract.ts';
import { ownAddresses } from '../addresses.ts';
import { Presence } from '../presence.ts';
import type { OutgoingMessage } from '../stream-message.ts';
import { messageJson, STREAM_VERSION } from '../stream-message.ts';
import type { Receiver, Transport, TransportListeners } from '../transport.ts';
import type { Allowance } from './allowed.ts';
import { isAllowedOrigin, isLoopback, isOwnHost, ownOrigin } from './allowed.ts';
import { certificateFor } from './certificate.ts';
import type { FirstMessage } from './client-socket.ts';
import { closeSocket, MOST_BYTES, readSocket, sendTo } from './client-socket.ts';
import { isSame, Pairing } from './pairing.ts';
import { servePage } from './scene-pages.ts';

/** Paired at one time. */
const MOST_CLIENTS = 4;
/** Connections that have not paired yet. */
const MOST_PENDING = 4;
/** Of all kinds, those for a page of the example scene among them; the system refuses more. */
const MOST_CONNECTIONS = 32;
/** A connection that nothing was heard of for so long is cut, so that the client connects again. */
const DEAD_MS = 10_000;
const PATH = '/stream';

interface Client extends Receiver {
  readonly token: string;
  readonly presence: Presence;
  /** Null while it is not connected. */
  socket: WebSocket | null;
  /** It closed its connection itself: it may come back by its token, and has to answer nothing until then. */
  isGone: boolean;
}

/** A WebSocket server for VR programs that pair by a code; the example scene is served at the same address. */
export class WebsocketTransport implements Transport {
  readonly url: string;
  readonly fingerprint: string | null;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    ...{ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: false, clientTracking: true },
  });
  readonly #allowed: Allowance;
  readonly #listeners: TransportListeners;
  readonly #startedMs: number;
  readonly #pairing = new Pairing();
  readonly #clients = new Map<number, Client>();
  #nextId = 1;
  #pending = 0;

  /**
   * @param startedMs begin of the session, on the clock of `performance.now()`
   * @throws CodedError if the address is not one of this machine, or the port is taken; DemifaceError `disk`
   */
  static async open(
    { address, port, origins }: StreamSettings['websocket'],
    home: string,
    startedMs: number,
    listeners: TransportListeners,
  ): Promise<WebsocketTransport> {
    if (!ownAddresses().includes(address))
      throw new CodedError(message('streams.notOwnAddress', { address }));
    const certificate = isLoopback(address) ? null : await certificateFor(home, address);
    const server = certificate
      ? createHttps({ cert: certificate.pem, key: certificate.pem, minVersion: 'TLSv1.2' })
      : createHttp();
    await listen(server, address, port);
    const allowed = { address, port, origins };
    return new WebsocketTransport(server, allowed, certificate?.fingerprint ?? null, startedMs, listeners);
  }

  private constructor(
    server: Server,
    allowed: Allowance,
    fingerprint: string | null,
    startedMs: number,
    listeners: TransportListeners,
  ) {
    this.#server = server;
    this.#allowed = allowed;
    this.#startedMs = startedMs;
    this.#listeners = listeners;
    this.fingerprint = fingerprint;
    this.url = `${ownOrigin(allowed).replace('http', 'ws')}${PATH}`;
    server.maxConnections = MOST_CONNECTIONS;
    server.on('request', (request, response) => servePage(request, response, isOwnHost(request, allowed)));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Null while no code is valid. */
  pairing(): { code: string; expiresAt: string; text: string } | null {
    const current = this.#pairing.current();
    if (!current) return null;
    const sha256 = this.fingerprint === null ? '' : `&sha256=${this.fingerprint.replaceAll(':', '')}`;
    return {
      code: current.code,
      expiresAt: new Date(current.expiresAtMs).toISOString(),
      text: `${ownOrigin(this.#allowed)}/#code=${current.code}${sha256}`,
    };
  }

  renewCode(): void {
    this.#pairing.renew();
    this.#listeners.onChange();
  }

  clients(): StreamClient[] {
    return this.#present().map((client) => client.presence.shown(client, client.socket !== null));
  }

  scenes(): Receiver[] {
    return this.#present().filter(({ role }) => role === 'scene');
  }

  send(out: OutgoingMessage): void {
    const json = messageJson(out, this.#startedMs, performance.now());
    for (const { socket, presence } of this.#clients.values()) {
      if (!socket) continue;
      if (presence.silentMs > DEAD_MS) socket.terminate();
      else sendTo(socket, json, out.type, presence.isAlive);
    }
  }

  /** Forgets a client; its token is not valid any more. */
  disconnect(id: number): void {
    const client = this.#clients.get(id);
    if (!client) return;
    this.#clients.delete(id);
    if (client.socket) closeSocket(client.socket, 'disconnected');
    this.#listeners.onChange();
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets.clients) socket.close(1001, 'session-ended');
    this.#clients.clear();
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#server.closeAllConnections();
    }, 500);
    await closed;
    clearTimeout(cut);
  }

  /** A scene that was cut off is among them: its headset may still show something. */
  #present(): Client[] {
    return [...this.#clients.values()].filter(({ isGone }) => !isGone);
  }

  #upgrade(request: Request, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const isOurs = request.url === PATH && isOwnHost(request, this.#allowed);
    if (!isOurs || !isAllowedOrigin(request, this.#allowed))
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    if (this.#pending >= MOST_PENDING)
      return void socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#accept(opened));
  }

  #accept(socket: WebSocket): void {
    this.#pending++;
    let client: Client | null = null;
    const settle = () => {
      if (!client) this.#pending--;
    };
    readSocket(socket, {
      onFirst: (first) => {
        const paired = this.#pair(first, socket);
        if (!paired) return false;
        settle();
        client = paired;
        return true;
      },
      onMessage: (incoming) => {
        if (!client || client.socket !== socket) return;
        client.presence.hear(incoming.type === 'heartbeat' ? incoming.isSafe : undefined);
        this.#listeners.onMessage(client, incoming);
      },
      onClose: (isGoodbye) => {
        settle();
        if (!client || client.socket !== socket) return;
        client.socket = null;
        client.isGone = isGoodbye || client.role === 'observer';
        this.#listeners.onChange();
      },
    });
  }

  /** @returns null if it was refused, and its socket closed */
  #pair(first: FirstMessage, socket: WebSocket): Client | null {
    const known = first.type === 'resume' ? this.#resumed(first.token) : this.#redeemed(first);
    if (typeof known === 'string') {
      closeSocket(socket, known);
      this.#listeners.onChange();
      return null;
    }
    if (known.socket) closeSocket(known.socket, 'disconnected');
    known.socket = socket;
    known.isGone = false;
    known.presence.hear();
    this.#clients.set(known.id, known);
    socket.send(JSON.stringify({ v: STREAM_VERSION, type: 'paired', token: known.token }), () => {});
    this.#listeners.onChange();
    return known;
  }

  #resumed(token: string): Client | 'wrong-token' {
    return [...this.#clients.values()].find((client) => isSame(client.token, token)) ?? 'wrong-token';
  }

  #redeemed({ code, name, role }: Extract<FirstMessage, { type: 'pair' }>) {
    if (this.#present().length >= MOST_CLIENTS) return 'too-many-clients';
    const redeemed = this.#pairing.redeem(code);
    if ('fault' in redeemed) return redeemed.fault;
    const receiver = { id: this.#nextId++, name, role, token: redeemed.token };
    return { ...receiver, presence: new Presence(), socket: null, isGone: false } satisfies Client;
  }
}

/** @throws CodedError if the port is taken, or the address went away */
async function listen(server: Pick<Server, 'listen' | 'once' | 'off'>, address: string, port: number) {
  await new Promise<void>((resolve, reject) => {
    const fail = ({ code, message: text }: NodeJS.ErrnoException) => {
      if (code === 'EADDRINUSE') reject(new CodedError(message('streams.portTaken', { port })));
      else if (code === 'EADDRNOTAVAIL')
        reject(new CodedError(message('streams.notOwnAddress', { address })));
      else reject(new CodedError(message('streams.notOpened', { reason: text })));
    };
    server.once('error', fail);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', fail);
      resolve();
    });
  });
}
