import type { EpochPoint, Retraining, TrainingStep } from '../../../main/ipc/contract.ts';
import { jobs } from '../jobs/jobs.svelte.ts';
import { listen, request } from '../page/client.ts';

/** Retrainings: models that are adapted to a person's own pictures. */
class RetrainState {
  #list = $state.raw<readonly Retraining[] | null>(null);
  #openId = $state<number | null>(null);

  /** The latest first; null while it is unknown. */
  get list(): readonly Retraining[] | null {
    return this.#list;
  }
  /** The one that is shown. */
  get open(): Retraining | null {
    return this.#list?.find(({ id }) => id === this.#openId) ?? null;
  }

  begin(): () => void {
    const ends = [
      listen('retrain.changed', ({ id, retraining }) => this.#put(id, retraining)),
      listen('retrain.step', ({ id, step }) => this.#move(id, { step })),
      listen('retrain.epoch', ({ id, epoch }) => this.#move(id, { epoch })),
      // Whether a new model predicts is told with the models.
      listen('models.changed', () => void this.load().catch(() => {})),
    ];
    return () => ends.forEach((end) => end());
  }

  /** @throws RequestRefused */
  async load(): Promise<void> {
    this.#list = await request('retrain.list', {});
  }

  /** @param id null: the list is shown */
  show(id: number | null): void {
    this.#openId = id;
  }

  /** Takes what the core has answered. */
  put(retraining: Retraining): void {
    this.#put(retraining.id, retraining);
  }

  /** Waits for a check or an estimate; what it found is in the retraining then. @throws RequestRefused */
  async follow({ job }: { job: number }): Promise<void> {
    await jobs.outcome({ job });
  }

  /** @throws RequestRefused */
  async discard(id: number): Promise<void> {
    await request('retrain.discard', { id });
    this.#put(id, null);
  }

  #put(id: number, retraining: Retraining | null): void {
    if (this.#list === null) return;
    const rest = this.#list.filter((each) => each.id !== id);
    const isKnown = rest.length < this.#list.length;
    if (retraining === null) this.#list = rest;
    else if (isKnown) this.#list = this.#list.map((each) => (each.id === id ? retraining : each));
    else this.#list = [retraining, ...rest];
  }

  #move(id: number, { step, epoch }: { step?: TrainingStep; epoch?: EpochPoint }): void {
    const found = this.#list?.find((each) => each.id === id);
    if (!found?.run) return;
    const before = found.run.epochs.filter((point) => point.epoch !== epoch?.epoch);
    const run = {
      ...found.run,
      ...(step && { step }),
      ...(epoch && { epochs: [...before, epoch] }),
    };
    this.#put(id, { ...found, run });
  }
}

export const retrainings = new RetrainState();
