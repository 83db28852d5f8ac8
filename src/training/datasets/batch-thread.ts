import { Worker } from 'node:worker_threads';

import { DemifaceError } from '../../common/error.ts';
import type { FromWorker, ToWorker } from './batch-messages.ts';
import { message, type CodedMessage } from '../../messages/message.ts';

/** Receives what a thread sends. */
export interface BatchThreadUser {
  arrived(message: Exclude<FromWorker, { kind: 'closed' }>): void;
  /** The thread failed or ended by itself. Called at most twice, with `engine`. */
  failed(error: DemifaceError): void;
}

/** A thread that prepares the batches of one user at a time. It keeps the process alive only after `ref`. */
class BatchThread {
  readonly #worker = new Worker(new URL('./batch-worker.ts', import.meta.url));
  #user: BatchThreadUser | undefined;
  #released: (() => void) | undefined;
  #ended = false;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (arrived: FromWorker) => {
      if (arrived.kind === 'closed') this.#released?.();
      else this.#user?.arrived(arrived);
    });
    this.#worker.on('error', (error) =>
      this.#end(message('training.threadFailed', { error: firstLine(error) }), error),
    );
    this.#worker.on('exit', (code) => this.#end(message('training.threadEnded', { code })));
  }

  #end(why: CodedMessage, cause?: unknown): void {
    this.#ended = true;
    this.#user?.failed(new DemifaceError('engine', why, { cause }));
    this.#released?.();
  }

  use(user: BatchThreadUser): void {
    this.#user = user;
  }

  get ended(): boolean {
    return this.#ended;
  }

  send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  ref(): void {
    this.#worker.ref();
  }

  unref(): void {
    this.#worker.unref();
  }

  /** Resolves once the thread has let go of what it was sent, after at most the one batch that it is making. */
  async release(): Promise<void> {
    if (this.#ended) return;
    const released = new Promise<void>((resolve) => (this.#released = resolve));
    this.#user = undefined;
    this.send({ kind: 'close' });
    this.ref();
    await released;
    this.unref();
    this.#released = undefined;
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }
}

/** A stage opens batches many times, and starting a thread costs as much as some hundred pictures: two wait for the next. */
const IDLE_AT_MOST = 2;
const idle: BatchThread[] = [];

/** An idle thread, or a new one; `releaseBatchThread` when done. */
export function acquireBatchThread(user: BatchThreadUser): BatchThread {
  let thread = idle.pop();
  while (thread?.ended) thread = idle.pop();
  thread ??= new BatchThread();
  thread.use(user);
  return thread;
}

/** Resolves once the thread holds neither the memory nor the file of the batches. */
export async function releaseBatchThread(thread: BatchThread): Promise<void> {
  await thread.release();
  if (idle.length < IDLE_AT_MOST && !thread.ended) idle.push(thread);
  else await thread.terminate();
}

const firstLine = (error: unknown): string =>
  error instanceof Error ? error.message.split('\n')[0]! : String(error);
