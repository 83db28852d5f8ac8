import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { RunRow } from './run-rows.ts';

/** That no data set of the list can be that of a run. */
export function noneLaidOutAs({ layout, data_root }: Pick<RunRow, 'layout' | 'data_root'>): DemifaceError {
  return data_root === null
    ? new DemifaceError('missing', message('run.noDataOfLayout', { layout }))
    : removedData(data_root);
}

/** That the data set of a run was removed. */
export function removedData(root: string): DemifaceError {
  return new DemifaceError('missing', message('run.dataGoneAt', { root }));
}
