import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

import type { FromWorker, Outcome, ToWorker } from './messages.ts';

export interface Limits {
  /** Of one case, by the clock. */
  ms: number;
  /** Of one case, by the processor: on a busy machine a case may take long and do little. */
  cpuMs: number;
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
  /** A file and no pipe: what a case wrote is whole by the time its outcome arrives. */
  readonly #stderrFile: string;
  #isEnded = false;

  constructor(limits: Limits, scratch: string, entry = join(import.meta.dirname, 'worker.ts')) {
    this.#limits = limits;
    this.#stderrFile = join(mkdtempSync(join(scratch, 'stderr-')), 'stderr.txt');
    const stderr = openSync(this.#stderrFile, 'a');
    this.#child = fork(entry, [], {
      execArgv: [],
      stdio: ['ignore', 'ignore', stderr, 'ipc'],
      env: { ...process.env, DEMIFACE_FUZZ_SCRATCH: scratch, TMPDIR: scratch },
    });
    closeSync(stderr);
  }

  get isAlive(): boolean {
    return !this.#isEnded && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  async ready(): Promise<void> {
    await Promise.race([once(this.#child, 'message'), once(this.#child, 'exit')]);
  }

  /** Never throws: what goes wrong is the outcome. The process may be gone afterwards. */
  async run(message: ToWorker): Promise<CaseResult> {
    const start = Date.now();
    truncateSync(this.#stderrFile);
    let bytes = 0;
    const { cpuMs: before } = usageOf(this.#child.pid!);
    const outcome = await new Promise<Outcome>((resolve) => {
      const finish = (outcome: Outcome) => {
        clearInterval(watch);
        this.#child.removeAllListeners('message').removeAllListeners('exit');
        resolve(outcome);
      };
      const found = (text: string) => finish({ end: 'finding', text: `${text}\n${this.#stderr()}` });
      const watch = setInterval(() => {
        const usage = usageOf(this.#child.pid!);
        bytes = Math.max(bytes, usage.bytes);
        const why = overLimit(this.#limits, { ms: Date.now() - start, cpuMs: usage.cpuMs - before, bytes });
        if (why === undefined) return;
        this.end();
        found(why);
      }, LOOK_EVERY_MS);
      this.#child.on(
        'message',
        (message: FromWorker) => message.say === 'outcome' && finish(message.outcome),
      );
      this.#child.on('exit', (code, signal) => found(`crash: ${signal ?? `exit code ${code}`}`));
      this.#child.send(message);
    });
    const ms = Date.now() - start;
    const stderr = this.#stderr();
    if (outcome.end !== 'finding' && STACK_TRACE.test(stderr))
      return { end: 'finding', text: `stack trace on stderr\n${stderr}`, ms, bytes };
    return { ...outcome, ms, bytes };
  }

  #stderr(): string {
    return readFileSync(this.#stderrFile, 'utf8');
  }

  end(): void {
    this.#isEnded = true;
    this.#child.kill('SIGKILL');
  }
}

function overLimit(limits: Limits, { ms, cpuMs, bytes }: Limits): string | undefined {
  if (bytes > limits.bytes) return `memory: over ${(limits.bytes / 2 ** 30).toFixed(1)} GB`;
  if (cpuMs > limits.cpuMs) return `hang: over ${limits.cpuMs / 1000} s of the processor`;
  return ms > limits.ms ? `hang: over ${limits.ms / 1000} s` : undefined;
}

/** Clock ticks of Linux are hundredths of a second. */
const TICK_MS = 10;

/** What a process has used; nothing where the system does not tell it. */
function usageOf(pid: number): { cpuMs: number; bytes: number } {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return {
      cpuMs: TICK_MS * (Number(fields[11]) + Number(fields[12])),
      bytes: 1024 * Number(kilobytes ?? 0),
    };
  } catch {
    return { cpuMs: 0, bytes: 0 };
  }
}
