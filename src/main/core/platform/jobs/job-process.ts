import { fork } from 'node:child_process';
import { join } from 'node:path';

import { errorOf, DemifaceError } from '../../../../common/error.ts';
import type { CodedMessage } from '../../../../messages/message.ts';
import type { FromJob, JobModule, ToJob } from './job.ts';
import { message } from '../../../../messages/message.ts';

export interface JobListeners {
  onProgress?: (done: number, total: number, step?: CodedMessage) => void;
  onEvent?: (event: unknown) => void;
}

/** A job that runs in a process of its own, which may die without taking anything along. */
export interface RunningJob<R> {
  readonly pid: number | undefined;
  /** @throws DemifaceError what the job threw; JobDied if its process ended without a word */
  readonly outcome: Promise<R>;
  /** Requests a stop at its next step; what it has stored stays. */
  stop(): void;
}

/** The process of a job ended without a result or an error. */
export class JobDied extends DemifaceError {
  /** The signal, or the exit code in words. */
  readonly how: string;

  constructor(how: string) {
    super('engine', message('jobs.died', { how }));
    this.how = how;
  }
}

/** How long a job may take to stop after a request. */
const STOP_TIMEOUT_MS = 30_000;
/** How long the last messages of an ended process may take to arrive. */
const DRAIN_TIMEOUT_MS = 2000;

/**
 * @param env besides this process's own
 */
export function startJob<P, R>(
  { module, name }: JobModule<P, R>,
  payload: NoInfer<P>,
  { onProgress, onEvent }: JobListeners = {},
  env: NodeJS.ProcessEnv = {},
): RunningJob<R> {
  const child = fork(join(import.meta.dirname, 'job-main.ts'), [], {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  // A broken channel is handled by the exit of the process.
  const send = (message: ToJob) => child.connected && child.send(message, () => {});
  let patience: NodeJS.Timeout | undefined;
  const outcome = new Promise<R>((resolve, reject) => {
    child.on('message', (message: FromJob) => {
      switch (message.kind) {
        case 'progress':
          return onProgress?.(message.done, message.total, message.step ?? undefined);
        case 'event':
          return onEvent?.(message.event);
        case 'result':
          return resolve(message.result as R);
        case 'refused':
          return reject(asError(message.refusal));
      }
    });
    child.on('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(patience);
      const died = () => reject(new JobDied(signal ?? `exit code ${code}`));
      if (!child.connected) return died();
      child.once('disconnect', died); // after all its messages
      setTimeout(died, DRAIN_TIMEOUT_MS).unref();
    });
  });
  outcome.catch(() => {}); // Callers that await it get the rejection; nobody has to await it.
  send({ kind: 'run', module, name, payload });
  return {
    pid: child.pid,
    outcome,
    stop() {
      send({ kind: 'stop' });
      patience ??= setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS).unref();
    },
  };
}

function asError({ code, message }: Extract<FromJob, { kind: 'refused' }>['refusal']): Error {
  return code === 'core' || code === 'internal' || code === 'sender' || code === 'payload'
    ? errorOf(message)
    : new DemifaceError(code, message);
}
