import type { RemoteInfo, Socket } from 'node:dgram';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { CodedError } from '../../../../../../common/error.ts';
import { message } from '../../../../../../messages/message.ts';
import type { StreamClient, StreamSettings } from '../../../../../ipc/contract.ts';
import { isLocalAddress } from '../addresses.ts';
import { Presence } from '../presence.ts';
import { RateLimit } from '../rate-limit.ts';
import type { OutgoingMessage } from '../stream-message.ts';
import type { Receiver, Transport, TransportListeners } from '../transport.ts';
import { oscPacket, readOscPacket } from './osc-packet.ts';

/** Messages of the VR program that are read, a second and at once; the rest is left out. */
const RATE = [100, 200] as const;

/** OSC over UDP to one VR program, and from its address alone. */
export class OscTransport implements Transport {
  readonly #socket: Socket;
  readonly #settings: StreamSettings['osc'];
  readonly #startedMs: number;
  readonly #listeners: TransportListeners;
  readonly #rate = new RateLimit(...RATE);
  readonly #receiver: Receiver;
  #presence: Presence | null = null;
  #malformed = 0;

  /**
   * @param id of its one client
   * @param startedMs begin of the session, on the clock of `performance.now()`
   * @throws CodedError if the address is not of the local network, or the port is taken
   */
  static async open(
    settings: StreamSettings['osc'],
    id: number,
    startedMs: number,
    listeners: TransportListeners,
  ): Promise<OscTransport> {
    const { address, listenPort } = settings;
    if (!isLocalAddress(address)) throw new CodedError(message('streams.notLocalAddress', { address }));
    const socket = createSocket('udp4');
    try {
      socket.bind({ address: await addressTowards(address), port: listenPort, exclusive: true });
      await once(socket, 'listening');
    } catch (error) {
      socket.close();
      const { code, message: reason } = error as NodeJS.ErrnoException;
      throw code === 'EADDRINUSE'
        ? new CodedError(message('streams.portTaken', { port: listenPort }))
        : new CodedError(message('streams.notOpened', { reason }));
    }
    return new OscTransport(socket, settings, id, startedMs, listeners);
  }

  private constructor(
    socket: Socket,
    settings: StreamSettings['osc'],
    id: number,
    startedMs: number,
    listeners: TransportListeners,
  ) {
    this.#socket = socket;
    this.#settings = settings;
    this.#startedMs = startedMs;
    this.#listeners = listeners;
    this.#receiver = { id, name: settings.address, role: 'scene' };
    socket.on('message', (packet, from) => this.#read(packet, from));
    socket.on('error', () => {}); // A packet that could not be sent: the next one may be.
  }

  get malformed(): number {
    return this.#malformed;
  }

  /** Null until something came from it. */
  client(): StreamClient | null {
    return this.#presence?.shown(this.#receiver, true) ?? null;
  }

  /** A VR program that never sent anything cannot acknowledge a stop, and is not waited for. */
  scenes(): Receiver[] {
    return this.#presence ? [this.#receiver] : [];
  }

  isClient(id: number): boolean {
    return id === this.#receiver.id;
  }

  /** It is not waited for until it sends something again. */
  forget(): void {
    this.#presence = null;
    this.#listeners.onChange();
  }

  send(out: OutgoingMessage): void {
    const { address, port } = this.#settings;
    this.#socket.send(oscPacket(out, this.#startedMs), port, address, () => {});
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #read(packet: Buffer, { address }: RemoteInfo): void {
    if (address !== this.#settings.address || !this.#rate.take()) return;
    const messages = readOscPacket(packet);
    if (!messages) {
      this.#malformed++;
      return this.#listeners.onChange();
    }
    const isNew = !this.#presence;
    const isBack = !this.#presence?.isAlive;
    this.#presence ??= new Presence();
    for (const [i, incoming] of messages.entries()) {
      if (i > 0 && !this.#rate.take()) break; // The packet was counted as its first message.
      this.#presence.hear(incoming.type === 'heartbeat' ? incoming.isSafe : undefined);
      this.#listeners.onMessage(this.#receiver, incoming);
    }
    if (isNew) this.#listeners.onChange();
    if (isBack) this.#listeners.onJoined();
  }
}

/** The address of this machine from which packets go to another one; nothing is sent. */
async function addressTowards(address: string): Promise<string> {
  const probe = createSocket('udp4');
  try {
    probe.connect(9, address);
    await once(probe, 'connect');
    return probe.address().address;
  } finally {
    probe.close();
  }
}
