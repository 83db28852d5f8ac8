import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Retraining, RetrainRun } from '../../../ipc/contract.ts';
import type { CoreContext } from '../../platform/handlers.ts';
import { liveHistory, liveModel } from '../../platform/models/live-models.ts';
import { retrainedModel } from '../../platform/models/retrained-models.ts';
import { placeOf } from './goals.ts';
import type { ModelsPort } from './goals.ts';
import type { RetrainChange, StoredRetraining } from './retrain-store.ts';
import { RetrainStore } from './retrain-store.ts';

/** All retrainings, as the page sees them; each change of one is emitted. */
export class Retrainings {
  readonly store: RetrainStore;
  readonly #context: CoreContext;
  readonly #models: Pick<ModelsPort, 'idOf'>;
  /** How far those are that are being trained, newer than what is stored. */
  readonly #running = new Map<number, RetrainRun>();

  constructor(context: CoreContext, models: Pick<ModelsPort, 'idOf'>) {
    this.store = new RetrainStore(context.store);
    this.#context = context;
    this.#models = models;
  }

  /** The latest first. */
  list(): Retraining[] {
    return this.store.list().map((stored) => this.#shown(stored));
  }

  /** @throws DemifaceError `missing` */
  show(id: number): Retraining {
    return this.#shown(this.store.get(id));
  }

  /** One that is neither being trained nor trained. @throws DemifaceError `usage`, `missing`, `corrupt` */
  open(id: number): StoredRetraining {
    const found = this.store.sound(id);
    if (found.state === 'running') throw new DemifaceError('usage', message('retrain.running'));
    if (found.state !== 'draft' && found.state !== 'stopped' && found.state !== 'failed')
      throw new DemifaceError('usage', message('retrain.trained'));
    return found;
  }

  /** @returns it as it is then */
  change(id: number, change: RetrainChange): Retraining {
    this.store.update(id, change);
    return this.tell(id);
  }

  /** Holds what is newer than the database has. */
  running(id: number, run: RetrainRun | null): void {
    if (run) this.#running.set(id, run);
    else this.#running.delete(id);
  }

  /** Of one that is being trained. */
  runOf(id: number): RetrainRun | null {
    return this.#running.get(id) ?? null;
  }

  tell(id: number): Retraining {
    const retraining = this.show(id);
    this.#context.emit('retrain.changed', { id, retraining });
    return retraining;
  }

  /** Folder of the new model. */
  modelOf(id: number): string {
    return retrainedModel(this.#context.home, id);
  }

  /** Whether the new model predicts. */
  isLive({ id, goal }: StoredRetraining): boolean {
    return liveModel(this.#context.store, placeOf(goal))?.path === this.modelOf(id);
  }

  /** Whether the new model predicts, or would when another one is rolled back. */
  isInHistory({ id, goal }: StoredRetraining): boolean {
    return liveHistory(this.#context.store, placeOf(goal)).some(({ path }) => path === this.modelOf(id));
  }

  #shown(stored: StoredRetraining): Retraining {
    const { path: _, ...goal } = stored.goal;
    const folder = this.modelOf(stored.id);
    const hasModel = existsSync(join(folder, 'manifest.json'));
    return {
      ...stored,
      ...{ goal, run: this.#running.get(stored.id) ?? stored.run },
      ...{ model: hasModel ? this.#models.idOf(folder) : null, isLive: hasModel && this.isLive(stored) },
    };
  }
}
