import { CodedError } from '../../../../../common/error.ts';
import { SerialQueue } from '../../../../../common/serial-queue.ts';
import type { CodedMessage } from '../../../../../messages/message.ts';
import { message } from '../../../../../messages/message.ts';
import type { StreamSettings, StreamsState, StreamTransport } from '../../../../ipc/contract.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import { isLiblslInstalled, liblslPath } from './lsl/install-liblsl.ts';
import { LslTransport } from './lsl/lsl-transport.ts';
import { OscTransport } from './osc/osc-transport.ts';
import { HEARTBEAT_MS } from './presence.ts';
import { StopAttempt } from './stop-attempt.ts';
import type { IncomingMessage, OutgoingMessage, StopReason } from './stream-message.ts';
import type { StreamEvent, StreamMessage } from './stream-message.ts';
import { lslSourceId, readStreamSettings, writeStreamSettings } from './stream-settings.ts';
import type { OpenTransports, Problems, StreamSession } from './streams-state.ts';
import { streamsState } from './streams-state.ts';
import { TestMessage } from './test-message.ts';
import type { Receiver, Transport, TransportListeners } from './transport.ts';
import { PairedClients } from './websocket/paired-clients.ts';
import { WebsocketTransport } from './websocket/websocket-transport.ts';

/** State is reported at most this often. */
const TELL_MS = 100;

/**
 * The ways out of a session to VR programs and recorders, and back: open from its begin to its end, and only those that are
 * turned on. A transport that fails leaves the others and the session alone.
 */
export class Streams {
  readonly #context: Pick<CoreContext, 'store' | 'home' | 'emit'>;
  readonly #turns = new SerialQueue();
  readonly #listeners = new Set<(event: StreamEvent) => void>();
  readonly #joinedListeners = new Set<() => void>();
  #settings: StreamSettings;
  #session: StreamSession | null = null;
  #opened: OpenTransports = {};
  #paired = new PairedClients();
  #problems: Problems = {};
  #stop: StopAttempt | null = null;
  #test: TestMessage | null = null;
  #heartbeat: NodeJS.Timeout | null = null;
  #telling: NodeJS.Timeout | null = null;
  #toldState = '';

  constructor(context: Pick<CoreContext, 'store' | 'home' | 'emit'>) {
    this.#context = context;
    this.#settings = readStreamSettings(context.store);
  }

  /** Opens what is on, for a session. Never throws: what cannot be opened is reported in the state. */
  open(session: StreamSession): Promise<void> {
    return this.#turns.take(async () => {
      await this.#closeAll();
      this.#session = session;
      this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
      await this.#openMissing();
    });
  }

  /** Closes all at the end of a session; a stop that nobody acknowledged ends. */
  close(): Promise<void> {
    return this.#turns.take(() => this.#closeAll());
  }

  /** Sends to all receivers that are connected; waits for none. */
  send(out: StreamMessage): void {
    this.#sendAll(out);
  }

  /** Emergency stop, on every transport at once. A stop before it ends. */
  stop(reason: StopReason = 'operator'): StopAttempt {
    this.#stop?.end();
    this.#stop = new StopAttempt(reason, {
      send: (out) => this.#sendAll(out),
      scenes: () => [...this.#paired.scenes(), ...(this.#opened.osc?.scenes() ?? [])],
    });
    return this.#stop;
  }

  /** Sends a test message to all that are connected; their answers are part of the state. */
  test(): StreamsState {
    this.#test?.end();
    const hooks = { send: (out: StreamMessage) => this.#sendAll(out), onChange: () => this.#changed() };
    this.#test = this.isOpen ? new TestMessage(hooks) : null;
    return this.state();
  }

  /** @returns a function that ends the listening */
  onIncoming(listener: (event: StreamEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param listener a scene can be reached now: it is new, or it is back @returns a function that ends the listening */
  onJoined(listener: () => void): () => void {
    this.#joinedListeners.add(listener);
    return () => this.#joinedListeners.delete(listener);
  }

  /** Whether every scene that is connected reports that it shows its safe state; one that is silent may show anything. */
  get isSceneSafe(): boolean {
    const clients = [...this.#paired.shown(), this.#opened.osc?.client()];
    const scenes = clients.filter((client) => client?.role === 'scene' && client.isConnected);
    return scenes.length > 0 && scenes.every((client) => client!.isAlive && client!.isSafe === true);
  }

  /** Whether a stop can reach anybody. */
  get isOpen(): boolean {
    return this.#transports().length > 0;
  }

  get settings(): StreamSettings {
    return this.#settings;
  }

  /** Takes effect at once: a transport whose settings changed is opened anew, and its clients come back by their tokens. */
  applySettings(settings: StreamSettings): Promise<StreamSettings> {
    return this.#turns.take(async () => {
      writeStreamSettings(this.#context.store, settings);
      const before = this.#settings;
      this.#settings = settings;
      for (const name of ['websocket', 'osc', 'lsl'] as const)
        if (JSON.stringify(before[name]) !== JSON.stringify(settings[name]))
          await this.#closeOne(name, 'settings-changed');
      await this.#openMissing();
      return settings;
    });
  }

  /** Makes another pairing code. */
  renewCode(): void {
    this.#opened.websocket?.renewCode();
  }

  /** Forgets a client, which has to pair again. */
  disconnect(client: number): void {
    const { osc } = this.#opened;
    if (osc?.isClient(client)) return osc.forget();
    this.#paired.forget(client);
    this.#receiversChanged();
  }

  /** The process of Lab Streaming Layer; undefined while there is none. */
  get lslPid(): number | undefined {
    return this.#opened.lsl?.pid;
  }

  /** The library of Lab Streaming Layer was installed. */
  retryLsl(): Promise<void> {
    return this.#turns.take(async () => {
      delete this.#problems.lsl;
      await this.#openMissing();
    });
  }

  state(): StreamsState {
    return streamsState({
      session: this.#session,
      settings: this.#settings,
      opened: this.#opened,
      problems: this.#problems,
      clients: this.#paired.shown(),
      test: this.#test?.state ?? null,
    });
  }

  #transports(): Transport[] {
    return Object.values(this.#opened) as Transport[];
  }

  #sendAll(out: OutgoingMessage): void {
    for (const transport of this.#transports()) transport.send(out);
  }

  #beat(): void {
    this.#sendAll({ type: 'heartbeat' });
    this.#changed(); // Who is alive changes by time alone.
  }

  async #openMissing(): Promise<void> {
    const { startedMs, hasConsent } = this.#session ?? {};
    if (startedMs === undefined || !hasConsent) return this.#changed();
    const { websocket, osc, lsl } = this.#settings;
    const { home, store } = this.#context;
    const listeners: TransportListeners = {
      onMessage: (from, incoming) => this.#hear(from, incoming),
      onJoined: () => this.#joinedListeners.forEach((listener) => listener()),
      onChange: () => this.#receiversChanged(),
    };
    await Promise.all([
      this.#openOne('websocket', () =>
        WebsocketTransport.open(websocket, home, this.#paired, startedMs, listeners),
      ),
      this.#openOne('osc', () => OscTransport.open(osc, this.#paired.nextId(), startedMs, listeners)),
      this.#openOne('lsl', () => this.#openLsl({ ...lsl, sourceId: lslSourceId(store) })),
    ]);
    this.#changed();
  }

  async #openOne<N extends StreamTransport>(name: N, open: () => Promise<NonNullable<OpenTransports[N]>>) {
    if (!this.#settings[name].isOn || this.#opened[name]) return;
    try {
      this.#opened[name] = await open();
    } catch (error) {
      this.#problems[name] = problemOf(error);
    }
  }

  async #openLsl(lsl: StreamSettings['lsl'] & { sourceId: string }): Promise<LslTransport> {
    if (!isLiblslInstalled()) throw new CodedError(message('streams.lslMissing'));
    const { scope, heartRate, sourceId } = lsl;
    return LslTransport.open(
      { library: liblslPath(), scope, heartRate, sourceId },
      {
        onHeartRate: (bpm, atMs, source) => this.#tell({ type: 'heart-rate', atMs, bpm, source }),
        onChange: () => this.#changed(),
        onFailure: ({ coded }) => {
          delete this.#opened.lsl;
          this.#problems.lsl = coded;
          this.#changed();
        },
      },
    );
  }

  #hear(from: Receiver, incoming: IncomingMessage): void {
    if (incoming.type === 'acknowledge') {
      this.#test?.acknowledge(from, incoming.id);
      return this.#stop?.acknowledge(from, incoming.id);
    }
    if (incoming.type === 'heartbeat' || from.role !== 'scene') return;
    this.#tell({ ...incoming, atMs: performance.now(), client: from.name });
  }

  #tell(event: StreamEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  async #closeOne(name: StreamTransport, reason: Parameters<Transport['close']>[0]): Promise<void> {
    const opened = this.#opened[name];
    if (name === 'osc') this.#stop?.cutOff(this.#opened.osc?.scenes() ?? []);
    delete this.#opened[name];
    delete this.#problems[name];
    await opened?.close(reason);
  }

  async #closeAll(): Promise<void> {
    this.#stop?.end();
    this.#stop = null;
    this.#test?.end();
    this.#test = null;
    this.#session = null;
    this.#paired = new PairedClients();
    if (this.#heartbeat) clearInterval(this.#heartbeat);
    await Promise.all(
      (['websocket', 'osc', 'lsl'] as const).map((name) => this.#closeOne(name, 'session-ended')),
    );
    this.#changed();
  }

  #receiversChanged(): void {
    this.#stop?.checkScenes();
    this.#changed();
  }

  /** Sends the page the state, if it has changed. */
  #changed(): void {
    if (this.#telling) return;
    this.#telling = setTimeout(() => {
      this.#telling = null;
      const state = this.state();
      const text = JSON.stringify(state);
      if (text === this.#toldState) return;
      this.#toldState = text;
      this.#context.emit('streams.changed', state);
    }, TELL_MS);
  }
}

function problemOf(error: unknown): CodedMessage {
  return error instanceof CodedError
    ? error.coded
    : message('streams.notOpened', { reason: (error as Error).message });
}
