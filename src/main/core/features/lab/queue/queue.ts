import { setTimeout as sleep } from 'node:timers/promises';

import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { CoreStatus, RunState } from '../../../../ipc/contract.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import type { RunEvent } from '../runs/run-event.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import { transaction, withoutWaiting } from '../../../platform/store/sync.ts';
import { RunEventRecorder } from '../runs/run-event-recorder.ts';
import { queueOf, reorder } from '../runs/queue-order.ts';
import type { RunRow } from '../runs/run-rows.ts';
import { setState } from '../runs/run-state.ts';
import type { RunStore } from '../runs/run-store.ts';
import { checkRunPictures } from '../runs/run-pictures.ts';
import { startTraining } from './train-job.ts';
import type { Ending } from '../runs/training.ts';
import { Training } from '../runs/training.ts';
import type { WriteQueue } from '../runs/write-queue.ts';

/** How long a closing core waits for its job; one that takes longer stops by itself once the core is gone. */
const CLOSE_MS = 3000;
/** A database that cannot be written is tried again after so long. */
const AGAIN_MS = 2000;

const now = () => new Date().toISOString();

export interface QueueListeners {
  /** Another run is at work, or has got on. */
  onStatus: () => void;
}

/** Trains one run after the other. What is at work when the core ends goes on when it is back. */
export class TrainingQueue {
  readonly #context: CoreContext;
  readonly #runs: RunStore;
  readonly #writes: WriteQueue;
  readonly #onStatus: () => void;
  #current: { training: Training; recorder: RunEventRecorder; ended: Promise<void> } | null = null;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  /** Nobody listens any more, and the database is shut. */
  #isGone = false;
  #engine: CoreStatus['engine'] = null;

  constructor(context: CoreContext, runs: RunStore, writes: WriteQueue, { onStatus }: QueueListeners) {
    this.#context = context;
    this.#runs = runs;
    this.#writes = writes;
    this.#onStatus = onStatus;
  }

  /** What trains, as far as a job has reported. */
  get engine(): CoreStatus['engine'] {
    return this.#engine;
  }

  get current(): { run: number; recorder: RunEventRecorder } | null {
    return this.#current && { run: this.#current.training.run, recorder: this.#current.recorder };
  }

  /** Takes up what a core before this one left, and begins. */
  open(): void {
    const left = this.#runs.inState('running', 'pausing');
    transaction(this.#runs.store, () => {
      for (const { id, state } of left) setState(this.#runs, id, state === 'running' ? 'queued' : 'paused');
    });
    this.pump();
  }

  /** Starts the next run if none is at work. */
  pump(): void {
    clearTimeout(this.#timer);
    if (this.#closed || this.#current) return;
    try {
      const [next] = this.#runs.inState('queued');
      if (next) withoutWaiting(this.#runs.store, () => this.#begin(next));
    } catch (error) {
      console.error('the next run cannot begin yet:', refusalOf(error).message);
      this.#timer = setTimeout(() => this.pump(), AGAIN_MS);
    }
    this.#onStatus();
  }

  reorder(run: number, before: number | null): void {
    reorder(this.#runs, run, before);
    this.#queueChanged();
  }

  /** @throws DemifaceError `usage` if it neither runs nor waits */
  pause(id: number): void {
    const { state } = this.#rowOf(id);
    if (state === 'queued') this.#change(id, 'paused');
    else if (state === 'running') this.#ask(id, 'pause');
    else if (state !== 'paused' && state !== 'pausing') throw unfit(id, state, 'paused');
  }

  /** Puts it at the end of the queue. @throws DemifaceError `usage` if it is done, or at work elsewhere */
  resume(id: number): void {
    const row = this.#rowOf(id);
    const { state } = row;
    if (state === 'paused' || state === 'failed' || state === 'cancelled') {
      this.#change(id, 'queued', () => checkRunPictures(this.#runs, row));
      this.pump();
    } else if (state === 'running' || state === 'pausing') {
      const training = this.#at(id);
      if (state === 'pausing') training.ask('requeue');
    } else if (state !== 'queued') throw unfit(id, state, 'resumed');
  }

  /** @throws DemifaceError `usage` if it is done, or at work elsewhere */
  cancel(id: number): void {
    const { state } = this.#rowOf(id);
    if (state === 'running' || state === 'pausing') this.#ask(id, 'cancel');
    else if (state === 'queued' || state === 'paused' || state === 'failed') this.#change(id, 'cancelled');
    else if (state !== 'cancelled') throw unfit(id, state, 'cancelled');
  }

  /** Waits until a run with a stop request has stopped; any other is not waited for. @throws DemifaceError `busy` */
  async stopped(id: number): Promise<void> {
    const { state } = this.#rowOf(id);
    if (state !== 'running' && state !== 'pausing') return;
    if (this.#at(id).request !== null) await this.#current?.ended;
  }

  /** Stops what is at work; it goes on when the core is back. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    if (!this.#current) return;
    const { training, ended } = this.#current;
    if (training.request === null) training.ask('close');
    await Promise.race([ended, sleep(CLOSE_MS, undefined, { ref: false })]);
    this.#isGone = true;
  }

  #begin(row: RunRow): void {
    const { id } = row;
    this.#runs.update(id, {
      state: 'running',
      refusal: null,
      ended_at: null,
      started_at: row.started_at ?? now(),
    });
    const recorder = new RunEventRecorder(id, this.#runs, this.#writes, this.#context.emit);
    const training: Training = new Training(
      id,
      () => startTraining(this.#context, this.#runs, id, (event) => this.#record(event, training, recorder)),
      () => this.#again(id),
    );
    const ended = training.work().then((ending) => this.#end(id, ending));
    this.#current = { training, recorder, ended };
    this.#runChanged(id);
  }

  #record(event: RunEvent, training: Training, recorder: RunEventRecorder): void {
    if (event.kind === 'engine') this.#engine = { name: event.name, device: event.device };
    else recorder.record(event);
    if (event.kind === 'epoch') training.noteEpoch();
    this.#onStatus();
  }

  /** Its job died; it waits for a moment and goes on from its checkpoint. */
  #again(id: number): void {
    for (const state of ['queued', 'running'] as const) {
      this.#writes.add(id, () => setState(this.#runs, id, state));
      this.#writes.flush();
    }
  }

  #end(id: number, ending: Ending): void {
    const { state, refusal } = ending;
    this.#current = null;
    if (this.#isGone) return;
    this.#runs.unwritten.add(id, ending);
    this.#writes.add(id, () => {
      setState(this.#runs, id, state);
      this.#runs.update(id, { refusal: refusal && JSON.stringify(refusal) });
    });
    this.#writes.flush();
    this.#queueChanged();
    this.pump();
  }

  /** Requests a stop of what is at work, and returns whether there was any. */
  #ask(id: number, request: 'pause' | 'cancel'): void {
    const training = this.#at(id);
    this.#runs.update(id, { state: 'pausing' });
    training.ask(request);
    this.#runChanged(id);
  }

  /** As it stands: an ending that could not be written yet is written first. */
  #rowOf(id: number): RunRow {
    this.#writes.flush();
    return this.#runs.row(id);
  }

  #at(id: number): Training {
    if (this.#current?.training.run === id) return this.#current.training;
    throw new DemifaceError('busy', message('run.endNotStored', { id }));
  }

  #change(id: number, state: RunState, besides = () => {}): void {
    transaction(this.#runs.store, () => {
      besides();
      setState(this.#runs, id, state);
    });
    this.#runChanged(id);
  }

  #runChanged(id: number): void {
    this.#context.emit('run.changed', this.#runs.summary(id));
    this.#queueChanged();
  }

  #queueChanged(): void {
    try {
      this.#context.emit('queue.changed', queueOf(this.#runs));
    } catch (error) {
      console.error('the queue cannot be read:', refusalOf(error).message);
    }
    this.#onStatus();
  }
}

function unfit(id: number, state: string, change: string): DemifaceError {
  return new DemifaceError('usage', message('run.unfit', { id, state, change }));
}
