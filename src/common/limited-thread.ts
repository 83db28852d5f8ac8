import { parentPort, Worker } from 'node:worker_threads';

import type { ErrorCode } from './error.ts';
import { DemifaceError } from './error.ts';
import type { StoredMessage } from '../messages/message.ts';

/** Functions that a thread offers, by name. */
type Calls<C> = { [K in keyof C]: (...args: never[]) => unknown };
type Answer = { value: unknown } | { code: ErrorCode; message: StoredMessage };

export interface ThreadLimits {
  /** Of one call, by the processor: a busy machine or a slow disk does not count. */
  cpuMs: number;
  /** Of the whole thread, WebAssembly included. */
  bytes: number;
}

/** A call took more than its limits. */
export class LimitExceeded extends Error {}

const WATCH_EVERY_MS = 200;

/**
 * A thread for code that a damaged file may keep busy for ever. What goes over its limits is ended, and so is it on abort:
 * then every call rejects, with an `LimitExceeded` or the reason of the abort. What it prints is dropped.
 */
export class LimitedThread<C extends Calls<C>> {
  readonly #worker: Worker;
  readonly #limits: ThreadLimits;
  readonly #ended: Promise<never>;
  #end: (reason: Error) => void = () => {};

  /** @param entry a file that calls `serveCalls` */
  constructor(entry: URL, limits: ThreadLimits, signal?: AbortSignal) {
    this.#limits = limits;
    const worker = new Worker(entry, { stdout: true, stderr: true });
    worker.stdout.resume();
    worker.stderr.resume();
    this.#worker = worker;
    this.#ended = new Promise((_, reject) => {
      this.#end = (reason) => {
        reject(reason);
        this.close();
      };
    });
    this.#ended.catch(() => {}); // Those that wait for an answer get it.
    worker.on('error', (error) => this.#end(error as Error));
    const abort = () => this.#end(signal!.reason as Error);
    signal?.addEventListener('abort', abort, { once: true });
    worker.on('exit', (code) => {
      signal?.removeEventListener('abort', abort);
      this.#end(new Error(`a thread ended (exit code ${code})`));
    });
    if (signal?.aborted) abort();
  }

  /**
   * One call at a time.
   * @throws DemifaceError as the function itself; LimitExceeded; the reason of the abort
   */
  async call<K extends keyof C & string>(
    name: K,
    ...args: Parameters<C[K]>
  ): Promise<Awaited<ReturnType<C[K]>>> {
    const answered = new Promise<Answer>((resolve) => this.#worker.once('message', resolve));
    this.#worker.postMessage({ name, args });
    const watch = this.#watch();
    try {
      const answer = await Promise.race([answered, this.#ended]);
      if ('code' in answer) throw new DemifaceError(answer.code, answer.message);
      return answer.value as Awaited<ReturnType<C[K]>>;
    } finally {
      clearInterval(watch);
    }
  }

  /** Ends the thread once it has used too much since now. */
  #watch(): NodeJS.Timeout {
    let startMs: number | undefined;
    const look = async () => {
      const [cpu, heap] = await Promise.all([this.#worker.cpuUsage(), this.#worker.getHeapStatistics()]);
      const nowMs = (cpu.user + cpu.system) / 1000;
      startMs ??= nowMs;
      const over = overLimit(this.#limits, {
        cpuMs: nowMs - startMs,
        bytes: heap.total_heap_size + heap.external_memory,
      });
      if (over !== undefined) this.#end(new LimitExceeded(over));
    };
    return setInterval(() => void look().catch(() => {}), WATCH_EVERY_MS); // It may have ended meanwhile.
  }

  close(): void {
    void this.#worker.terminate();
  }
}

function overLimit(limits: ThreadLimits, { cpuMs, bytes }: ThreadLimits): string | undefined {
  if (cpuMs > limits.cpuMs) return `over ${(limits.cpuMs / 1000).toFixed(1)} s of the processor`;
  return bytes > limits.bytes ? `over ${Math.round(limits.bytes / 1e6)} MB of memory` : undefined;
}

/** Offers functions to the thread that started this one. An array that a function returns is handed over, not copied. */
export function serveCalls<C extends Calls<C>>(calls: C): void {
  const port = parentPort!;
  const answer = async (name: keyof C, args: never[]): Promise<Answer> => {
    try {
      return { value: await calls[name](...args) };
    } catch (error) {
      if (error instanceof DemifaceError) return { code: error.code, message: error.coded };
      throw error; // ends the thread
    }
  };
  port.on('message', ({ name, args }: { name: keyof C; args: never[] }) => {
    void answer(name, args).then((message) => {
      const isArray = 'value' in message && ArrayBuffer.isView(message.value);
      port.postMessage(message, isArray ? [(message.value as Float32Array<ArrayBuffer>).buffer] : []);
    });
  });
}
