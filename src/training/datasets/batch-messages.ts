import type { ErrorCode } from '../../common/error.ts';
import type { BatchPlan } from './plan.ts';
import type { StoredMessage } from '../../messages/message.ts';

/** One place for a batch, seen by both threads. */
export interface Slot {
  /** One per view: batchSize x outputSize x outputSize x 3. */
  readonly images: readonly Float32Array[];
  readonly order: Int32Array;
}

/** To the worker. `run` numbers the epochs that were begun, so that messages of an older one are recognized. */
export type ToWorker =
  | { kind: 'open'; plan: BatchPlan; slots: readonly Slot[] }
  | { kind: 'start'; run: number; epoch: number; fromBatch: number }
  | { kind: 'free'; run: number; slot: number }
  | { kind: 'stop' }
  | { kind: 'close' };

export type FromWorker =
  | { kind: 'ready'; run: number; slot: number; index: number; n: number }
  | { kind: 'failed'; code: ErrorCode; message: StoredMessage }
  /** The answer to `close`: the plan, its memory and its file are let go, and another plan may be opened. */
  | { kind: 'closed' };
