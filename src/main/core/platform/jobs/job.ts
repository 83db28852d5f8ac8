import type { Refusal } from '../../../ipc/contract.ts';

/** What a job is given beside its payload. */
export interface JobHooks {
  progress: (done: number, total: number, text?: string) => void;
  /** Tells the core something of the job's own kind, while it runs. */
  tell: (news: unknown) => void;
  signal: AbortSignal;
}

/** A kind of job: a function that runs in a process of its own. All that goes in and out is cloned. */
export type Job<P, R> = (payload: P, hooks: JobHooks) => Promise<R>;

/** What the core says to a job's process, and what that says back. */
export type ToJob = { kind: 'run'; job: string; payload: unknown } | { kind: 'stop' };
export type FromJob =
  | { kind: 'progress'; done: number; total: number; text: string }
  | { kind: 'news'; news: unknown }
  | { kind: 'result'; result: unknown }
  | { kind: 'refused'; refusal: Refusal };
