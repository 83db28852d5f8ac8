import { EventEmitter } from 'node:events';

import { onTestFinished } from 'vitest';

import type { EventName, Events } from '../../../../../src/main/ipc/contract.ts';
import { openSessionNets } from '../../../../../src/main/core/features/session/running/session-nets.ts';
import type { SessionParts } from '../../../../../src/main/core/features/session/running/session-parts.ts';
import type { SessionStreams } from '../../../../../src/main/core/features/session/running/session-streams.ts';
import type {
  StreamEvent,
  StreamMessage,
} from '../../../../../src/main/core/features/session/streams/stream-message.ts';
import { Sessions } from '../../../../../src/main/core/features/session/running/sessions.ts';
import { sessionHandlers } from '../../../../../src/main/core/features/session/session-handlers.ts';
import { FrameMemory } from '../../../../../src/main/core/platform/live/frame-memory.ts';
import { machineClock } from '../../../../../src/main/core/platform/time/machine-clock.ts';
import { scratchFolder } from '../../../../support/made-data.ts';
import { madeStore } from '../audience/made-audience.ts';
import { addClient, CLIENT, clientFiles } from './made-client.ts';

type Heard = StreamEvent extends infer E
  ? E extends StreamEvent
    ? Omit<E, 'atMs' | 'client' | 'source'>
    : never
  : never;

/** Streams whose VR program answers as a test says. */
export class MadeStreams implements SessionStreams {
  readonly sent: (StreamMessage | { type: 'stop' })[] = [];
  isSceneSafe = false;
  readonly #bus = new EventEmitter();
  isOn: boolean;
  #hasSession = false;

  constructor(isOn = true) {
    this.isOn = isOn;
  }

  open(): Promise<void> {
    this.#hasSession = true;
    return Promise.resolve();
  }
  close(): Promise<void> {
    this.#hasSession = false;
    return Promise.resolve();
  }
  get isOpen(): boolean {
    return this.isOn && this.#hasSession;
  }
  send(message: StreamMessage): void {
    this.sent.push(message);
  }
  stop(): ReturnType<SessionStreams['stop']> {
    this.sent.push({ type: 'stop' });
    return {
      onChange: (listener) => {
        this.#bus.on('stop', listener);
        return () => this.#bus.off('stop', listener);
      },
      end: () => void this.#bus.emit('stop', 'ended'),
    };
  }
  onIncoming(listener: (event: StreamEvent) => void): () => void {
    this.#bus.on('event', listener);
    return () => this.#bus.off('event', listener);
  }
  onJoined(listener: () => void): () => void {
    this.#bus.on('joined', listener);
    return () => this.#bus.off('joined', listener);
  }

  join(): void {
    this.#bus.emit('joined');
  }
  answer(state: 'acknowledged' | 'unconfirmed'): void {
    this.#bus.emit('stop', state);
  }
  hear(event: Heard): void {
    this.#bus.emit('event', { atMs: performance.now(), client: 'scene', source: 'sensor', ...event });
  }
  /** Kinds of messages, those of the expression left out. */
  kinds(): string[] {
    return this.sent.map(({ type }) => type).filter((type) => type !== 'expression');
  }
}

/** Sessions of a client over real networks and a real client file. */
export function madeSessions(changes: Partial<SessionParts> = {}, folder = scratchFolder()) {
  const store = changes.store ?? madeStore();
  const files = clientFiles(folder);
  const emitted: { event: EventName; payload: unknown }[] = [];
  const streams = new MadeStreams();
  const parts: SessionParts = {
    ...{ store, streams, memory: new FrameMemory(), machine: machineClock },
    emit: (event, payload) => void emitted.push({ event, payload }),
    openFile: (client) => files.open(client),
    consentOf: () => ({ id: 1, heartRate: true, streams: true }),
    openNets: (visible) => openSessionNets(store, visible),
    ...changes,
  };
  const sessions = new Sessions(parts);
  onTestFinished(() => sessions.close());
  const ask = sessionHandlers(store, sessions);
  return {
    ...{ ask, store, streams, files, folder, sessions, machine: parts.machine },
    events: <E extends EventName>(name: E) =>
      emitted.filter(({ event }) => event === name).map(({ payload }) => payload as Events[E]),
    open: (occlusion: 'none' | 'upper' = 'none') =>
      ask['session.open']({ client: CLIENT, ladder: 'spiders', language: 'en', occlusion }),
  };
}

/** As `madeSessions`, with a client. */
export function madeClientSessions(changes: Partial<SessionParts> = {}) {
  const folder = scratchFolder();
  addClient(folder);
  return madeSessions(changes, folder);
}
