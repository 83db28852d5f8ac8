import { parentPort, workerData } from 'node:worker_threads';

import { DemifaceError } from '../../artifact/error.ts';
import { createBatchMaker } from './batch-maker.ts';
import type { BatchMaker } from './batch-maker.ts';
import type { FromWorker, ToWorker, WorkerData } from './batch-messages.ts';
import { openPictures } from './picture-source.ts';
import { batchesPerEpoch } from './plan.ts';

/** The thread that fills slots: one batch at a time while a slot is free, listening in between. */
const { plan, slots } = workerData as WorkerData;
const total = batchesPerEpoch(plan);

let maker: BatchMaker | undefined;
let job: { run: number; epoch: number; next: number; free: number[] } | undefined;
let scheduled = false;

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'start') {
    const { run, epoch, fromBatch } = message;
    job = { run, epoch, next: fromBatch, free: slots.map((_, i) => i) };
  } else if (message.kind === 'stop') {
    job = undefined;
  } else if (message.run === job?.run) {
    job.free.push(message.slot);
  }
  schedule();
});

function schedule(): void {
  if (scheduled || !job || job.free.length === 0 || job.next >= total) return;
  scheduled = true;
  setImmediate(() => {
    scheduled = false;
    makeNext();
    schedule();
  });
}

function makeNext(): void {
  if (!job || job.next >= total) return;
  const place = job.free.shift();
  const slot = place === undefined ? undefined : slots[place];
  if (place === undefined || !slot) return;
  try {
    maker ??= createBatchMaker(plan, openPictures(plan.picturesPath, plan.size, plan.channels));
    const index = job.next++;
    const n = maker.make(job.epoch, index, slot.images, slot.order);
    tell({ kind: 'ready', run: job.run, slot: place, index, n });
  } catch (error) {
    job = undefined;
    const code = error instanceof DemifaceError ? error.code : 'unreadable';
    tell({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
  }
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
