import { pause } from '../../../training/pause.ts';
import type { AudienceCamera, AudienceSettings } from '../../ipc/contract/audience.ts';
import { refusalOf } from '../refusal.ts';
import type { Store } from '../store/store.ts';
import { closeDays } from './buckets/close-day.ts';
import { deleteOld } from './buckets/retention.ts';
import type { StoredClock } from './clock/stored-clock.ts';

/** Closes days and deletes old counts, camera by camera: one that fails stops no other. */
export class Upkeep {
  readonly #store: Store;
  readonly #clock: Pick<StoredClock, 'nowMs' | 'mayClose' | 'mayDelete'>;
  /** By camera: what failed the last time. */
  readonly #problems = new Map<string, string>();

  constructor(store: Store, clock: Pick<StoredClock, 'nowMs' | 'mayClose' | 'mayDelete'>) {
    this.#store = store;
    this.#clock = clock;
  }

  /** One line for each camera whose days could not be closed or whose old counts could not be deleted. */
  get problems(): string[] {
    return [...this.#problems.values()];
  }

  /** Lets others have a turn between two cameras. */
  async run(settings: AudienceSettings): Promise<void> {
    const names = new Set(settings.cameras.map(({ id }) => id));
    for (const id of this.#problems.keys()) if (!names.has(id)) this.#problems.delete(id);
    for (const camera of settings.cameras) {
      this.#runFor(camera, settings);
      await pause(undefined);
    }
  }

  #runFor(camera: AudienceCamera, settings: AudienceSettings): void {
    const alone = { ...settings, cameras: [camera] };
    const nowMs = this.#clock.nowMs();
    try {
      if (this.#clock.mayClose) closeDays(this.#store, alone, nowMs);
      if (this.#clock.mayDelete) deleteOld(this.#store, alone, nowMs);
      this.#problems.delete(camera.id);
    } catch (error) {
      const problem = `camera ${camera.name}: ${refusalOf(error).message}; it is tried again every minute`;
      if (this.#problems.get(camera.id) !== problem) console.error(problem);
      this.#problems.set(camera.id, problem);
    }
  }
}
