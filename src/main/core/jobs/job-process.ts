import { fork } from 'node:child_process';
import { join } from 'node:path';

import { DemifaceError } from '../../../artifact/error.ts';
import type { FromJob, ToJob } from './job.ts';
import type { JobName, JobOutcome, JobPayload } from './kinds/index.ts';

export interface JobListeners {
  onProgress?: (done: number, total: number, text: string) => void;
  onNews?: (news: unknown) => void;
}

/** A job that runs in a process of its own, which may die without taking anything along. */
export interface RunningJob<R> {
  readonly pid: number | undefined;
  /** @throws DemifaceError what the job threw, or `internal` in words if its process died */
  readonly outcome: Promise<R>;
  /** Asks it to stop at its next step; what it has kept stays. */
  stop(): void;
}

/** How long a job that was asked to stop may take. */
const PATIENCE_MS = 30_000;

/**
 * @param env besides this process's own
 */
export function startJob<N extends JobName>(
  name: N,
  payload: JobPayload<N>,
  { onProgress, onNews }: JobListeners = {},
  env: NodeJS.ProcessEnv = {},
): RunningJob<JobOutcome<N>> {
  const child = fork(join(import.meta.dirname, 'job-main.ts'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  const send = (message: ToJob) => child.connected && child.send(message);
  let patience: NodeJS.Timeout | undefined;
  const outcome = new Promise<JobOutcome<N>>((resolve, reject) => {
    child.on('message', (message: FromJob) => {
      switch (message.kind) {
        case 'progress':
          return onProgress?.(message.done, message.total, message.text);
        case 'news':
          return onNews?.(message.news);
        case 'result':
          return resolve(message.result as JobOutcome<N>);
        case 'refused':
          return reject(asError(message.refusal));
      }
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(patience);
      reject(new Error(`the process of the job ended (${signal ?? `exit code ${code}`})`));
    });
  });
  outcome.catch(() => {}); // Whoever waits for it hears of it; nobody need.
  send({ kind: 'run', job: name, payload });
  return {
    pid: child.pid,
    outcome,
    stop() {
      send({ kind: 'stop' });
      patience ??= setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS).unref();
    },
  };
}

function asError({ code, message }: Extract<FromJob, { kind: 'refused' }>['refusal']): Error {
  return code === 'core' || code === 'internal' || code === 'sender' || code === 'payload'
    ? new Error(message)
    : new DemifaceError(code, message);
}
