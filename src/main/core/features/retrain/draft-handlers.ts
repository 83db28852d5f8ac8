import { LABELS } from '../../../../artifact/labels.ts';
import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Retraining } from '../../../ipc/contract.ts';
import type { CoreContext, HandlersOf, RetrainChannel } from '../../platform/handlers.ts';
import type { ModelsPort } from './goals.ts';
import { basesOf, storedGoal } from './goals.ts';
import { checkRecordingFolder } from './recorded-folder.ts';
import type { RetrainChange, StoredRetraining } from './retrain-store.ts';
import type { Retrainings } from './retrainings.ts';
import { listedDataSet } from './training-payload.ts';

export type DraftChannel = Extract<
  RetrainChannel,
  `retrain.${'bases' | 'list' | 'begin' | 'setGoal' | 'useDataSet' | 'useCamera' | 'keep'}`
>;

/** What another choice of pictures makes void. */
const UNCHECKED = { check: null, repairs: [], estimate: null, run: null, state: 'draft' } as const;

/** What is to be learned, and from what. */
export function draftHandlers(
  { store, home }: CoreContext,
  retrainings: Retrainings,
  models: ModelsPort,
): HandlersOf<DraftChannel> {
  const change = (id: number, to: RetrainChange): Retraining => retrainings.change(id, to);
  const nameOf = (id: number): string => listedDataSet(store, id).name;
  return {
    'retrain.bases': () => basesOf(models),

    'retrain.list': () => retrainings.list(),

    'retrain.begin': async ({ goal }) =>
      retrainings.tell(retrainings.store.add(await storedGoal(models, goal))),

    async 'retrain.setGoal'({ id, goal }) {
      const stored = await storedGoal(models, goal);
      retrainings.open(id);
      return change(id, { ...UNCHECKED, goal: stored, source: null });
    },

    'retrain.useDataSet'({ id, dataSet, persons }) {
      retrainings.open(id);
      const source = { kind: 'data-set', dataSet, name: nameOf(dataSet), persons } as const;
      return change(id, { ...UNCHECKED, source });
    },

    'retrain.useCamera'({ id, folder, classes }) {
      const { goal } = retrainings.open(id);
      checkClasses(goal, classes);
      checkRecordingFolder(folder, classes, home);
      return change(id, { ...UNCHECKED, source: { kind: 'recorded', folder, classes, consents: [] } });
    },

    'retrain.keep'({ id, dataSets }) {
      retrainings.open(id);
      dataSets.forEach(nameOf);
      return change(id, { keep: [...new Set(dataSets)], estimate: null, run: null, state: 'draft' });
    },
  };
}

/** @throws DemifaceError `usage` for ages, and for what is no class of the task */
function checkClasses({ task, labels }: StoredRetraining['goal'], classes: readonly string[]): void {
  if (task === 'age') throw new DemifaceError('usage', message('retrain.noAgesByCamera'));
  const known = task === 'custom' ? labels : LABELS[task]!;
  const label = known && classes.find((one) => !known.includes(one));
  if (label !== undefined && label !== null)
    throw new DemifaceError('usage', message('retrain.noClass', { label, labels: [...known!] }));
}
