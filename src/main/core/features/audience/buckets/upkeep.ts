import { isDeepStrictEqual } from 'node:util';

import { DemifaceError } from '../../../../../common/error.ts';
import { yieldToEventLoop } from '../../../../../common/yield-to-event-loop.ts';
import type { AudienceSettings } from '../../../../ipc/contract/audience.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import type { Backups } from '../../../platform/backup/backup-jobs.ts';
import { emptyLog } from '../../../platform/store/empty-log.ts';
import type { Store } from '../../../platform/store/store.ts';
import { withoutWaiting } from '../../../platform/store/sync.ts';
import { hourStart } from '../../../platform/time/local-time.ts';
import { closeDays } from './close-day.ts';
import { mergeSome } from './merge-past.ts';
import { markOld, oldCounts } from './retention.ts';
import type { StoredClock } from '../clock/stored-clock.ts';
import { Deleter } from '../deletion/deleter.ts';
import { message, type CodedMessage, type StoredMessage } from '../../../../../messages/message.ts';
import { englishText } from '../../../../../messages/english.ts';

/** Keys of the problems that concern no single camera. */
const DELETION = Symbol('deletion');
const LOG = Symbol('log');

/**
 * Merges and closes days and deletes old counts, camera by camera: one that fails stops no other. Works in short steps
 * and waits for no lock: what cannot be done now is done a minute later.
 */
export class Upkeep {
  readonly #store: Store;
  readonly #clock: Pick<StoredClock, 'nowMs' | 'mayClose' | 'mayDelete'>;
  readonly #deleter: Deleter;
  readonly #stop = new AbortController();
  /** By camera, or by what concerns all of them: what failed the last time. */
  readonly #problems = new Map<string | symbol, CodedMessage>();
  /** Something was deleted that SQLite's log may still hold; at the start, what the last core deleted. */
  #mustEmptyLog = true;
  #holdsOld = false;
  #changes = 0;
  /** When the hour of each site began, the last time; a day begins with an hour. */
  #hours = '';

  constructor(
    store: Store,
    clock: Pick<StoredClock, 'nowMs' | 'mayClose' | 'mayDelete'>,
    backups: Pick<Backups, 'forget'>,
  ) {
    this.#store = store;
    this.#clock = clock;
    this.#deleter = new Deleter(store, backups);
  }

  /** One line for each camera whose days could not be closed, and for counts that could not be deleted. */
  get problems(): CodedMessage[] {
    return [...this.#problems.values()];
  }

  /** Whether counts that are too old waited for the clock the last time. */
  get holdsOld(): boolean {
    return this.#holdsOld;
  }

  /** How often Insights began to tell something else: counts were merged, closed or deleted, or an hour of a site is over. */
  get changes(): number {
    return this.#changes;
  }

  async run(settings: AudienceSettings): Promise<void> {
    const names = new Map(settings.cameras.map(({ id, name }) => [id, name]));
    for (const id of this.#problems.keys())
      if (typeof id === 'string' && !names.has(id)) this.#problems.delete(id);
    let holdsOld = false;
    for (const camera of settings.cameras) {
      const alone = { ...settings, cameras: [camera] };
      await this.#attempt(
        camera.id,
        (problem) => message('counting.ofCamera', { camera: camera.name, problem }),
        async () => {
          await this.#mergePast(alone);
          await this.#closeDays(alone);
          if (this.#markOld(alone)) holdsOld = true;
          await yieldToEventLoop(this.#stop.signal);
        },
      );
    }
    this.#holdsOld = holdsOld;
    this.#noteHours(settings);
    await this.deleteMarked();
  }

  /** Merges what was kept with a smaller k; until then Insights reports nothing of that camera. */
  async mergePast(settings: AudienceSettings): Promise<void> {
    for (const camera of settings.cameras)
      await this.#attempt(
        camera.id,
        (problem) => message('counting.ofCamera', { camera: camera.name, problem }),
        () => this.#mergePast({ ...settings, cameras: [camera] }),
      );
  }

  /** Deletes what is marked for it, in the backups too. */
  async deleteMarked(): Promise<void> {
    await this.#attempt(
      DELETION,
      (problem) => message('counting.deletionWaits', { problem }),
      async () => {
        if (await this.#deleter.run(this.#stop.signal)) this.#noteChange();
      },
    );
    await this.#attempt(
      LOG,
      (problem) => message('counting.logNotEmptied', { problem }),
      () => {
        if (this.#mustEmptyLog) this.#mustEmptyLog = !emptyLog(this.#store);
      },
    );
  }

  /** What is under way ends at its next step; what is marked goes on at the next start. */
  stop(): void {
    this.#stop.abort();
  }

  async #mergePast({ cameras: [camera], sites, k }: AudienceSettings): Promise<void> {
    const { id, site: siteId } = camera!;
    const site = sites.find((one) => one.id === siteId)!;
    while (withoutWaiting(this.#store, () => mergeSome(this.#store, id, site, k))) {
      this.#noteChange();
      await yieldToEventLoop(this.#stop.signal);
    }
  }

  /** @returns whether old counts wait for the clock */
  #markOld(alone: AudienceSettings): boolean {
    const nowMs = this.#clock.nowMs();
    if (!this.#clock.mayDelete) return oldCounts(this.#store, alone, nowMs).length > 0;
    withoutWaiting(this.#store, () => markOld(this.#store, alone, nowMs));
    return false;
  }

  async #closeDays(alone: AudienceSettings): Promise<void> {
    const closeNext = () => closeDays(this.#store, alone, this.#clock.nowMs());
    while (this.#clock.mayClose && withoutWaiting(this.#store, closeNext).length > 0) {
      this.#noteChange();
      await yieldToEventLoop(this.#stop.signal);
    }
  }

  #noteHours({ sites }: AudienceSettings): void {
    const nowMs = this.#clock.nowMs();
    const hours = sites.map(({ timeZone }) => hourStart(nowMs, timeZone)).join(' ');
    if (hours !== this.#hours) this.#changes++;
    this.#hours = hours;
  }

  #noteChange(): void {
    this.#changes++;
    this.#mustEmptyLog = true;
  }

  async #attempt(
    key: string | symbol,
    inContext: (problem: StoredMessage) => CodedMessage,
    work: () => void | Promise<void>,
  ): Promise<void> {
    try {
      await work();
      this.#problems.delete(key);
    } catch (error) {
      if (error instanceof DemifaceError && error.code === 'interrupted') return;
      const problem = message('counting.triedAgain', { problem: inContext(refusalOf(error).message) });
      if (!isDeepStrictEqual(this.#problems.get(key), problem)) console.error(englishText(problem));
      this.#problems.set(key, problem);
    }
  }
}
