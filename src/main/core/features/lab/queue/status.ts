import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { CoreStatus } from '../../../../ipc/contract.ts';
import { readSettings } from '../../../platform/settings.ts';
import type { CoreContext } from '../../../platform/handlers.ts';
import { progressOf } from '../runs/progress.ts';
import type { TrainingQueue } from './queue.ts';
import type { RunStore } from '../runs/run-store.ts';

/** Reported at most this often. */
const TELL_EVERY_MS = 1000;

/** The content of the status line. */
export class Status {
  readonly #context: CoreContext;
  readonly #runs: RunStore;
  readonly #queue: () => TrainingQueue;
  #timer: NodeJS.Timeout | undefined;
  #sentAt = -Infinity;
  #closed = false;

  constructor(context: CoreContext, runs: RunStore, queue: () => TrainingQueue) {
    this.#context = context;
    this.#runs = runs;
    this.#queue = queue;
  }

  async now(): Promise<CoreStatus> {
    const { current, engine } = this.#queue();
    return {
      engine,
      running: current && {
        run: current.run,
        title: this.#runs.row(current.run).name,
        ...progressOf(current.recorder.progress),
      },
      queued: this.#runs.inState('queued').length,
      freeDiskBytes: await freeBytes((await readSettings(this.#context)).runsFolder),
      memoryBytes: current?.recorder.memoryBytes ?? 0,
    };
  }

  /** Something has changed. */
  touch(): void {
    if (this.#closed) return;
    const wait = this.#sentAt + TELL_EVERY_MS - performance.now();
    this.#timer ??= setTimeout(() => void this.#tell(), Math.max(0, wait));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #tell(): Promise<void> {
    this.#timer = undefined;
    this.#sentAt = performance.now();
    try {
      const status = await this.now();
      if (!this.#closed) this.#context.emit('status.changed', status);
    } catch {
      // A run that has just been removed, or a database that is held: the next change is reported.
    }
  }
}

/** Of the disk that a folder lies on, or will lie on; 0 where the system does not say. */
async function freeBytes(folder: string): Promise<number> {
  let there = folder;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  try {
    const { bavail, bsize } = await statfs(there);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
