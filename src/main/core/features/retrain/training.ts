import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { RetrainComparison, Retraining, RetrainRun } from '../../../ipc/contract.ts';
import type { CoreContext } from '../../platform/handlers.ts';
import type { SideHooks, SideJobs } from '../../platform/jobs/side-jobs.ts';
import { inProcess } from '../../platform/jobs/side-jobs.ts';
import { refusalOf } from '../../platform/refusal.ts';
import { engineEnvironment } from '../../platform/settings.ts';
import { TRAIN } from './jobs/index.ts';
import type { TrainEvent, TrainPayload } from './jobs/train.ts';
import type { Retrainings } from './retrainings.ts';
import type { StoredRetraining } from './retrain-store.ts';
import { payloadOf } from './training-payload.ts';

/** Trains, one process a retraining; stopped, killed or failed it goes on where it stood. */
export class RetrainTraining {
  readonly #context: CoreContext;
  readonly #retrainings: Retrainings;
  readonly #jobs: SideJobs;
  /** The job of each that is being trained. */
  readonly #running = new Map<number, number>();
  #isClosed = false;

  /** Those that ran when the core ended are stopped. */
  constructor(context: CoreContext, retrainings: Retrainings, jobs: SideJobs) {
    this.#context = context;
    this.#retrainings = retrainings;
    this.#jobs = jobs;
    for (const { id, state, run, damage } of retrainings.store.list())
      if (!damage && state === 'running')
        retrainings.store.update(id, { state: 'stopped', run: run && { ...run, step: null } });
  }

  /** @throws DemifaceError `usage` if something stands in the way */
  start(id: number): Retraining {
    const retraining = this.#retrainings.open(id);
    if (!isClear(retraining)) throw new DemifaceError('usage', message('retrain.notChecked'));
    const payload = payloadOf(this.#context, retraining, false);
    const before = retraining.run;
    const run: RetrainRun = {
      startedAt: before?.startedAt ?? new Date().toISOString(),
      ...{ endedAt: null, step: null, epochs: before?.epochs ?? [], refusal: null },
    };
    this.#retrainings.store.update(id, { state: 'running', run });
    this.#retrainings.running(id, run);
    const job = this.#jobs.begin({ kind: 'retrain', id, step: 'train' }, async (hooks) => {
      await this.#train(id, payload, hooks);
      return { kind: 'retrain', id };
    });
    this.#running.set(id, job);
    return this.#retrainings.tell(id);
  }

  stop(id: number): Retraining {
    const job = this.#running.get(id);
    if (job !== undefined) this.#jobs.cancel(job);
    return this.#retrainings.show(id);
  }

  /** What runs is stopped with the jobs; the next core finds it stopped. */
  close(): void {
    this.#isClosed = true;
  }

  async #train(id: number, payload: TrainPayload, hooks: SideHooks): Promise<void> {
    try {
      const env = await engineEnvironment(this.#context);
      const comparison = (await inProcess(
        TRAIN,
        payload,
        hooks,
        (event) => this.#hear(id, event as TrainEvent),
        env,
      )) as RetrainComparison;
      this.#end(id, { state: 'done', comparison });
      this.#context.emit('models.changed', {});
    } catch (error) {
      const refusal = refusalOf(error);
      const isStopped = refusal.code === 'interrupted';
      this.#end(id, isStopped ? { state: 'stopped' } : { state: 'failed' }, isStopped ? null : refusal);
      throw error;
    }
  }

  #hear(id: number, event: TrainEvent): void {
    if (this.#isClosed) return;
    const run = this.#retrainings.runOf(id);
    if (!run) return;
    if (event.kind === 'step') {
      this.#retrainings.running(id, { ...run, step: event.step });
      this.#context.emit('retrain.step', { id, step: event.step });
      return;
    }
    const { epoch } = event;
    const epochs = [...run.epochs.filter((point) => point.epoch !== epoch.epoch), epoch];
    this.#retrainings.running(id, { ...run, epochs });
    try {
      this.#retrainings.store.update(id, { run: { ...run, epochs } });
    } catch (error) {
      // A locked or full database ends no training: the curve is in memory, and written with the next epoch.
      console.error(`epoch of retraining ${id}: ${(error as Error).message}`);
    }
    this.#context.emit('retrain.epoch', { id, epoch });
  }

  #end(
    id: number,
    change: Pick<StoredRetraining, 'state'> & { comparison?: RetrainComparison },
    refusal: RetrainRun['refusal'] = null,
  ): void {
    this.#running.delete(id);
    if (this.#isClosed) return;
    const run = this.#retrainings.runOf(id);
    this.#retrainings.running(id, null);
    const ended = run && { ...run, step: null, endedAt: new Date().toISOString(), refusal };
    this.#retrainings.change(id, { ...change, run: ended });
  }
}

/** Checked, and nothing stands in the way. */
export function isClear({ check }: Pick<StoredRetraining, 'check'>): boolean {
  return check !== null && check.findings.every(({ level, isRepaired }) => level !== 'blocks' || isRepaired);
}
