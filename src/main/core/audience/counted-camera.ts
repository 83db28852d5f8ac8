import type { LiveFrame } from '../../../reading/live/live-frame.ts';
import type { Store } from '../store/store.ts';
import { writeCounts } from './buckets/write-counts.ts';
import { Counter, type CountingPlan } from './counting/counter.ts';
import type { Increment } from './counting/tally.ts';
import { MINUTE_MS } from './time/local-time.ts';

/** One camera that is counted into the store. A crash loses at most what came within the last minute. */
export class CountedCamera {
  readonly #store: Store;
  readonly #plan: CountingPlan;
  readonly #counter: Counter;
  #models: string;
  /** What could not be written yet. */
  #pending: Increment[] = [];
  #writtenMs: number | undefined;

  /** @param models hash of the models that read (`keepReaders`) */
  constructor(store: Store, plan: CountingPlan, models: string) {
    this.#store = store;
    this.#plan = plan;
    this.#models = models;
    this.#counter = new Counter(plan);
  }

  /** Faces in view that may count. */
  get inView(): number {
    return this.#counter.inView;
  }

  /** Told when a face becomes a visit: for whoever counts beside the camera. */
  set onVisit(listener: ((nowMs: number) => void) | null) {
    this.#counter.onVisit = listener;
  }

  /**
   * @param nowMs when the frame was taken, on the wall's clock
   * @throws what SQLite throws when it cannot write; nothing is lost by that, the next call tries again
   */
  add(frame: LiveFrame, nowMs: number): void {
    this.#counter.add(frame, nowMs);
    this.tick(nowMs);
  }

  /** Writes once a minute; to be called while no frames come, too. @throws as `add` */
  tick(nowMs: number): void {
    this.#writtenMs ??= nowMs;
    if (nowMs - this.#writtenMs < MINUTE_MS) return;
    this.#writtenMs = nowMs;
    this.write();
  }

  /** These models read from now on, and number their tracks anew. @throws as `add` */
  useModels(hash: string): void {
    this.endSession();
    this.#models = hash;
  }

  /** The camera's session ends: its tracks are numbered anew after it. Also before the day is closed. @throws as `add` */
  endSession(): void {
    this.#counter.finish();
    this.write();
  }

  /** Writes all that is known by now. @throws as `add` */
  write(): void {
    this.#pending.push(...this.#counter.drain());
    const { camera, site } = this.#plan;
    writeCounts(this.#store, { camera: camera.id, site, models: this.#models }, this.#pending);
    this.#pending = [];
  }
}
