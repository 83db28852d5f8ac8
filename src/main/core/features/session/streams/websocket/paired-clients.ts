import type { WebSocket } from 'ws';

import type { StreamClient } from '../../../../../ipc/contract.ts';
import { Presence } from '../presence.ts';
import type { Receiver } from '../transport.ts';
import { closeSocket } from './client-socket.ts';
import { isSame } from './pairing.ts';

export interface PairedClient extends Receiver {
  readonly token: string;
  readonly presence: Presence;
  /** Null while it is not connected. */
  socket: WebSocket | null;
  /** It closed its connection itself: it may come back by its token, and has to answer nothing until then. */
  isGone: boolean;
}

/** Clients that paired in a session. They outlast the server, which a change of the settings closes and opens anew. */
export class PairedClients {
  readonly #clients = new Map<number, PairedClient>();
  #lastId = 0;

  /** Of a receiver; none is given twice in a session, so an answer is never taken for another's. */
  nextId(): number {
    return ++this.#lastId;
  }

  add({ name, role }: Pick<Receiver, 'name' | 'role'>, token: string): PairedClient {
    const client: PairedClient = {
      id: this.nextId(),
      name,
      role,
      token,
      presence: new Presence(),
      socket: null,
      isGone: false,
    };
    this.#clients.set(client.id, client);
    return client;
  }

  withToken(token: string): PairedClient | undefined {
    return [...this.#clients.values()].find((client) => isSame(client.token, token));
  }

  connected(): (PairedClient & { socket: WebSocket })[] {
    return [...this.#clients.values()].filter((client) => client.socket !== null) as (PairedClient & {
      socket: WebSocket;
    })[];
  }

  /** One that was cut off is among them: its headset may still show something. */
  present(): PairedClient[] {
    return [...this.#clients.values()].filter(({ isGone }) => !isGone);
  }

  scenes(): Receiver[] {
    return this.present().filter(({ role }) => role === 'scene');
  }

  shown(): StreamClient[] {
    return this.present().map((client) => client.presence.shown(client, client.socket !== null));
  }

  /** Its token is not valid any more. */
  forget(id: number): void {
    const client = this.#clients.get(id);
    this.#clients.delete(id);
    if (client?.socket) closeSocket(client.socket, 'disconnected');
  }
}
