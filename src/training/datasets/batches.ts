import { setImmediate } from 'node:timers/promises';

import { DemifaceError } from '../../common/error.ts';
import type { FromWorker, Slot, ToWorker } from './batch-messages.ts';
import { releaseBatchThread, acquireBatchThread } from './batch-thread.ts';
import { batchesPerEpoch, checkPlan, viewLength } from './plan.ts';
import type { BatchPlan } from './plan.ts';
import { message } from '../../messages/message.ts';

/** Options of `openBatches`; see `BatchPlan` for each field. */
export interface BatchOptions extends Omit<BatchPlan, 'rows' | 'mirrored'> {
  readonly rows: ArrayLike<number>;
  /** Every picture mirrored, for readings averaged over both. Default false. */
  readonly flip?: boolean;
}

/** Views onto memory shared with the worker: valid until the next batch is requested or the loop ends. */
export interface Batch {
  readonly index: number;
  /** One per view, in the order of `views`: [n, outputSize, outputSize, 3]. */
  readonly images: readonly Float32Array[];
  /** Positions into `rows`. */
  readonly order: Int32Array;
  readonly n: number;
}

export interface Batches {
  readonly batchesPerEpoch: number;
  /**
   * The batches of one epoch in order, the next ones prepared meanwhile. Batch b is the same whatever `fromBatch` is.
   * One epoch at a time; leaving the loop early is fine.
   * @throws DemifaceError `missing`, `corrupt`, `unreadable` (the pictures), `interrupted` (closed), `busy`
   */
  epoch(epoch: number, fromBatch?: number): AsyncGenerator<Batch, void, undefined>;
  /** Lets the memory and the file go; an epoch still waited for ends with `interrupted`. May be called twice. */
  close(): Promise<void>;
}

/**
 * Varies, occludes and scales prepared pictures in a thread of its own, ahead of the training.
 * Memory is fixed: 2 to 4 batches. The thread keeps the process alive only while a batch is waited for.
 * @throws RangeError if the options make no sense
 */
export function openBatches(options: BatchOptions): Batches {
  const { flip = false, ...rest } = options;
  const plan: BatchPlan = { ...rest, rows: Int32Array.from(options.rows), mirrored: flip };
  checkPlan(plan);
  return feed(plan, makeSlots(plan));
}

function feed(plan: BatchPlan, slots: readonly Slot[]): Batches {
  const total = batchesPerEpoch(plan);
  const length = viewLength(plan);
  const { thread, ...arrivals } = listen();
  thread.send({ kind: 'open', plan, slots });
  let closed: Promise<void> | undefined;
  // A closed thread may already serve others, whose epochs have numbers too.
  const send = (command: ToWorker) => {
    if (!closed) thread.send(command);
  };
  let run = 0;
  let running = false;

  return {
    batchesPerEpoch: total,

    async *epoch(epoch, fromBatch = 0) {
      if (running) throw new DemifaceError('busy', message('training.epochBusy'));
      running = true;
      run++;
      send({ kind: 'start', run, epoch, fromBatch });
      try {
        for (let index = fromBatch; index < total; index++) {
          const { slot, n } = await arrivals.next(run);
          // Node hands over waiting messages without a turn for anything else: signals would wait for the whole epoch.
          await setImmediate();
          const { images, order } = slots[slot]!;
          const views = images.map((view) => view.subarray(0, n * length));
          yield { index, images: views, order: order.subarray(0, n), n };
          send({ kind: 'free', run, slot });
        }
      } finally {
        running = false;
        send({ kind: 'stop' });
      }
    },

    async close() {
      arrivals.fail(new DemifaceError('interrupted', message('training.batchesClosed')));
      await (closed ??= releaseBatchThread(thread));
    },
  };
}

type Ready = Extract<FromWorker, { kind: 'ready' }>;

/** A thread and its finished batches as promises. The first failure stays: every later call rejects with it. */
function listen() {
  const queue: Ready[] = [];
  let failure: DemifaceError | undefined;
  let waiting: { run: number; resolve: (ready: Ready) => void; reject: (error: Error) => void } | undefined;

  const settle = () => {
    if (!waiting) return;
    while (queue[0] && queue[0].run !== waiting.run) queue.shift();
    const ready = queue[0];
    if (!ready && !failure) return;
    const { resolve, reject } = waiting;
    waiting = undefined;
    thread.unref();
    if (ready && !failure) resolve(queue.shift()!);
    else reject(failure!);
  };
  const fail = (error: DemifaceError) => {
    failure ??= error;
    settle();
  };

  const thread = acquireBatchThread({
    arrived(result) {
      if (result.kind === 'failed') return fail(new DemifaceError(result.code, result.message));
      queue.push(result);
      settle();
    },
    failed: fail,
  });

  return {
    thread,
    fail,
    next(run: number): Promise<Ready> {
      return new Promise((resolve, reject) => {
        waiting = { run, resolve, reject };
        thread.ref();
        settle();
      });
    },
  };
}

const MIB = 1024 * 1024;

/** Four places for batches; fewer where one alone takes much memory. */
function makeSlots(plan: BatchPlan): Slot[] {
  const numbers = plan.batchSize * viewLength(plan);
  const bytes = numbers * 4 * plan.views.length;
  const count = bytes <= 32 * MIB ? 4 : bytes <= 128 * MIB ? 3 : 2;
  return Array.from({ length: count }, () => ({
    images: plan.views.map(() => new Float32Array(new SharedArrayBuffer(numbers * 4))),
    order: new Int32Array(new SharedArrayBuffer(plan.batchSize * 4)),
  }));
}
