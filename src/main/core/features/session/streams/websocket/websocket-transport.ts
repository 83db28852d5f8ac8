import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import type { IncomingMessage as Request, Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import type { Socket } from 'node:net';

import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

import { CodedError } from '../../../../../../common/error.ts';
import type { CodedMessage } from '../../../../../../messages/message.ts';
import { message } from '../../../../../../messages/message.ts';
import type { StreamSettings } from '../../../../../ipc/contract.ts';
import { ownAddresses } from '../addresses.ts';
import type { OutgoingMessage } from '../stream-message.ts';
import { messageJson, STREAM_VERSION } from '../stream-message.ts';
import type { Transport, TransportListeners } from '../transport.ts';
import type { Allowance } from './allowed.ts';
import { isAllowedOrigin, isLoopback, isOwnHost, ownOrigin } from './allowed.ts';
import { certificateFor } from './certificate.ts';
import type { FirstMessage } from './client-socket.ts';
import { closeSocket, CUT_MS, MAX_MESSAGE_BYTES, readSocket, sendTo } from './client-socket.ts';
import type { PairedClient, PairedClients } from './paired-clients.ts';
import { Pairing } from './pairing.ts';
import { servePage } from './scene-pages.ts';

/** Paired at one time. */
const MAX_CLIENTS = 4;
/** Connections that have not paired yet. */
const MAX_PENDING = 4;
/** Of all kinds, those for a page of the example scene among them; the system refuses more. */
const MAX_CONNECTIONS = 32;
/** Of one address, so that no other machine of the network can hold all of them. */
const MAX_OF_ADDRESS = 12;
/** How long a connection may take to ask for something. */
const ASK_MS = 5000;
/** A connection without a message for so long is cut, so that the client connects again. */
const DEAD_MS = 10_000;
const HTTP = { headersTimeout: ASK_MS, requestTimeout: ASK_MS, connectionsCheckingInterval: 1000 };
const HTTPS = { ...HTTP, handshakeTimeout: ASK_MS, minVersion: 'TLSv1.2' } as const;
const PATH = '/stream';

/** A WebSocket server for VR programs that pair by a code; the example scene is served at the same address. */
export class WebsocketTransport implements Transport {
  readonly url: string;
  readonly fingerprint: string | null;
  readonly #server: Server;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    perMessageDeflate: false,
    clientTracking: true,
  });
  readonly #allowed: Allowance;
  readonly #listeners: TransportListeners;
  readonly #startedMs: number;
  readonly #pairing = new Pairing();
  readonly #clients: PairedClients;
  /** Open connections by address. */
  readonly #held = new Map<string, number>();
  /** Connections that have not paired yet, the longest wait first. */
  readonly #pending = new Set<WebSocket>();

  /**
   * @param clients of the session
   * @param startedMs begin of the session, on the clock of `performance.now()`
   * @throws CodedError if the address is not one of this machine, or the port is taken; DemifaceError `disk`
   */
  static async open(
    { address, port, origins }: StreamSettings['websocket'],
    home: string,
    clients: PairedClients,
    startedMs: number,
    listeners: TransportListeners,
  ): Promise<WebsocketTransport> {
    if (!ownAddresses().includes(address))
      throw new CodedError(message('streams.notOwnAddress', { address }));
    const certificate = isLoopback(address) ? null : await certificateFor(home, address);
    const server = certificate
      ? createHttps({ ...HTTPS, cert: certificate.pem, key: certificate.pem })
      : createHttp(HTTP);
    await listen(server, address, port);
    const allowed = { address, port, origins };
    const fingerprint = certificate?.fingerprint ?? null;
    return new WebsocketTransport(server, allowed, fingerprint, clients, startedMs, listeners);
  }

  private constructor(
    server: Server,
    allowed: Allowance,
    fingerprint: string | null,
    clients: PairedClients,
    startedMs: number,
    listeners: TransportListeners,
  ) {
    this.#server = server;
    this.#allowed = allowed;
    this.#clients = clients;
    this.#startedMs = startedMs;
    this.#listeners = listeners;
    this.fingerprint = fingerprint;
    this.url = `${ownOrigin(allowed).replace('http', 'ws')}${PATH}`;
    server.maxConnections = MAX_CONNECTIONS;
    server.on('connection', (socket) => this.#limit(socket));
    server.on('request', (request, response) => servePage(request, response, isOwnHost(request, allowed)));
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
  }

  /** Cuts a connection of an address that has many already. */
  #limit(socket: Socket): void {
    const from = socket.remoteAddress ?? '';
    const held = (this.#held.get(from) ?? 0) + 1;
    if (held > MAX_OF_ADDRESS) return void socket.destroy();
    this.#held.set(from, held);
    socket.once('close', () => {
      const left = this.#held.get(from)! - 1;
      if (left > 0) this.#held.set(from, left);
      else this.#held.delete(from);
    });
  }

  /** Why no client can reach it; null while they can: a machine may get another address at any time. */
  get problem(): CodedMessage | null {
    const { address } = this.#allowed;
    return ownAddresses().includes(address) ? null : message('streams.notOwnAddress', { address });
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

  send(out: OutgoingMessage): void {
    const json = messageJson(out, this.#startedMs, performance.now());
    for (const { socket, presence } of this.#clients.connected()) {
      if (presence.silentMs > DEAD_MS) socket.terminate();
      else sendTo(socket, json, out.type, presence.isAlive);
    }
  }

  /** The clients stay as they are: those of a session that goes on may come back by their tokens. */
  async close(reason: 'session-ended' | 'settings-changed'): Promise<void> {
    for (const socket of this.#sockets.clients) closeSocket(socket, reason);
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeIdleConnections();
    const cut = setTimeout(() => {
      for (const socket of this.#sockets.clients) socket.terminate();
      this.#server.closeAllConnections();
    }, CUT_MS);
    await closed;
    clearTimeout(cut);
  }

  #upgrade(request: Request, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy());
    const isOurs = request.url === PATH && isOwnHost(request, this.#allowed);
    if (!isOurs || !isAllowedOrigin(request, this.#allowed))
      return void socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
    this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#accept(opened));
  }

  #accept(socket: WebSocket): void {
    // A client identifies itself at once: the one that has waited longest makes room, so that silent ones keep no other out.
    const [oldest] = this.#pending;
    if (oldest && this.#pending.size >= MAX_PENDING) {
      this.#pending.delete(oldest);
      oldest.terminate();
    }
    this.#pending.add(socket);
    let client: PairedClient | null = null;
    readSocket(socket, {
      onFirst: (first) => {
        this.#pending.delete(socket);
        client = this.#pair(first, socket);
        return client !== null;
      },
      onMessage: (incoming) => {
        if (!client || client.socket !== socket) return;
        client.presence.hear(incoming.type === 'heartbeat' ? incoming.isSafe : undefined);
        this.#listeners.onMessage(client, incoming);
      },
      onClose: (isGoodbye) => {
        this.#pending.delete(socket);
        if (!client || client.socket !== socket) return;
        client.socket = null;
        client.isGone = isGoodbye || client.role === 'observer';
        this.#listeners.onChange();
      },
    });
  }

  /** @returns null if it was refused, and its socket closed */
  #pair(first: FirstMessage, socket: WebSocket): PairedClient | null {
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
    socket.send(JSON.stringify({ v: STREAM_VERSION, type: 'paired', token: known.token }), () => {});
    this.#listeners.onChange();
    if (known.role === 'scene') this.#listeners.onJoined();
    return known;
  }

  #resumed(token: string): PairedClient | 'wrong-token' {
    return this.#clients.withToken(token) ?? 'wrong-token';
  }

  #redeemed({ code, name, role }: Extract<FirstMessage, { type: 'pair' }>) {
    if (this.#clients.present().length >= MAX_CLIENTS) return 'too-many-clients';
    const redeemed = this.#pairing.redeem(code);
    if ('fault' in redeemed) return redeemed.fault;
    return this.#clients.add({ name, role }, redeemed.token);
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
