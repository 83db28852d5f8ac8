import type { ErrorCode } from '../../artifact/error.ts';
import type { BatchPlan } from './plan.ts';

/** One place for a batch, seen by both threads. */
export interface Slot {
  /** One per view: batchSize x outputSize x outputSize x 3. */
  readonly images: readonly Float32Array[];
  readonly order: Int32Array;
}

export interface WorkerData {
  readonly plan: BatchPlan;
  readonly slots: readonly Slot[];
}

/** To the worker. `run` numbers the epochs that were begun, so that words about an older one are told apart. */
export type ToWorker =
  | { kind: 'start'; run: number; epoch: number; fromBatch: number }
  | { kind: 'free'; run: number; slot: number }
  | { kind: 'stop' };

export type FromWorker =
  | { kind: 'ready'; run: number; slot: number; index: number; n: number }
  | { kind: 'failed'; code: ErrorCode; message: string };
