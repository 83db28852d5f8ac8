import { parentPort } from 'node:worker_threads';

import { DemifaceError, messageOf } from '../../common/error.ts';
import { createBatchMaker } from './batch-maker.ts';
import type { BatchMaker } from './batch-maker.ts';
import type { FromWorker, Slot, ToWorker } from './batch-messages.ts';
import { openPictures } from './picture-source.ts';
import type { PictureSource } from './picture-source.ts';
import { batchesPerEpoch } from './plan.ts';
import type { BatchPlan } from './plan.ts';

/** The thread that fills slots: one batch at a time while a slot is free, listening in between. One plan after another. */
let opened: { plan: BatchPlan; slots: readonly Slot[]; total: number } | undefined;
let pictures: PictureSource | undefined;
let maker: BatchMaker | undefined;
let job: { run: number; epoch: number; next: number; free: number[] } | undefined;
let scheduled = false;

parentPort?.on('message', (message: ToWorker) => {
  if (message.kind === 'open') {
    const { plan, slots } = message;
    opened = { plan, slots, total: batchesPerEpoch(plan) };
  } else if (message.kind === 'start') {
    const { run, epoch, fromBatch } = message;
    job = { run, epoch, next: fromBatch, free: (opened?.slots ?? []).map((_, i) => i) };
  } else if (message.kind === 'stop') {
    job = undefined;
  } else if (message.kind === 'close') {
    close();
  } else if (message.run === job?.run) {
    job.free.push(message.slot);
  }
  schedule();
});

function close(): void {
  pictures?.close();
  opened = pictures = maker = job = undefined;
  tell({ kind: 'closed' });
}

function schedule(): void {
  if (scheduled || !opened || !job || job.free.length === 0 || job.next >= opened.total) return;
  scheduled = true;
  setImmediate(() => {
    scheduled = false;
    makeNext();
    schedule();
  });
}

function makeNext(): void {
  if (!opened || !job || job.next >= opened.total) return;
  const { plan, slots } = opened;
  const place = job.free.shift();
  const slot = place === undefined ? undefined : slots[place];
  if (place === undefined || !slot) return;
  try {
    pictures ??= openPictures(plan.picturesPath, plan.size, plan.channels);
    maker ??= createBatchMaker(plan, pictures);
    const index = job.next++;
    const n = maker.make(job.epoch, index, slot.images, slot.order);
    tell({ kind: 'ready', run: job.run, slot: place, index, n });
  } catch (error) {
    job = undefined;
    const code = error instanceof DemifaceError ? error.code : 'unreadable';
    tell({ kind: 'failed', code, message: messageOf(error) });
  }
}

function tell(message: FromWorker): void {
  parentPort?.postMessage(message);
}
