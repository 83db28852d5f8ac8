import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { RetrainEstimate } from '../../../ipc/contract.ts';
import type { CoreContext, HandlersOf, RetrainChannel } from '../../platform/handlers.ts';
import { inProcess } from '../../platform/jobs/side-jobs.ts';
import type { SideJobs } from '../../platform/jobs/side-jobs.ts';
import { CHECK, TRAIN } from './jobs/index.ts';
import type { Retrainings } from './retrainings.ts';
import { retrainThumbnails } from './thumbnails.ts';
import type { RetrainTraining } from './training.ts';
import { isClear } from './training.ts';
import { payloadOf, picturesOf } from './training-payload.ts';

export type TrainingChannel = Extract<
  RetrainChannel,
  `retrain.${'check' | 'repair' | 'estimate' | 'start' | 'stop' | 'thumbnails'}`
>;

/** The check, the estimate and the training itself. */
export function trainingHandlers(
  context: CoreContext,
  retrainings: Retrainings,
  jobs: SideJobs,
  training: RetrainTraining,
): HandlersOf<TrainingChannel> {
  const { store } = context;
  /** Its pictures may have been changed while the job ran. */
  const isSame = (id: number, before: string) => JSON.stringify(retrainings.open(id).source) === before;
  const check = (id: number) => {
    const retraining = retrainings.open(id);
    const pictures = picturesOf(store, retraining);
    const before = JSON.stringify(retraining.source);
    return jobs.start({ kind: 'retrain', id, step: 'check' }, CHECK, pictures, (found) => {
      if (isSame(id, before))
        retrainings.change(id, { check: found, estimate: null, run: null, state: 'draft' });
      return { kind: 'retrain', id };
    });
  };
  return {
    'retrain.thumbnails': ({ id, names }) => retrainThumbnails(store, retrainings.store.sound(id), names),

    'retrain.check': ({ id }) => ({ job: check(id) }),

    'retrain.repair'({ id, repairs }) {
      retrainings.open(id);
      retrainings.store.update(id, { repairs: [...new Set(repairs)] });
      check(id);
      return retrainings.tell(id);
    },

    'retrain.estimate'({ id }) {
      const retraining = retrainings.open(id);
      if (!isClear(retraining)) throw new DemifaceError('usage', message('retrain.notChecked'));
      const payload = payloadOf(context, retraining, true);
      const before = JSON.stringify(retraining.source);
      const job = jobs.begin({ kind: 'retrain', id, step: 'estimate' }, async (hooks) => {
        const estimate = (await inProcess(TRAIN, payload, hooks)) as RetrainEstimate;
        if (isSame(id, before)) retrainings.change(id, { estimate });
        return { kind: 'retrain', id };
      });
      return { job };
    },

    'retrain.start': ({ id }) => training.start(id),

    'retrain.stop': ({ id }) => training.stop(id),
  };
}
