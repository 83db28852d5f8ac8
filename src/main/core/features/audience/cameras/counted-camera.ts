import type { LiveFrame } from '../../../../../inference/prediction/live-frame.ts';
import { refusalOf } from '../../../platform/refusal.ts';
import type { Store } from '../../../platform/store/store.ts';
import { withoutWaiting } from '../../../platform/store/sync.ts';
import type { CountingModels } from '../buckets/models.ts';
import { writeCounts } from '../buckets/write-counts.ts';
import { Counter, type VisitListener } from '../counting/counter.ts';
import type { CountingPlan } from '../counting/counting-plan.ts';
import { Accumulator } from '../counting/accumulator.ts';
import { MINUTE_MS } from '../../../platform/time/local-time.ts';
import type { StoredMessage } from '../../../../../messages/message.ts';

/** A write that failed is tried again so soon. */
const RETRY_MS = 5000;

/**
 * One camera that is counted into the store. A crash loses at most what came within the last minute. A write that fails
 * loses nothing: the counts stay in memory until a later one succeeds.
 */
export class CountedCamera {
  readonly #store: Store;
  readonly #counter: Counter;
  readonly #models: CountingModels;
  /** What is not written yet. */
  readonly #pending = new Accumulator();
  #plan: CountingPlan;
  #failure: StoredMessage | null = null;
  #writtenMs: number | undefined;

  /** @param models those that read; stored with the first counts, so that a locked database keeps no camera from starting */
  constructor(store: Store, plan: CountingPlan, models: CountingModels) {
    this.#store = store;
    this.#plan = plan;
    this.#models = models;
    this.#counter = new Counter(plan);
  }

  /** Faces in view that may count. */
  get inView(): number {
    return this.#counter.inView;
  }

  /** Why the last write failed; null if it did not. */
  get failure(): StoredMessage | null {
    return this.#failure;
  }

  /** For the audit count beside the camera. */
  set listener(listener: VisitListener | null) {
    this.#counter.listener = listener;
  }

  /** As `Counter.continueBy`. */
  continueBy(plan: CountingPlan): void {
    this.#plan = plan;
    this.#counter.continueBy(plan);
  }

  /** @param nowMs when the frame was taken, by the counting clock */
  add(frame: LiveFrame, nowMs: number): void {
    this.#counter.add(frame, nowMs);
    this.tick(nowMs);
  }

  /** Writes once a minute, and soon again what could not be written; to be called while no frames come, too. */
  tick(nowMs: number): void {
    this.#writtenMs ??= nowMs;
    // The counting clock goes back where a machine's clock is corrected.
    if (Math.abs(nowMs - this.#writtenMs) < (this.#failure === null ? MINUTE_MS : RETRY_MS)) return;
    this.#writtenMs = nowMs;
    this.write();
  }

  /** All tracks have ended, as with the camera's session. */
  endTracks(): void {
    this.#counter.finish();
    this.write();
  }

  /** Writes all that is known by now. @returns whether it could be written */
  write(): boolean {
    for (const { by, ...figure } of this.#counter.drain()) this.#pending.add(figure, by);
    const increments = this.#pending.drain();
    const { camera, site } = this.#plan;
    try {
      withoutWaiting(this.#store, () =>
        writeCounts(this.#store, { camera: camera.id, site, models: this.#models }, increments),
      );
      this.#failure = null;
    } catch (error) {
      for (const { by, ...figure } of increments) this.#pending.add(figure, by);
      this.#failure = refusalOf(error).message;
    }
    return this.#failure === null;
  }
}
