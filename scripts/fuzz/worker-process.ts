import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { FromWorker, Outcome, ToWorker } from './messages.ts';

export interface Limits {
  /** Of one case. */
  ms: number;
  /** Of the worker process, resident. */
  bytes: number;
}

export interface CaseResult extends Outcome {
  ms: number;
  /** Largest resident size that was seen meanwhile; 0 where the system does not tell it. */
  bytes: number;
}

const LOOK_EVERY_MS = 100;
const STACK_TRACE = /^\s+at .+:\d+:\d+\)?$/m;

/** A process that runs cases and may crash, hang or grow without taking the harness along. */
export class WorkerProcess {
  readonly #child: ChildProcess;
  readonly #limits: Limits;
  #stderr = '';

  constructor(limits: Limits, scratch: string, entry = join(import.meta.dirname, 'worker.ts')) {
    this.#limits = limits;
    this.#child = fork(entry, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { ...process.env, DEMIFACE_FUZZ_SCRATCH: scratch, TMPDIR: scratch },
    });
    this.#child.stderr!.on('data', (data: Buffer) => (this.#stderr += data.toString()));
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.connected;
  }

  async ready(): Promise<void> {
    await Promise.race([once(this.#child, 'message'), once(this.#child, 'exit')]);
  }

  /** Never throws: what goes wrong is the outcome. The process may be gone afterwards. */
  async run(message: ToWorker): Promise<CaseResult> {
    const start = Date.now();
    this.#stderr = '';
    let bytes = 0;
    const outcome = await new Promise<Outcome>((resolve) => {
      const finish = (outcome: Outcome) => {
        clearInterval(watch);
        this.#child.removeAllListeners('message').removeAllListeners('exit');
        resolve(outcome);
      };
      const found = (text: string) => finish({ end: 'finding', text: `${text}\n${this.#stderr}` });
      const watch = setInterval(() => {
        bytes = Math.max(bytes, residentBytes(this.#child.pid!));
        const why =
          bytes > this.#limits.bytes
            ? `memory: over ${(this.#limits.bytes / 2 ** 30).toFixed(1)} GB`
            : Date.now() - start > this.#limits.ms
              ? `hang: over ${this.#limits.ms / 1000} s`
              : undefined;
        if (why === undefined) return;
        this.#child.kill('SIGKILL');
        found(why);
      }, LOOK_EVERY_MS);
      this.#child.on('message', (said: FromWorker) => said.say === 'outcome' && finish(said.outcome));
      this.#child.on('exit', (code, signal) => found(`crash: ${signal ?? `exit code ${code}`}`));
      this.#child.send(message);
    });
    const ms = Date.now() - start;
    if (outcome.end !== 'finding' && STACK_TRACE.test(this.#stderr))
      return { end: 'finding', text: `stack trace on stderr\n${this.#stderr}`, ms, bytes };
    return { ...outcome, ms, bytes };
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }
}

function residentBytes(pid: number): number {
  try {
    return 1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
