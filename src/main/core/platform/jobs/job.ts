import type { CodedMessage } from '../../../../messages/message.ts';
import type { Refusal } from '../../../ipc/contract.ts';

/** What a job is given beside its payload. */
export interface JobHooks {
  progress: (done: number, total: number, step?: CodedMessage) => void;
  /** Sends an event of the job's own kind to the core, while it runs. */
  emit: (event: unknown) => void;
  signal: AbortSignal;
}

/** A kind of job: a function that runs in a process of its own. All that goes in and out is cloned. */
export type Job<P, R> = (payload: P, hooks: JobHooks) => Promise<R>;

/** Where a job's process finds the job. The types are those of its payload and its result. */
export interface JobModule<P, R> {
  /** The module, as an address. */
  readonly module: string;
  /** The function in it. */
  readonly name: string;
  readonly job?: Job<P, R>;
}

/**
 * A kind of job for those who start it, without loading what it needs.
 * @param module that exports a job of this type by this name
 */
export function jobModule<J extends Job<never, unknown>>(
  module: URL,
  name: string,
): JobModule<Parameters<J>[0], Awaited<ReturnType<J>>> {
  return { module: module.href, name };
}

/** Messages of the core to a job's process, and of that process back. */
export type ToJob =
  ({ kind: 'run'; payload: unknown } & Pick<JobModule<never, never>, 'module' | 'name'>) | { kind: 'stop' };
export type FromJob =
  | { kind: 'progress'; done: number; total: number; step: CodedMessage | null }
  | { kind: 'event'; event: unknown }
  | { kind: 'result'; result: unknown }
  | { kind: 'refused'; refusal: Refusal };
