import type {
  CoreChannel,
  CorePayload,
  CoreState,
  EventName,
  Events,
  Refusal,
  Result,
} from '../../ipc/contract.ts';
import type { FromCore, ToCore } from '../../ipc/wire.ts';
import { Refused } from '../../ipc/refused.ts';
import type { CoreConnection } from './core-process.ts';
import { RestartLimit } from './restart-limit.ts';
import { message } from '../../../messages/message.ts';

interface Waiting {
  resolve: (result: Result<CoreChannel>) => void;
  reject: (error: Refused) => void;
}

/** Starts the core again this long after it ended, longer each time, and no more after the last. */
const PAUSES_MS = [200, 1000, 5000];
/** Ends within this span count together. */
const SPAN_MS = 10 * 60_000;

/** Keeps one core running and passes requests to it. */
export class CoreClient {
  readonly #start: (listeners: {
    onMessage: (message: FromCore) => void;
    onEnd: () => void;
  }) => CoreConnection;
  readonly #emit: <E extends EventName>(event: E, payload: Events[E]) => void;
  readonly #waiting = new Map<number, Waiting>();
  #connection: CoreConnection | null = null;
  #nextId = 1;
  readonly #limit = new RestartLimit(PAUSES_MS.length, SPAN_MS);
  #closing: (() => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  state: CoreState = 'starting';
  problem: Refusal | null = null;

  constructor(
    start: (listeners: { onMessage: (message: FromCore) => void; onEnd: () => void }) => CoreConnection,
    emit: <E extends EventName>(event: E, payload: Events[E]) => void,
  ) {
    this.#start = start;
    this.#emit = emit;
  }

  /** Starts the core, or starts it anew where one is there that cannot work; one that works stays. */
  start(): void {
    clearTimeout(this.#timer);
    if (this.state === 'running' || this.#closing) return;
    const before = this.#connection;
    this.#connection = null;
    before?.kill();
    this.#refuseWaiting();
    try {
      const connection = this.#start({
        onMessage: (message) => connection === this.#connection && this.#handleMessage(message),
        onEnd: () => connection === this.#connection && this.#ended(),
      });
      this.#connection = connection;
    } catch (error) {
      this.#say('failed', { code: 'core', message: (error as Error).message });
    }
  }

  request<C extends CoreChannel>(channel: C, payload: CorePayload<C>): Promise<Result<C>> {
    const connection = this.#connection;
    if (!connection)
      return Promise.reject(
        new Refused(
          this.problem ?? {
            code: 'core',
            message: message('app.coreStarting'),
          },
        ),
      );
    const id = this.#nextId++;
    return new Promise<Result<C>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve, reject });
      connection.post({ kind: 'request', id, channel, payload } satisfies ToCore);
    });
  }

  /** Lets the core finish what it writes, then ends it. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const connection = this.#connection;
    if (!connection) return;
    const ended = new Promise<void>((resolve) => (this.#closing = resolve));
    connection.post({ kind: 'close' });
    const kill = setTimeout(() => connection.kill(), 5000);
    await ended;
    clearTimeout(kill);
  }

  #handleMessage(received: FromCore): void {
    switch (received.kind) {
      case 'ready':
        return this.#say('running', null);
      case 'unusable':
        return this.#say('failed', received.problem);
      case 'result':
        this.#waiting.get(received.id)?.resolve(received.result);
        this.#waiting.delete(received.id);
        return;
      case 'refused':
        this.#waiting.get(received.id)?.reject(new Refused(received.refusal));
        this.#waiting.delete(received.id);
        return;
      case 'event':
        return this.#emit(received.event, received.payload);
    }
  }

  #ended(): void {
    this.#connection = null;
    this.#refuseWaiting();
    if (this.#closing) return this.#closing();
    const end = this.#limit.count();
    if (end === null) {
      this.#limit.reset();
      return this.#say('failed', this.problem ?? { code: 'core', message: message('app.coreFailed') });
    }
    this.#say('restarting', null);
    this.#timer = setTimeout(() => this.start(), PAUSES_MS[end - 1]);
  }

  /** Of a core that is gone no answer comes. */
  #refuseWaiting(): void {
    for (const { reject } of this.#waiting.values())
      reject(
        new Refused({
          code: 'core',
          message: message('app.coreEnded'),
        }),
      );
    this.#waiting.clear();
  }

  #say(state: CoreState, problem: Refusal | null): void {
    this.state = state;
    this.problem = problem;
    this.#emit('core.state', { state, problem });
  }
}
