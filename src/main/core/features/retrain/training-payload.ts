import { join } from 'node:path';

import { DemifaceError } from '../../../../common/error.ts';
import { message } from '../../../../messages/message.ts';
import type { Retraining } from '../../../ipc/contract.ts';
import type { CoreContext } from '../../platform/handlers.ts';
import type { DataSource } from '../../platform/jobs/open-pictures.ts';
import { retrainedModel, retrainingFolder } from '../../platform/models/retrained-models.ts';
import { dataSource } from '../../platform/jobs/data-source.ts';
import type { Store } from '../../platform/store/store.ts';
import { queryFirst } from '../../platform/store/sync.ts';
import type { RetrainPictures } from './jobs/pictures.ts';
import type { TrainPayload } from './jobs/train.ts';
import type { StoredRetraining } from './retrain-store.ts';

/** The pictures of a retraining, for its jobs. @throws DemifaceError `usage` before any were chosen, `missing`, `corrupt` */
export function picturesOf(store: Store, { goal, source, repairs }: StoredRetraining): RetrainPictures {
  if (source === null) throw new DemifaceError('usage', message('retrain.noPictures'));
  return {
    ...{ from: goal.path, task: goal.task, repairs },
    source:
      source.kind === 'data-set' ? ofDataSet(store, source.dataSet).source : ofRecorded(source, goal.task),
    persons: source.kind === 'data-set' ? source.persons : 'file-name',
    isRecorded: source.kind === 'recorded',
  };
}

/** @throws DemifaceError as `picturesOf` */
export function payloadOf(
  { store, home }: CoreContext,
  retraining: StoredRetraining,
  isTrial: boolean,
): TrainPayload {
  const { id, goal, keep } = retraining;
  return {
    ...picturesOf(store, retraining),
    title: goal.title,
    keep: keep.map((dataSet) => ofDataSet(store, dataSet)),
    ...{ out: retrainedModel(home, id), workRoot: join(retrainingFolder(home, id), 'work'), isTrial },
  };
}

/** @throws DemifaceError `missing` */
export function listedDataSet(store: Store, id: number): { name: string; version: number } {
  const query = store.db.selectFrom('data_sets').select(['name', 'version']).where('id', '=', id);
  const found = queryFirst(store, query);
  if (!found) throw new DemifaceError('missing', message('dataSet.gone'));
  return found;
}

/** A data set with the corrections that stand. @throws DemifaceError `missing`, `corrupt` */
function ofDataSet(store: Store, id: number): { name: string; source: DataSource } {
  const { name, version } = listedDataSet(store, id);
  return { name, source: dataSource(store, id, version) };
}

type Recorded = Extract<NonNullable<Retraining['source']>, { kind: 'recorded' }>;

/** A folder a class, whose names are the labels. */
function ofRecorded({ folder }: Recorded, task: StoredRetraining['goal']['task']): DataSource {
  return {
    ...{ layout: 'folder', root: folder, corrections: null },
    interpretation: task === 'custom' ? { classNames: { task } } : {},
  };
}
