import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { CodedError } from '../../../../../../common/error.ts';
import { message } from '../../../../../../messages/message.ts';
import type { ExpressionMessage, OutgoingMessage } from '../stream-message.ts';
import { STREAM_EXPRESSIONS } from '../stream-message.ts';
import type { Transport } from '../transport.ts';
import type { FromLsl, LslOptions, ToLsl } from './lsl-message.ts';
import { hrtimeS } from './lsl-message.ts';
import type { StoredMessage } from '../../../../../../messages/message.ts';

/** How long the process may take to open its streams, and to close them. */
const START_MS = 10_000;
const CLOSE_MS = 2000;
/** A process that ended by itself is started again, so often in a session. */
const MAX_RESTARTS = 5;
const RESTART_MS = 500;

export interface LslListeners {
  /** @param atMs on the clock of `performance.now()` */
  onHeartRate: (bpm: number, atMs: number, source: string) => void;
  onChange: () => void;
  /** The process cannot be kept running. */
  onFailure: (problem: CodedError) => void;
}

/** Streams of Lab Streaming Layer, from a process of their own. They have no way back: nothing is acknowledged here. */
export class LslTransport implements Transport {
  readonly #options: LslOptions;
  readonly #listeners: LslListeners;
  #child: ChildProcess | null = null;
  #hasConsumers = false;
  #heartRate: string | null = null;
  #restarts = 0;
  #isClosed = false;
  /** The stop that a marker was sent for. */
  #stopId: string | null = null;

  /** @throws CodedError if the library cannot be loaded or opens no streams */
  static async open(options: LslOptions, listeners: LslListeners): Promise<LslTransport> {
    const transport = new LslTransport(options, listeners);
    await transport.#start();
    return transport;
  }

  private constructor(options: LslOptions, listeners: LslListeners) {
    this.#options = options;
    this.#listeners = listeners;
  }

  get hasConsumers(): boolean {
    return this.#hasConsumers;
  }

  /** Name of the stream of heart rate that is received. */
  get heartRate(): string | null {
    return this.#heartRate;
  }

  /** Of the process; undefined while there is none. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  send(out: OutgoingMessage): void {
    if (out.type === 'expression') return this.#say(sampleOf(out));
    if (out.type === 'heartbeat' || (out.type === 'stop' && out.id === this.#stopId)) return;
    if (out.type === 'stop') this.#stopId = out.id;
    this.#say({ kind: 'marker', atS: hrtimeS(), text: markerText(out) });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const child = this.#child;
    if (!child) return;
    this.#say({ kind: 'close' });
    const kill = setTimeout(() => child.kill('SIGKILL'), CLOSE_MS);
    await once(child, 'exit');
    clearTimeout(kill);
  }

  #say(message: ToLsl): void {
    if (this.#child?.connected) this.#child.send(message, () => {}); // Its end is reported by `exit`.
  }

  async #start(): Promise<void> {
    const child = fork(join(import.meta.dirname, 'lsl-main.ts'), [JSON.stringify(this.#options)], {
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: StoredMessage) =>
        reject(new CodedError(message('streams.lslFailed', { reason })));
      const late = setTimeout(() => {
        fail(message('streams.lslNotStarting'));
        child.kill('SIGKILL');
      }, START_MS);
      child.on('message', (received: FromLsl) => {
        if (received.kind === 'ready') resolve();
        else if (received.kind === 'failed') fail(received.reason);
        else this.#handleMessage(received);
      });
      child.on('error', ({ message: reason }) => fail(reason));
      child.once('exit', (code, signal) =>
        fail(signal ?? message('streams.exitCode', { code: String(code) })),
      );
      child.once('message', () => clearTimeout(late));
      child.once('exit', () => clearTimeout(late));
    });
    this.#child = child;
    child.once('exit', () => this.#ended());
  }

  #handleMessage(received: Exclude<FromLsl, { kind: 'ready' | 'failed' }>): void {
    switch (received.kind) {
      case 'consumers':
        this.#hasConsumers = received.hasConsumers;
        return this.#listeners.onChange();
      case 'heart-rate-source':
        this.#heartRate = received.name;
        return this.#listeners.onChange();
      case 'heart-rate': {
        const atMs = performance.now() - 1000 * (hrtimeS() - received.atS);
        return this.#listeners.onHeartRate(received.bpm, atMs, received.source);
      }
    }
  }

  #ended(): void {
    this.#child = null;
    this.#hasConsumers = false;
    this.#heartRate = null;
    if (this.#isClosed) return;
    this.#listeners.onChange();
    const fail = (error: unknown) => this.#isClosed || this.#listeners.onFailure(error as CodedError);
    if (++this.#restarts > MAX_RESTARTS)
      return void fail(
        new CodedError(message('streams.lslFailed', { reason: message('streams.lslEndsAgain') })),
      );
    setTimeout(() => {
      if (!this.#isClosed) this.#start().catch(fail);
    }, RESTART_MS);
  }
}

/** When the frame was captured, on the clock that processes share. */
function sampleOf({ capturedMs, probs, confidence, isUsable, isTalking }: ExpressionMessage): ToLsl {
  const atS = hrtimeS() - (performance.now() - capturedMs) / 1000;
  const values = STREAM_EXPRESSIONS.map((expression) => probs?.[expression] ?? NaN);
  return {
    kind: 'expression',
    atS,
    values: [...values, probs ? confidence : NaN, isUsable ? 1 : 0, isTalking ? 1 : 0],
  };
}

function markerText(out: Exclude<OutgoingMessage, { type: 'expression' | 'heartbeat' }>): string {
  switch (out.type) {
    case 'step':
      return `step:${out.index}:${out.name}`;
    case 'marker':
      return `marker:${out.name}`;
    case 'session':
      return `session:${out.state}`;
    case 'stop':
      return `stop:${out.reason}:${out.id}`;
  }
}
