import { setTimeout as sleep } from 'node:timers/promises';

import { englishText } from '../../../../messages/english.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import { discardPart, isLanded } from '../../../../inference/recording/part-file.ts';
import type { StoredMessage } from '../../../../messages/message.ts';
import type { Recording, RecordingRefusal } from '../../../ipc/contract.ts';
import type { CoreContext } from '../../platform/handlers.ts';
import type { RunningJob } from '../../platform/jobs/job-process.ts';
import { JobDied, startJob } from '../../platform/jobs/job-process.ts';
import { livePlaces } from '../../platform/live/live-nets.ts';
import { liveCandidates } from '../../platform/models/live-models.ts';
import { refusalOf } from '../../platform/refusal.ts';
import { ReadingRate } from './reading-rate.ts';
import { RecordingStore } from './recording-store.ts';
import { RECORD } from './jobs/index.ts';
import type { Recorded } from '../../../../inference/recording/record-clip.ts';

/** How long a closing core waits for its job; one that takes longer stops by itself once the core is gone. */
const CLOSE_MS = 3000;
/** A recording whose process dies by itself so many times in a row has failed. */
const TRIES = 3;
/** How far it is comes to the database at most this often. */
const WRITE_MS = 2000;
/** A database that is full or held is tried again after so long. */
const RETRY_MS = 2000;

interface Current {
  id: number;
  job: RunningJob<Recorded>;
  rate: ReadingRate;
  frames: number;
  total: number;
  ended: Promise<void>;
}

/**
 * Reads one clip after the other, each in a process of its own. What is at work when the core ends goes on when it is
 * back. A database that takes no writes holds up neither the clip nor those after it.
 */
export class RecordingQueue {
  readonly #context: CoreContext;
  readonly #recordings: RecordingStore;
  #current: Current | null = null;
  #died = 0;
  #isClosed = false;
  /** Whom a person stopped, while its process ends. */
  #isStopping: number | null = null;
  /** The database is shut. */
  #isGone = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(context: CoreContext) {
    this.#context = context;
    this.#recordings = new RecordingStore(context.store);
  }

  /** Takes up what a core before this one left, and begins. */
  open(): void {
    for (const { id, state, target } of this.#recordings.list())
      if (state === 'running' && !this.#hasLanded(id, target)) this.#recordings.setState(id, 'queued');
    this.touch();
  }

  list(): Recording[] {
    return this.#recordings.list().map((recording) => this.#withRate(recording));
  }

  get recordings(): RecordingStore {
    return this.#recordings;
  }

  /** The list has changed. Never throws: what the database does not do now is tried again. */
  touch(): void {
    if (this.#isGone) return;
    clearTimeout(this.#retry);
    this.#retry = undefined;
    let isDone: boolean;
    try {
      isDone = this.#recordings.saveAll();
      this.#pump();
      this.#context.emit('recordings.changed', this.list());
    } catch (error) {
      isDone = false;
      console.error('the recordings go on as soon as the database can be used:', refusalOf(error).message);
    }
    if (!isDone && !this.#isClosed) this.#retry = setTimeout(() => this.touch(), RETRY_MS).unref();
  }

  /** What is read so far stays. @throws DemifaceError `missing`; `usage` if it is done */
  async stop(id: number): Promise<void> {
    const { state, source } = this.#recordings.get(id);
    if (state === 'done') throw new DemifaceError('usage', message('recording.done', { source }));
    this.#recordings.setState(id, 'stopped');
    if (this.#current?.id === id) {
      this.#isStopping = id;
      this.#current.job.stop();
      await this.#current.ended;
      this.#isStopping = null;
    }
    this.touch();
  }

  /** @throws DemifaceError `missing`; `usage` if it waits, runs or is done */
  resume(id: number): void {
    const { state, source } = this.#recordings.get(id);
    if (state !== 'stopped' && state !== 'failed')
      throw new DemifaceError('usage', message('recording.cannotResume', { source, state }));
    this.#recordings.setState(id, 'queued', { ended_at: null });
    this.touch();
  }

  /** Takes it off the list. A finished table stays, an unfinished one goes. @throws DemifaceError `missing` */
  async remove(id: number): Promise<void> {
    const { state, target } = this.#recordings.get(id);
    if (state !== 'done') {
      await this.stop(id);
      // Before its entry: of a core that ends in between, no orphaned rows are left.
      if (this.#recordings.get(id).state !== 'done') await discardPart(target);
    }
    this.#recordings.remove(id);
    this.touch();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    this.#current?.job.stop();
    if (this.#current) await Promise.race([this.#current.ended, sleep(CLOSE_MS, undefined, { ref: false })]);
    this.#recordings.saveAll();
    this.#isGone = true;
  }

  #pump(): void {
    if (this.#isClosed || this.#current) return;
    const next = this.#recordings.next();
    if (next) this.#begin(next);
  }

  #begin({ id, source: file, target: to, tasks, frames, total }: Recording): void {
    const { store } = this.#context;
    const readers = tasks.flatMap((task) =>
      livePlaces(store, task).map((place) => liveCandidates(store, place)),
    );
    const occlusionModels = liveCandidates(store, { task: 'occlusion', visible: 'full' });
    const rate = new ReadingRate();
    let written = performance.now();
    const onProgress = (done: number, of: number) => {
      const now = performance.now();
      rate.add(done, now);
      Object.assign(current, { frames: done, total: of });
      if (this.#isClosed) return;
      if (now - written >= WRITE_MS) {
        written = now;
        this.#recordings.update(id, { frames: done, total: of });
      }
      this.#tellProgress(id);
    };
    const job = startJob(RECORD, { file, to, tasks, readers, occlusionModels }, { onProgress });
    const ended = job.outcome.then(
      (recorded) => this.#end(id, { ...recorded }),
      (error: unknown) => this.#failed(id, error),
    );
    const current: Current = { id, job, rate, frames, total, ended };
    this.#current = current;
    this.#recordings.setState(id, 'running');
  }

  #tellProgress(id: number): void {
    try {
      this.#context.emit('recordings.progress', this.#withRate(this.#recordings.get(id)));
    } catch {
      // It was just removed, or the database is held: the next frames are reported again.
    }
  }

  #end(id: number, { frames, faces, tracks, notes }: Recorded): void {
    this.#current = null;
    this.#died = 0;
    if (this.#isGone) return;
    const ended_at = new Date().toISOString();
    const refusal = notes.length > 0 ? asJson(refusalWith(notes)) : null;
    this.#recordings.setState(id, 'done', { frames, total: frames, faces, tracks, ended_at, refusal });
    this.touch();
  }

  #failed(id: number, error: unknown): void {
    const { frames, total } = this.#current!;
    this.#current = null;
    if (this.#isGone || this.#isClosed) return; // The next core finds it at work and goes on.
    const isDead = error instanceof JobDied;
    this.#died = isDead ? this.#died + 1 : 0;
    if (this.#isStopping === id) this.#recordings.update(id, { frames, total });
    else if (isDead && this.#hasLanded(id, this.#recordings.get(id).target)) this.#died = 0;
    else if (isDead && this.#died < TRIES) this.#recordings.setState(id, 'queued', { frames, total });
    else {
      this.#died = 0;
      const refusal = asJson(refusalOf(error));
      const ended_at = new Date().toISOString();
      this.#recordings.setState(id, 'failed', { frames, total, refusal, ended_at });
    }
    this.touch();
  }

  /** Whether its process ended between landing the table and telling of it: it is done then. */
  #hasLanded(id: number, target: string): boolean {
    if (!isLanded(target)) return false;
    this.#recordings.setState(id, 'done', { ended_at: new Date().toISOString() });
    void discardPart(target);
    return true;
  }

  #withRate(recording: Recording): Recording {
    if (recording.id !== this.#current?.id) return recording;
    const { rate, frames, total } = this.#current;
    const { framesPerSecond } = rate;
    const etaS = framesPerSecond && total > 0 ? (total - frames) / framesPerSecond : null;
    return { ...recording, frames, total, framesPerSecond, etaS };
  }
}

const asJson = (refusal: RecordingRefusal) => JSON.stringify(refusal);

const refusalWith = (notes: StoredMessage[]): RecordingRefusal => ({
  code: 'unreadable',
  message: notes.map(englishText).join('; '),
  notes,
});
